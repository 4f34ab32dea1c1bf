import { wellKnown } from "../wellKnown";

/** A partner tenant with its app registration, its user and that user's first refresh token. */
export interface Partner {
  /** A GUID in lower case. */
  readonly tenantId: string;
  /** The app registration; a GUID in lower case. */
  readonly clientId: string;
  readonly clientSecret: string;
  /** A refresh token of a user who signed in with MFA; it stays valid until it is revoked. */
  readonly refreshToken: string;
}

/** The partner tenants this emulator knows: the well-known one from the start, more by the control interface. */
export class Partners {
  readonly #partners = new Map<string, Partner>();

  constructor() {
    const { tenantId, clientId, clientSecret, refreshToken } = wellKnown;
    this.add({ tenantId, clientId, clientSecret, refreshToken });
  }

  add(partner: Partner): void {
    this.#partners.set(partner.tenantId, partner);
  }

  get(tenantId: string): Partner | undefined {
    return this.#partners.get(tenantId.toLowerCase());
  }

  all(): readonly Partner[] {
    return [...this.#partners.values()];
  }
}
