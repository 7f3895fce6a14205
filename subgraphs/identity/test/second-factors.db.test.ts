import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from '@conea/platform';
import { decodeJwt } from 'jose';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { accountsOf, anAdmin, callerOf, password } from './support/accounts.ts';
import { codeAt } from './support/authenticator-app.ts';
import { aCaller, aClock, identityMigrations, startIdentity, type IdentityServer } from './support/identity-server.ts';
import { startPostOffice, type PostOffice } from './support/post-office.ts';
import { aCautiousAdmin, secondFactorsOf } from './support/second-factors.ts';

let db: TestDatabase;
let office: PostOffice;
let server: IdentityServer;
let accounts: ReturnType<typeof accountsOf>;
let factors: ReturnType<typeof secondFactorsOf>;
const clock = aClock();

beforeAll(async () => {
  db = await createTestDatabase(identityMigrations);
  office = await startPostOffice(db, clock.read);
  server = await startIdentity(db.served, clock.read, office);
  accounts = accountsOf(server);
  factors = secondFactorsOf(server);
});
afterAll(async () => {
  await server.stop();
  await office.stop();
  await db.drop();
});

const aCautious = () => aCautiousAdmin(server, clock);
const named = (name: string) => [expect.objectContaining({ __typename: name })];
const refused = (name: string) => ({ session: null, errors: named(name) });
const over = refused('InvalidToken');
const wrong = refused('InvalidProof');
const done = { errors: [], session: expect.objectContaining({ id: expect.any(String) }) };

