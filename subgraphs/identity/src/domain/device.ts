/** The kinds of browsers and systems by what only they say of themselves; the first that fits counts, since most also name those they imitate. */
const browsers: readonly (readonly [RegExp, string])[] = [
  [/\bEdg(?:e|A|iOS)?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(?:Firefox|FxiOS)\//, 'Firefox'],
  [/\b(?:Chrome|CriOS)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
];
const systems: readonly (readonly [RegExp, string])[] = [
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b|\bMacintosh\b/, 'macOS'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bLinux\b/, 'Linux'],
];
const program = /^(?<name>[A-Za-z][\w.+-]{0,39})(?:\/|\s|$)/;

/** What a `User-Agent` says in words that its owner recognises, such as `Firefox on Windows` or `curl`; null when it says nothing. */
export function deviceOf(userAgent: string | null): string | null {
  const named = (kinds: typeof browsers) => kinds.find(([pattern]) => pattern.test(userAgent ?? ''))?.[1];
  const [browser, system] = [named(browsers), named(systems)];
  if (browser !== undefined && system !== undefined) return `${browser} on ${system}`;
  const name = program.exec(userAgent ?? '')?.groups?.['name'];
  return browser ?? system ?? (name === 'Mozilla' ? null : (name ?? null));
}
