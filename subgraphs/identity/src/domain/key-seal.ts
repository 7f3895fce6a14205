import { createColumnSeal, type ColumnSeal, type Seals } from './column-seal.ts';

export const sealedKeyPlace = { table: 'signing_keys', column: 'sealed_secret' } as const;

/** Seals the secrets of keys. */
export function createKeySeal(seals: Seals): ColumnSeal {
  const { seal, open } = createColumnSeal(seals, sealedKeyPlace);
  return {
    seal,
    open: async (keyId, sealed) => {
      if (!sealed.startsWith('v1.')) return open(keyId, sealed);
      // Symmetric keys were sealed as their bytes.
      const opened = seals.box.open(sealed, `${sealedKeyPlace.table}|${sealedKeyPlace.column}|${keyId}`);
      return opened.length === 32 ? opened.toString('base64') : opened.toString('utf8');
    },
  };
}
