import type { HttpAnswer } from './http-exchange.ts';

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escape = (text: string) => text.replace(/[&<>"]/g, (character) => escapes[character] ?? '');

/** What a person sees whom it would be unsafe to send anywhere: nothing of what the request said. */
export function refusalPage(why: string): HttpAnswer {
  return {
    status: 400,
    headers: {
      ...{ 'cache-control': 'no-store', 'content-type': 'text/html; charset=utf-8' },
      ...{ 'content-security-policy': "default-src 'none'; frame-ancestors 'none'", 'x-frame-options': 'DENY' },
      ...{ 'referrer-policy': 'no-referrer', 'x-content-type-options': 'nosniff' },
    },
    body: `<!doctype html><html lang="en"><title>Sign-in refused</title><h1>This application cannot sign you in</h1><p>${escape(why)}</p><p>Tell whoever runs it.</p></html>`,
  };
}
