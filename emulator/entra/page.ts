import { escapeHtml } from "../http/escapeHtml";
import type { Answer } from "../http/message";

/** A page of the sign-in, as plain as it can be: no style from elsewhere, and no script but where a form sends itself. The content is HTML, escaped by its maker. */
export function page(status: number, title: string, content: string): Answer {
  const text = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>${escapeHtml(title)}</title>
<style>body{font-family:sans-serif;max-width:34rem;margin:4rem auto;padding:0 1rem}button{font-size:1rem;padding:.5rem 1.5rem;margin-right:.5rem}</style></head>
<body><h1>${escapeHtml(title)}</h1>
<p><small>Partner Center emulator. No Microsoft account is asked for, and nothing reaches Microsoft.</small></p>
${content}
</body></html>
`;
  return { status, text, headers: { "Cache-Control": "no-store", "X-Frame-Options": "DENY" } };
}

/** A form that posts `fields` to `action`, by default to where the page came from, with the given inputs and buttons. */
export function formOf(fields: Iterable<readonly [string, string]>, controls: string, action?: string): string {
  const hidden = [...fields].map(([name, value]) => `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`);
  const target = action === undefined ? "" : ` action="${escapeHtml(action)}"`;
  return `<form method="post"${target}>${hidden.join("")}${controls}</form>`;
}