describe('a sign-in of somebody with a second factor', () => {
  it('gives a token instead of a session, and a session for the token and a code', async () => {
    const { email, nextCode } = await aCautious();
    const { session, errors } = await factors.signIn(email);
    expect(session).toBeNull();
    expect(errors).toMatchObject([{ __typename: 'SecondFactorRequired', methods: ['TOTP', 'RECOVERY_CODE'] }]);
    const challengeToken = errors[0]?.challengeToken;
    const completed = await factors.completeSignIn({ challengeToken, code: nextCode() });
    expect(completed).toEqual(done);
    expect(decodeJwt(completed.session?.accessToken ?? '')).toMatchObject({ acr: 'aal2', amr: ['pwd', 'otp', 'mfa'] });
  });

  it('refuses a code that was accepted before, and an earlier one', async () => {
    const { seed, challenge, nextCode } = await aCautious();
    const earlier = codeAt(seed, clock.read());
    const code = nextCode();
    expect(await factors.completeSignIn({ challengeToken: await challenge(), code })).toEqual(done);
    expect(await factors.completeSignIn({ challengeToken: await challenge(), code })).toEqual(wrong);
    expect(await factors.completeSignIn({ challengeToken: await challenge(), code: earlier })).toEqual(wrong);
  });

  it('refuses the code that set the app up', async () => {
    const { seed, challenge } = await aCautious();
    const code = codeAt(seed, clock.read());
    expect(await factors.completeSignIn({ challengeToken: await challenge(), code })).toEqual(wrong);
  });

  it('accepts codes of a clock that is one step off, and none of one that is 90 seconds off', async () => {
    const { seed, challenge } = await aCautious();
    clock.advance(300);
    const codeOff = (seconds: number) => codeAt(seed, new Date(clock.read().getTime() + seconds * 1000));
    for (const skew of [-90, 90])
      expect(await factors.completeSignIn({ challengeToken: await challenge(), code: codeOff(skew) })).toEqual(wrong);
    for (const skew of [-30, 30])
      expect(await factors.completeSignIn({ challengeToken: await challenge(), code: codeOff(skew) })).toEqual(done);
  });

  it('lets one of twenty succeed that use a code at the same time, by one sign-in or by many', async () => {
    const { challenge, nextCode, id } = await aCautious();
    const code = nextCode();
    const challengeToken = await challenge();
    const alike = Array.from({ length: 20 }, () => challengeToken);
    const many = await Promise.all(Array.from({ length: 4 }, challenge));
    for (const tokens of [alike, many]) {
      const fresh = tokens === many ? nextCode() : code;
      await db.database.execute(sql`delete from sign_in_attempts`);
      const answers = await Promise.all(
        tokens.map((token) => factors.completeSignIn({ challengeToken: token, code: fresh })),
      );
      expect(answers.filter(({ session }) => session !== null)).toHaveLength(1);
    }
    const live = await db.database.one<{ count: number }>(sql`
      select count(*)::int as count from sessions where user_id = ${id} and revoked_at is null`);
    expect(live.count).toBe(3);
  });

  it('takes five wrong codes, then not even the right one', async () => {
    const { challenge, nextCode } = await aCautious();
    const challengeToken = await challenge();
    for (let guess = 0; guess < 5; guess++)
      expect(await factors.completeSignIn({ challengeToken, code: '000000' })).toEqual(wrong);
    clock.advance(30);
    expect(await factors.completeSignIn({ challengeToken, code: nextCode() })).toEqual(over);
  });

  it('slows guesses down by many sign-ins, wherever they come from', async () => {
    const { challenge, nextCode } = await aCautious();
    const tokens = await Promise.all(Array.from({ length: 3 }, challenge));
    const guess = (index: number) =>
      factors.completeSignIn(
        { challengeToken: tokens[index % 3], code: '000000' },
        aCaller({ ip: `198.51.100.${index}` }),
      );
    for (let index = 0; index < 5; index++) expect(await guess(index)).toEqual(wrong);
    expect(await guess(5)).toEqual(refused('TooManyAttempts'));
    clock.advance(1);
    expect(await guess(5)).toEqual(wrong);
    expect(await guess(5)).toMatchObject({
      errors: [{ retryAt: new Date(clock.read().getTime() + 2_000).toISOString() }],
    });
    expect(await factors.completeSignIn({ challengeToken: tokens[2], code: nextCode() })).toEqual(done);
    expect(await factors.completeSignIn({ challengeToken: await challenge(), code: '000000' })).toEqual(wrong);
  });

  it('is over after five minutes, after its use, and when it was made up', async () => {
    const { challenge, nextCode } = await aCautious();
    const late = await challenge();
    clock.advance(300);
    expect(await factors.completeSignIn({ challengeToken: late, code: nextCode() })).toEqual(over);
    const used = await challenge();
    expect(await factors.completeSignIn({ challengeToken: used, code: nextCode() })).toEqual(done);
    for (const token of [used, `conea_sc_${'A'.repeat(43)}`, 'conea_sc_', '', used.slice(0, -1)])
      expect(await factors.completeSignIn({ challengeToken: token, code: nextCode() })).toEqual(over);
  });

  it('is for its own user alone', async () => {
    const [one, other] = [await aCautious(), await aCautious()];
    const challengeToken = await one.challenge();
    expect(await factors.completeSignIn({ challengeToken, code: other.nextCode() })).toEqual(wrong);
    const [recoveryCode] = other.recoveryCodes;
    expect(await factors.completeSignIn({ challengeToken, recoveryCode })).toEqual(wrong);
    expect(await factors.completeSignIn({ challengeToken, code: one.nextCode() })).toEqual(done);
  });

  it('needs exactly one proof', async () => {
    const { challenge, nextCode, recoveryCodes } = await aCautious();
    const challengeToken = await challenge();
    const [recoveryCode] = recoveryCodes;
    for (const proof of [{}, { code: nextCode(), recoveryCode }])
      expect(await factors.completeSignIn({ challengeToken, ...proof })).toEqual(refused('InvalidInput'));
    expect(await factors.completeSignIn({ challengeToken, recoveryCode })).toEqual(done);
  });

  it('is not for who was taken out of the organization, or has another password, meanwhile', async () => {
    const admin = await anAdmin(server);
    const member = await aCautious();
    await db.database.execute(sql`delete from memberships where user_id = ${member.id}`);
    await db.database.execute(sql`
      insert into memberships (organization_id, user_id, role, joined_at)
      values (${admin.organization.id}, ${member.id}, 'user', ${clock.read()})`);
    const challengeToken = await member.challenge();
    expect((await accounts.removeMember(member.id, admin.caller)).errors).toEqual([]);
    expect(await factors.completeSignIn({ challengeToken, code: member.nextCode() })).toEqual(over);
    const { challenge, nextCode, caller } = await aCautious();
    const before = await challenge();
    expect((await accounts.changePassword(password, 'quite another phrase', caller)).errors).toEqual([]);
    expect(await factors.completeSignIn({ challengeToken: before, code: nextCode() })).toEqual(over);
  });

  it('does not go past the second factor by a reset of the password', async () => {
    const { email, nextCode } = await aCautious();
    await accounts.requestPasswordReset(email);
    const token = await office.tokenTo(email, 'reset-password');
    expect((await accounts.resetPassword(token, 'quite another phrase')).errors).toEqual([]);
    const answer = await accounts.signIn({ email, password: 'quite another phrase' });
    expect(answer).toMatchObject({ session: null, errors: [{ __typename: 'SecondFactorRequired' }] });
    expect(nextCode()).toMatch(/^\d{6}$/);
  });
});

