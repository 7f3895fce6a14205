import { newId, type Caller, type Effect, type Mutate } from '@conea/platform';
import type { ColumnSeal } from './column-seal.ts';
import type { AddedFactor, AddFactor } from './factor-addition.ts';
import { factorOutcome, type FactorOutcome } from './factor-outcome.ts';
import type { FindEnroller } from './factor-enroller.ts';
import type { Keyring } from './keyring.ts';
import { createRecoveryCodes } from './recovery-code.ts';
import { secondFactorErrors, type InvalidProof } from './second-factor-errors.ts';
import type { TotpStore } from './totp-factor.ts';
import { createSeed, enrolmentUri, stepOf } from './totp.ts';
import type { UserStore } from './user.ts';
import type { InvalidToken } from './user-errors.ts';

/** What an authenticator app is to be given, as a QR code or by hand; or why nothing is begun. */
export type TotpOffer = { isDone: true; uri: string; secret: string } | { isDone: false; error: InvalidToken };

export type TotpEnrolmentParts = {
  mutate: Mutate;
  users: UserStore;
  totp: TotpStore;
  findEnroller: FindEnroller;
  addFactor: AddFactor;
  keyring: Keyring;
  seedSeal: ColumnSeal;
  clock: () => Date;
};

type Token = { enrolmentToken?: string | null | undefined };
type Confirmed = AddedFactor | { error: InvalidToken | InvalidProof };

/** How long an offered seed waits for its first code. */
const offerSeconds = 900;

/** Sets up an authenticator app: a seed is offered, and counts once a code of it came back. Until then the one before stays in use. */
export function createTotpEnrolment(parts: TotpEnrolmentParts) {
  const { mutate, users, totp, findEnroller, addFactor, keyring, seedSeal, clock } = parts;
  return {
    begin: async (caller: Caller, { enrolmentToken }: Token): Promise<TotpOffer> => {
      const seed = createSeed();
      const id = newId('otp');
      const request = { action: 'user.enrol_totp', input: null };
      const address = await mutate<string | null>(caller, request, async (tx): Promise<Effect<string | null>> => {
        const enroller = await findEnroller(tx, caller, 'totp', enrolmentToken);
        if (!enroller) return { result: null, resource: null, isRefused: true };
        const { userId } = enroller;
        const sealedSeed = await seedSeal.seal(id, seed);
        await totp.addPending(tx, { id, userId, sealedSeed, createdAt: clock() });
        const { email } = await users.getAccount(userId, tx);
        return { result: email.address, resource: { type: 'User', id: userId } };
      });
      if (address === null) return { isDone: false, error: secondFactorErrors.challengeOver('enrolmentToken') };
      return { isDone: true, uri: enrolmentUri(seed, address), secret: seed };
    },
    confirm: async (
      caller: Caller,
      { code, enrolmentToken }: Token & { code: string },
    ): Promise<FactorOutcome<InvalidToken | InvalidProof>> => {
      const codes = createRecoveryCodes();
      const { refreshKey } = await keyring.current();
      const request = { action: 'user.confirm_totp', input: null };
      const confirmed = await mutate<Confirmed>(caller, request, async (tx, emit): Promise<Effect<Confirmed>> => {
        const enroller = await findEnroller(tx, caller, 'totp', enrolmentToken);
        if (!enroller) return refuse(secondFactorErrors.challengeOver('enrolmentToken'), null);
        const { userId } = enroller;
        const now = clock();
        const pending = await totp.findPending(tx, userId, new Date(now.getTime() - offerSeconds * 1000));
        const step = pending && stepOf(await seedSeal.open(pending.id, pending.sealedSeed), code, now);
        if (pending === null || step === null) return refuse(secondFactorErrors.invalidProof('code'), userId);
        await totp.confirm(tx, pending, step, now);
        return addFactor(tx, emit, { caller, enroller, kind: 'totp', codes, refreshKey });
      });
      return 'error' in confirmed ? { isDone: false, error: confirmed.error } : factorOutcome(confirmed, codes);
    },
  };
}

function refuse(error: InvalidToken | InvalidProof, userId: string | null): Effect<Confirmed> {
  return { result: { error }, resource: userId === null ? null : { type: 'User', id: userId }, isRefused: true };
}
