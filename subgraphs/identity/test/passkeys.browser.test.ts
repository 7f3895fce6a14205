import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { Browser, Page } from 'playwright-core';
import { describeInBrowser, launchChromium } from '../../../test/support/chromium.ts';
import { readAssertion, readAttestation } from '../src/domain/passkey-response.ts';
import { createRelyingParty, type RelyingParty } from '../src/domain/relying-party.ts';

describeInBrowser('a passkey that a browser keeps', () => {
  let server: Server;
  let browser: Browser;
  let page: Page;
  let site: RelyingParty;
  let origin: string;

  beforeAll(async () => {
    server = createServer((_, response) => response.setHeader('content-type', 'text/html').end('<title>app</title>'));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    origin = `http://localhost:${typeof address === 'object' && address ? address.port : 0}`;
    site = createRelyingParty({ id: 'localhost', origins: [origin] });
    browser = await launchChromium();
    page = await browser.newPage();
    await page.goto(origin);
    const devices = await page.context().newCDPSession(page);
    await devices.send('WebAuthn.enable');
    await devices.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        ...{ protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true },
        ...{ isUserVerified: true, automaticPresenceSimulation: true },
      },
    });
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    server.close();
  });

  /** What the page gets of `navigator.credentials`, as it would send it. */
  const credential = (ceremony: 'create' | 'get', options: object): Promise<unknown> => {
    const parse = ceremony === 'create' ? 'parseCreationOptionsFromJSON' : 'parseRequestOptionsFromJSON';
    return page.evaluate(`
      navigator.credentials.${ceremony}({ publicKey: PublicKeyCredential.${parse}(${JSON.stringify(options)}) })
        .then((made) => made.toJSON(), (error) => error.name)`);
  };
  const aUser = () => ({ id: 'usr_1', name: 'Aiko', email: 'aiko@example.com' });

  it('is registered, and signs in without a name or a password, by what the browser really says', async () => {
    const challenge = randomBytes(32);
    const attested = readAttestation(
      await credential('create', await site.registrationOptions(challenge, aUser(), [])),
    );
    expect(attested?.challenge).toBe(challenge.toString('base64url'));
    const made = attested && (await site.verifyRegistration(attested));
    expect(made?.transports).toContain('internal');
    if (!made) throw new Error('the registration was refused');

    const again = await credential('create', await site.registrationOptions(randomBytes(32), aUser(), [made]));
    expect(again).toBe('InvalidStateError');

    const asserted = readAssertion(
      await credential('get', await site.authenticationOptions(randomBytes(32), [], true)),
    );
    if (!asserted) throw new Error('the browser answered something else');
    expect(asserted.response.id).toBe(made.credentialId);
    const passkey = {
      ...made,
      id: 'pky_1',
      userId: aUser().id,
      name: 'Browser',
      createdAt: new Date(),
      lastUsedAt: null,
    };
    expect(await site.verifyAuthentication(asserted, passkey, true)).toBeGreaterThan(0);
    const elsewhere = createRelyingParty({ id: 'localhost', origins: ['https://app.example.com'] });
    expect(await elsewhere.verifyAuthentication(asserted, passkey, true)).toBeNull();
  });

  it('is not found by the page of another site', async () => {
    const { port } = new URL(origin);
    await page.goto(`http://127.0.0.1:${port}`);
    const options = await site.authenticationOptions(randomBytes(32), [], true);
    expect(await credential('get', options)).toMatch(/SecurityError|TypeError/);
    await page.goto(origin);
  });
});
