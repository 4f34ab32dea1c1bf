/** How a sign-in ended, as far as the browser is told. */
export type SignInEnd =
  /** The token is where the user wanted it. */
  | "kept"
  /** The user has signed in, but the token will not do, or could not be stored. */
  | "notKept"
  /** The sign-in service, or the user, said no. */
  | "refused";

const pages: Readonly<Record<SignInEnd, readonly [status: number, title: string, text: string]>> = {
  kept: [200, "Signed in to Partner Center", "The token is kept. You may close this window and go back to the terminal."],
  notKept: [500, "Signed in, but the token was not kept", "The terminal says why, and what to do. You may close this window."],
  refused: [400, "The sign-in did not succeed", "The terminal says why. You may close this window."],
};

/** The answer that the browser shows at the end. No script, nothing from elsewhere, and no word that came with the request. */
export function resultPage(end: SignInEnd): { readonly status: number; readonly body: string } {
  const [status, title, text] = pages[end];
  const body = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title>
<style>:root{color-scheme:light dark}body{font-family:sans-serif;max-width:34rem;margin:4rem auto;padding:0 1rem}</style></head>
<body><main><h1>${title}</h1><p>${text}</p></main></body></html>
`;
  return { status, body };
}

export const resultHeaders = {
  "Content-Type": "text/html; charset=utf-8",
  "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'",
  "Referrer-Policy": "no-referrer",
  "Cache-Control": "no-store",
  Connection: "close",
} as const;
