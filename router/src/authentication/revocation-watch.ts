/** Tells whoever holds something open for a user that tokens of that user were revoked, to look whether theirs is among them. */
export type RevocationWatch = {
  tell(userId: string): void;
  tellAll(): void;
  follow(userId: string, look: () => void): () => void;
};

export function createRevocationWatch(): RevocationWatch {
  const looks = new Map<string, Set<() => void>>();
  return {
    tell: (userId) => looks.get(userId)?.forEach((look) => look()),
    tellAll: () => looks.forEach((ofUser) => ofUser.forEach((look) => look())),
    follow: (userId, look) => {
      const ofUser = looks.get(userId) ?? new Set();
      looks.set(userId, ofUser.add(look));
      return () => {
        ofUser.delete(look);
        if (ofUser.size === 0 && looks.get(userId) === ofUser) looks.delete(userId);
      };
    },
  };
}
