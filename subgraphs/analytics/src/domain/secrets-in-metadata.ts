import type { Json } from '@conea/platform';

const secretName =
  /passw|secret|token|api_?key|authorization|cookie|credential|private_?key|recovery_?code|^otp$|^totp$/i;
// JSON web tokens, our own keys and tokens, keys of vendors, PEM.
const secretText =
  /eyJ[\w-]{8,}\.eyJ[\w-]+\.|\b(?:conea_[a-z]{2}|sk|rk|whsec|shp[a-z]{2}|gh[a-z])_[\w-]{12,}|\bsk-[\w-]{12,}|-----BEGIN /;
const isFact = (value: Json | undefined) => typeof value === 'boolean' || typeof value === 'number' || value === null;
const redacted = '[redacted]';

/** The same facts without what is called a secret or looks like one: the last net behind domains that put none in. Ids of keys and numbers stay. */
export function withoutSecrets(value: Json): Json {
  if (typeof value === 'string') return secretText.test(value) ? redacted : value;
  if (typeof value !== 'object' || value === null) return value;
  if (isList(value)) return value.map(withoutSecrets);
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => {
      const isHidden = secretName.test(name) && !name.endsWith('Id') && !isFact(member);
      return [name, isHidden ? redacted : withoutSecrets(member ?? null)];
    }),
  );
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);