describe('a recovery code', () => {
  it('stands in for the app once, however it is written, and its owner is told', async () => {
    const { email, challenge, recoveryCodes } = await aCautious();
    expect(new Set(recoveryCodes).size).toBe(10);
    const [recoveryCode = ''] = recoveryCodes;
    const written = ` ${recoveryCode.toLowerCase().replaceAll('-', ' ')} `;
    const completed = await factors.completeSignIn({ challengeToken: await challenge(), recoveryCode: written });
    expect(completed).toEqual(done);
    expect(decodeJwt(completed.session?.accessToken ?? '')).toMatchObject({ acr: 'aal2', amr: ['pwd', 'mfa'] });
    expect(await factors.completeSignIn({ challengeToken: await challenge(), recoveryCode })).toEqual(wrong);
    await office.settle();
    const mails = await office.mailsTo(email);
    expect(mails[0]).toMatchObject({
      subject: 'A recovery code was used',
      text: expect.stringContaining('9 are left'),
    });
    const { data } = await server.request(
      '{ viewer { secondFactors { recoveryCodesLeft } } }',
      {},
      callerOf(completed.session?.accessToken ?? ''),
    );
    expect(data).toEqual({ viewer: { secondFactors: { recoveryCodesLeft: 9 } } });
  });

  it('is used up by one of four that try at the same time', async () => {
    const { challenge, recoveryCodes } = await aCautious();
    const [recoveryCode] = recoveryCodes;
    const tokens = await Promise.all(Array.from({ length: 4 }, challenge));
    const answers = await Promise.all(
      tokens.map((challengeToken) => factors.completeSignIn({ challengeToken, recoveryCode })),
    );
    expect(answers.filter(({ session }) => session !== null)).toHaveLength(1);
  });

  it('is worth nothing once there are new ones', async () => {
    const { caller, challenge, recoveryCodes } = await aCautious();
    const { recoveryCodes: renewed } = await factors.regenerateRecoveryCodes(caller);
    expect(renewed).toHaveLength(10);
    const tried = { challengeToken: await challenge(), recoveryCode: recoveryCodes[0] };
    expect(await factors.completeSignIn(tried)).toEqual(wrong);
    expect(await factors.completeSignIn({ ...tried, recoveryCode: renewed?.[0] })).toEqual(done);
  });

  it('is not for who has no second factor, nor for keys', async () => {
    const { caller } = await anAdmin(server);
    expect(await factors.regenerateRecoveryCodes(caller)).toEqual({ recoveryCodes: null, errors: named('NotFound') });
    const key = { ...caller, user: caller.user && { ...caller.user, sessionId: `key_${'0'.repeat(32)}` } };
    await expect(factors.regenerateRecoveryCodes(key)).rejects.toThrow('FORBIDDEN');
  });
});

