import { hash } from 'node:crypto';

/** Keys name callers and what they asked: Redis sees only digests. The number changes with the form of what is held. */
export const redisKey = (key: string) => `conea:router:cache:1:${hash('sha256', key, 'base64url')}`;
