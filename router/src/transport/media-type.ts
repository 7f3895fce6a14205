/** The media types of GraphQL over HTTP. */
export const responseType = 'application/graphql-response+json';
export const jsonType = 'application/json';

/** The type to answer with, by the `Accept` header; null when the client takes neither. */
export function negotiate(accept: string | undefined): typeof responseType | typeof jsonType | null {
  if (accept === undefined || accept === '') return jsonType;
  const ranges = accept
    .split(',')
    .map(parseRange)
    .filter(({ quality }) => quality > 0);
  const qualityOf = (...names: string[]) =>
    Math.max(0, ...ranges.filter(({ name }) => names.includes(name)).map(({ quality }) => quality));
  const [response, json] = [qualityOf(responseType), qualityOf(jsonType, 'application/*', '*/*')];
  if (response === 0 && json === 0) return null;
  return response >= json ? responseType : jsonType;
}

function parseRange(range: string): { name: string; quality: number } {
  const [name = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
  const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
  return { name, quality: quality === undefined ? 1 : Number(quality) || 0 };
}
