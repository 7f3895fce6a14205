import type { CapturedMail } from './mailbox.ts';

/** What a browser shows at `/`: that nothing is delivered, and what was sent. */
export function renderPage(mails: readonly CapturedMail[]): string {
  const items = mails.map(
    ({ receivedAt, to, subject, text }) =>
      `<article><h2>${escape(subject)}</h2><p>To ${escape(to.join(', '))} · ${escape(receivedAt)}</p><pre>${escape(text)}</pre></article>`,
  );
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Mail simulator</title>
<style>body{font:16px/1.5 system-ui;max-width:46rem;margin:3rem auto;padding:0 1rem}pre{white-space:pre-wrap}article{border-top:1px solid #ccc}</style>
<h1>Mail simulator</h1>
<p>Mails end here: <strong>nothing is delivered</strong>. It is a stand-in for development and tests. As JSON: <a href="/messages">/messages</a></p>
${items.join('\n') || '<p>No mail so far.</p>'}
</html>`;
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
