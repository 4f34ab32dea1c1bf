/** The text of an answer, without a byte order mark: real answers carry one (Partner Center's Node sample strips it). */
export function bodyText(bytes: Uint8Array): string {
  return new TextDecoder("utf-8").decode(bytes);
}

/** An answer's body: JSON, or why it is none. */
export type Body =
  | { readonly kind: "json"; readonly json: unknown }
  | { readonly kind: "empty" }
  | { readonly kind: "html" }
  | { readonly kind: "text"; readonly text: string };

export function readBody(bytes: Uint8Array): Body {
  const text = bodyText(bytes).trim();
  if (text === "") return { kind: "empty" };
  try {
    return { kind: "json", json: JSON.parse(text) };
  } catch {
    return text.startsWith("<") ? { kind: "html" } : { kind: "text", text };
  }
}
