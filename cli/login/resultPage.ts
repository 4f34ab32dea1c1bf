/** What the browser shows at the end. No script, nothing from elsewhere, and no word that came with the request. */
export function resultPage(success: boolean): string {
  const [title, text] = success
    ? ["Signed in to Partner Center", "You may close this window and go back to the terminal."]
    : ["The sign-in did not succeed", "The terminal says why. You may close this window."];
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${title}</title>
<style>body{font-family:sans-serif;max-width:34rem;margin:4rem auto;padding:0 1rem}</style></head>
<body><h1>${title}</h1><p>${text}</p></body></html>
`;
}

export const resultHeaders = {
  "Content-Type": "text/html; charset=utf-8",
  "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'",
  "Referrer-Policy": "no-referrer",
  "Cache-Control": "no-store",
  Connection: "close",
} as const;