describe('setting up an authenticator app', () => {
  it('needs a recent proof, and a code of it within fifteen minutes', async () => {
    const { caller, email } = await anAdmin(server);
    await expect(factors.enrolTotp({}, aCaller())).rejects.toThrow('UNAUTHENTICATED');
    const { secret } = await factors.enrolTotp({}, caller);
    expect(await factors.confirmTotp({ code: '000000' }, caller)).toMatchObject({ errors: named('InvalidProof') });
    clock.advance(900);
    const code = codeAt(secret ?? '', clock.read());
    expect(await factors.confirmTotp({ code }, caller)).toMatchObject({ errors: named('InvalidProof') });
    clock.advance(2_701);
    await expect(factors.enrolTotp({}, caller)).rejects.toThrow('STEP_UP_REQUIRED');
    expect((await factors.signIn(email)).errors).toEqual([]);
  });

  it('ends the other sessions, lifts this one, and tells the owner', async () => {
    const { caller, email, session } = await anAdmin(server);
    const { session: elsewhere } = await factors.signIn(email);
    const { secret } = await factors.enrolTotp({}, caller);
    const confirmed = await factors.confirmTotp({ code: codeAt(secret ?? '', clock.read()) }, caller);
    expect(confirmed).toMatchObject({ errors: [], session: null });
    expect(await factors.refresh(elsewhere?.refreshToken ?? '')).toEqual(refused('SessionEnded'));
    const next = await factors.refresh(session.refreshToken);
    expect(decodeJwt(next.session?.accessToken ?? '')).toMatchObject({ acr: 'aal2', amr: ['pwd', 'otp', 'mfa'] });
    await office.settle();
    expect((await office.mailsTo(email))[0]?.subject).toBe('A second factor was added');
  });

  it('happens once when one code is sent many times at once', async () => {
    const { caller } = await anAdmin(server);
    const { secret } = await factors.enrolTotp({}, caller);
    const code = codeAt(secret ?? '', clock.read());
    const answers = await Promise.all(Array.from({ length: 8 }, () => factors.confirmTotp({ code }, caller)));
    expect(answers.filter(({ errors }) => errors.length === 0)).toHaveLength(1);
  });

  it('leaves the app before in use until a code of the new one came', async () => {
    const { caller, challenge, nextCode } = await aCautious();
    const { secret } = await factors.enrolTotp({}, caller);
    expect(await factors.completeSignIn({ challengeToken: await challenge(), code: nextCode() })).toEqual(done);
    const own = (await factors.completeSignIn({ challengeToken: await challenge(), code: nextCode() })).session;
    const code = codeAt(secret ?? '', clock.read());
    const confirmed = await factors.confirmTotp({ code }, callerOf(own?.accessToken ?? ''));
    expect(confirmed).toMatchObject({ errors: [], recoveryCodes: null });
    expect(await factors.completeSignIn({ challengeToken: await challenge(), code: nextCode() })).toEqual(wrong);
    const fresh = codeAt(secret ?? '', clock.read());
    expect(await factors.completeSignIn({ challengeToken: await challenge(), code: fresh })).toEqual(done);
  });
});

describe('taking the app out of use', () => {
  it('lets its owner in by the password alone, and takes the recovery codes with it', async () => {
    const { caller, email, recoveryCodes, challenge } = await aCautious();
    const challengeToken = await challenge();
    expect(await factors.removeTotp(caller)).toEqual({ errors: [] });
    expect(await factors.completeSignIn({ challengeToken, recoveryCode: recoveryCodes[0] })).toEqual(over);
    expect((await factors.signIn(email)).errors).toEqual([]);
    expect(await factors.removeTotp(caller)).toEqual({ errors: named('NotFound') });
    await office.settle();
    expect((await office.mailsTo(email))[0]?.subject).toBe('A second factor was removed');
  });

  it('needs a recent proof by the second factor', async () => {
    const { caller } = await aCautious();
    clock.advance(3_601);
    await expect(factors.removeTotp(caller)).rejects.toThrow('STEP_UP_REQUIRED');
  });
});

