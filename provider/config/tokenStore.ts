/** Where a rotated refresh token is kept. */
export type TokenStoreSetting =
  | { readonly kind: "none" }
  | { readonly kind: "file"; readonly path: string }
  | { readonly kind: "keyvault"; readonly url: string };

export const tokenStoreForms = "none, file:PATH or keyvault:https://VAULT/secrets/NAME";

/** Reads `none`, `file:PATH` or `keyvault:https://VAULT/secrets/NAME`; undefined where it is none of them. Pure. */
export function readTokenStore(text: string): TokenStoreSetting | undefined {
  if (text === "none") return { kind: "none" };
  const file = /^file:(.+)$/s.exec(text)?.[1];
  if (file !== undefined) return { kind: "file", path: file };
  const vault = /^keyvault:(https:\/\/[^/?#@]+\/secrets\/[0-9A-Za-z-]{1,127})\/?$/.exec(text)?.[1];
  return vault === undefined ? undefined : { kind: "keyvault", url: vault };
}
