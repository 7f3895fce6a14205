const maxLength = 2_000;
const loopback = /^http:\/\/(?<host>127\.0\.0\.1|\[::1\])(?::\d{1,5})?(?<rest>\/.*)?$/;

/** Why people may not be sent back there; null when they may: https, or http on a loopback address for software on their own device. */
export function redirectUriProblem(text: string): string | null {
  const url = URL.parse(text);
  if (text.length > maxLength || url === null) return `A redirect URI is a URL of at most ${maxLength} characters.`;
  const isNormal = url.href === text || url.href === `${text}/`;
  if (
    !isNormal ||
    url.hash !== '' ||
    text.includes('#') ||
    text.includes('*') ||
    url.username !== '' ||
    url.password !== ''
  )
    return 'A redirect URI is written in its normal form, without a fragment, a user or a wildcard.';
  if (url.protocol === 'https:' || loopback.test(text)) return null;
  return 'A redirect URI begins with https://, or with http://127.0.0.1 or http://[::1] for an app on the device.';
}

/** Whether it is, letter by letter, one that is registered; on a loopback address the port may be any (RFC 8252, section 7.3). */
export function isRegisteredRedirectUri(presented: string, registered: readonly string[]): boolean {
  return registered.includes(presented) || registered.some((uri) => isSameLoopback(presented, uri));
}

function isSameLoopback(presented: string, registered: string): boolean {
  const [one, other] = [loopback.exec(presented)?.groups, loopback.exec(registered)?.groups];
  return one !== undefined && other !== undefined && one['host'] === other['host'] && one['rest'] === other['rest'];
}