describe('a confirmation of who has a second factor', () => {
  it('is not made by the password, but by a code or a recovery code', async () => {
    const { caller, nextCode, recoveryCodes } = await aCautious();
    clock.advance(3_601);
    expect(await factors.reauthenticate({ password }, caller)).toEqual({
      authenticatedAt: null,
      errors: named('InvalidInput'),
    });
    for (const proof of [{}, { password, code: '000000' }])
      expect(await factors.reauthenticate(proof, caller)).toMatchObject({ errors: named('InvalidInput') });
    expect(await factors.reauthenticate({ code: '000000' }, caller)).toMatchObject({ errors: named('InvalidProof') });
    await expect(accounts.createApiKey({}, caller)).rejects.toThrow('STEP_UP_REQUIRED');
    expect(await factors.reauthenticate({ code: nextCode() }, caller)).toMatchObject({ errors: [] });
    expect((await accounts.createApiKey({}, caller)).errors).toEqual([]);
    clock.advance(3_601);
    const [recoveryCode] = recoveryCodes;
    expect(await factors.reauthenticate({ recoveryCode }, caller)).toMatchObject({ errors: [] });
    expect((await accounts.createApiKey({}, caller)).errors).toEqual([]);
  });

  it('is needed to change the password or the address, besides the password', async () => {
    const { caller, nextCode } = await aCautious();
    clock.advance(3_601);
    const changePassword = () => accounts.changePassword(password, 'quite another phrase', caller);
    const changeEmail = () => accounts.requestEmailChange({ email: 'new@example.com', password }, caller);
    await expect(changePassword()).rejects.toThrow('STEP_UP_REQUIRED');
    await expect(changeEmail()).rejects.toThrow('STEP_UP_REQUIRED');
    await factors.reauthenticate({ code: nextCode() }, caller);
    expect((await changeEmail()).errors).toEqual([]);
    expect((await changePassword()).errors).toEqual([]);
  });

  it('is not asked of who has none', async () => {
    const { caller } = await anAdmin(server);
    clock.advance(3_601);
    expect((await accounts.changePassword(password, 'quite another phrase', caller)).errors).toEqual([]);
  });
});

describe('what is kept', () => {
  it('has no secret in the clear: not in the database, its events, its jobs or its idempotency results', async () => {
    const { seed, recoveryCodes, challenge, nextCode } = await aCautious();
    const challengeToken = await challenge();
    const code = nextCode();
    const { session } = await factors.completeSignIn({ challengeToken, code });
    const tables = await db.database.many<{ name: string }>(sql`
      select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('public', 'pgboss')`);
    const dump: string[] = [];
    for (const { name } of tables) {
      const statement = {
        text: `select coalesce(string_agg(to_jsonb(row)::text, ' '), '') as text from ${name} as row`,
        values: [],
      };
      dump.push((await db.database.acrossTenants.one<{ text: string }>(statement)).text);
    }
    const everything = dump.join('\n');
    expect(everything).toContain('user.second_factor_added');
    const secrets = [
      seed,
      challengeToken,
      session?.refreshToken ?? '',
      ...recoveryCodes,
      ...recoveryCodes.map((text) => text.replaceAll('-', '')),
    ];
    for (const secret of secrets) expect(everything).not.toContain(secret);
  });

  it('tells the trail of every success and failure, by which method', async () => {
    const { id, challenge, nextCode } = await aCautious();
    await factors.completeSignIn({ challengeToken: await challenge(), code: '000000' });
    await factors.completeSignIn({ challengeToken: await challenge(), code: nextCode() });
    const trail = await db.database.acrossTenants.many<{ entry: object }>(sql`
      select data - 'requestId' - 'ipAddress' - 'userAgent' as entry from outbox
      where type = 'conea.identity.audit.recorded' and data->>'action' = 'user.complete_sign_in' and data->>'actorId' = ${id}
      order by position`);
    expect(trail.map(({ entry }) => entry)).toMatchObject([
      { result: 'failure', metadata: { method: 'totp' } },
      { result: 'success', metadata: { method: 'totp' } },
    ]);
  });

  it('is of use in its own row only', async () => {
    const [one, other] = [await aCautious(), await aCautious()];
    await db.database.execute(sql`
      update totp_factors set sealed_seed = (select sealed_seed from totp_factors where user_id = ${one.id}) where user_id = ${other.id}`);
    await expect(
      factors.completeSignIn({ challengeToken: await other.challenge(), code: one.nextCode() }),
    ).rejects.toThrow('INTERNAL_SERVER_ERROR');
  });
});
