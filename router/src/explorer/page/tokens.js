/** A token is renewed when it has less than this left, or half of a shorter life. */
const renewalMargin = 60_000;

/** The tokens of an answer, and by the clock of this machine when they end and are to be renewed; null without an access token. */
export function tokensOf(data) {
  const accessToken = findNamed(data, 'accessToken');
  if (typeof accessToken !== 'string') return null;
  const { iat, exp } = claimsOf(accessToken);
  // The clock of this machine may be wrong: how long a token lives is sure, when it ends is not.
  const life = exp > iat ? (exp - iat) * 1_000 : Date.parse(findNamed(data, 'accessTokenExpiresAt')) - Date.now();
  const endsAt = Number.isFinite(life) ? Date.now() + life : null;
  return {
    accessToken,
    refreshToken: findNamed(data, 'refreshToken'),
    endsAt,
    renewAt: endsAt && endsAt - Math.min(renewalMargin, life / 2),
  };
}

/** Of a JWT, to show them and to be in time: nothing is trusted here, the router verifies. */
export function claimsOf(token) {
  try {
    return JSON.parse(window.atob(token.split('.')[1].replaceAll('-', '+').replaceAll('_', '/'))) ?? {};
  } catch {
    return {};
  }
}

/** The first value that stands under this key, however deep. */
export function findNamed(value, name) {
  if (typeof value !== 'object' || value === null) return null;
  if (!Array.isArray(value) && value[name] != null) return value[name];
  for (const item of Object.values(value)) {
    const found = findNamed(item, name);
    if (found !== null) return found;
  }
  return null;
}
