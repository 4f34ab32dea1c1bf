import { sameId, tenantPlace } from "../../config/signInSources";

/** Whose refresh token it is: it can be redeemed in this tenant, by this client. */
export interface Owner {
  /** As configured: a GUID or a domain. */
  readonly tenantId: string;
  readonly clientId: string;
}

/** A refresh token as it is kept. */
export interface StoredToken {
  readonly refreshToken: string;
  /** When it was stored, milliseconds since the epoch. A refresh token lives for 90 days without use. */
  readonly savedAt?: number;
  /** Absent in stores of 0.1.0, and where somebody wrote the token by hand. */
  readonly owner?: Owner;
}

/** What a store holds, for one owner. */
export type StoreContent =
  | { readonly kind: "empty" }
  /** `owned`: it was written for this very owner; otherwise nothing says whose it is. */
  | { readonly kind: "token"; readonly refreshToken: string; readonly savedAt?: number; readonly owned: boolean }
  /** The token of another tenant or client, which is neither used nor replaced. */
  | { readonly kind: "foreign"; readonly problem: string };

/** Where a rotated refresh token is kept. Holds one owner's token. Both methods reject with a `PartnerCenterError` of kind `configuration`. */
export interface TokenStore {
  /** For messages: `the token store "…"`. */
  readonly name: string;
  /** Whether anything is kept at all. */
  readonly keeps: boolean;
  load(): Promise<StoreContent>;
  /** Replaces what is there, but never another owner's. */
  save(refreshToken: string, now: number): Promise<void>;
}

/** What was read, as its owner sees it. Pure. */
export function contentFor(owner: Owner, stored: StoredToken | undefined, name: string): StoreContent {
  if (stored === undefined) return { kind: "empty" };
  const { refreshToken, savedAt, owner: writtenFor } = stored;
  if (writtenFor !== undefined && !(sameId(writtenFor.tenantId, owner.tenantId) && sameId(writtenFor.clientId, owner.clientId))) {
    return {
      kind: "foreign",
      problem: `${capital(name)} holds the token of tenant ${shown(writtenFor.tenantId)} and client ${shown(writtenFor.clientId)}, and this sign-in is of tenant ${shown(owner.tenantId)} and client ${shown(owner.clientId)}: it is neither used nor replaced.`,
    };
  }
  return { kind: "token", refreshToken, owned: writtenFor !== undefined, ...(savedAt === undefined ? {} : { savedAt }) };
}

export const ownStore = `Name another store in partnercenter:tokenStore: ${tenantPlace} in its name gives each tenant one of its own.`;

export function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

function shown(id: string): string {
  return id.replace(/[^\x21-\x7e]/g, "?").slice(0, 80);
}
