import { afterAll } from '@jest/globals';
import { eventLogMigrations, openEventLog } from '@conea/platform';
import { createTestDatabase, silentLog } from '../../test/support/database.ts';
import { describeEventLog } from './event-log-contract.ts';

const database = await createTestDatabase([eventLogMigrations]);
afterAll(() => database.drop());

describeEventLog('Postgres', async () => openEventLog({ EVENT_LOG_DATABASE_URL: database.url }, silentLog));
