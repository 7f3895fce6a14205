import { describe, expect, it } from '@jest/globals';
import { isKeySetUrl } from '../src/domain/oauth/client-keys.ts';
import { isPublicAddress } from '../src/domain/public-address.ts';

describe('an address of the public internet', () => {
  it.each(['1.1.1.1', '8.8.8.8', '172.15.0.1', '172.32.0.1', '223.255.255.255', '2606:4700::1111', '2a00:1450::1'])(
    'is %s',
    (address) => {
      expect(isPublicAddress(address)).toBe(true);
    },
  );

  it.each([
    ...['0.0.0.0', '10.0.0.1', '100.64.0.1', '127.0.0.1', '127.255.255.254', '169.254.169.254', '172.16.0.1'],
    ...['172.31.255.255', '192.168.1.1', '192.0.2.1', '198.18.0.1', '224.0.0.1', '240.0.0.1', '255.255.255.255'],
    ...['::', '::1', '::ffff:127.0.0.1', '::ffff:8.8.8.8', '64:ff9b::7f00:1', 'fe80::1', 'fc00::1', 'fd00:ec2::254'],
    ...['ff02::1', '2002:7f00:1::', '2001:db8::1', '2001::1', '100::1', 'localhost', ''],
  ])('is not %s', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});

describe('the URL of a key set', () => {
  it.each(['https://shop.example/jwks.json', 'https://shop.example:8443/a?b=c', 'https://1.1.1.1/jwks'])(
    'is %s',
    (url) => {
      expect(isKeySetUrl(url)).toBe(true);
    },
  );

  it.each([
    ...['http://shop.example/jwks', 'https://user@shop.example/', 'https://shop.example/#x', 'file:///etc/passwd', 'x'],
    ...['https://127.0.0.1/', 'https://0x7f000001/', 'https://2130706433/', 'https://127.1/', 'https://[::1]/'],
    ...['https://169.254.169.254/latest', 'https://[fd00:ec2::254]/', `https://shop.example/${'x'.repeat(2_000)}`],
  ])('is not %s', (url) => {
    expect(isKeySetUrl(url)).toBe(false);
  });
});
