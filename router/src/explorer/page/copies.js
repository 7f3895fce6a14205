const name = 'conea-explorer-session';

/**
 * Tabs that were opened from one that was signed in have a copy of its session. A refresh token is good for one use, so they take turns, and
 * who has used one tells the others what came of it: the next tokens, or null when the session is over.
 */
export function createCopies(onSpent) {
  const channel = new window.BroadcastChannel(name);
  channel.onmessage = ({ data: { refreshToken, next } }) => onSpent(refreshToken, next);
  return {
    tell: (refreshToken, next) => channel.postMessage({ refreshToken, next }),
    // Locks exist only where pages come over TLS or from this machine; elsewhere tabs may race, and servers give racers the same tokens.
    inTurn: async (work) => (window.navigator.locks ? window.navigator.locks.request(name, work) : work()),
  };
}
