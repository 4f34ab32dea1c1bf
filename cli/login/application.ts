import { howToSet } from "../../provider/config/keys";
import type { AppRegistration, Settings } from "../../provider/config/settings";
import { PartnerCenterError } from "../../provider/errors";
import type { CliSession } from "../session";

/** Who signs in, where, and for what. */
export interface Application {
  readonly session: CliSession;
  readonly authority: string;
  /** The resource that the token is for. */
  readonly audience: string;
  readonly tenantId: string;
  readonly clientId: string;
  /** Secret or certificate; none for a public client. */
  readonly proof: AppRegistration;
}

/** The permissions asked for: Partner Center's, and a refresh token. */
export function scopeOf({ audience }: Pick<Application, "audience">): string {
  return `${audience}/.default offline_access`;
}

/**
 * The app registration of the settings, or the one named on the command line: with another tenant or client, no secret goes along.
 *
 * @throws PartnerCenterError of kind `configuration`
 */
export function applicationOf(
  settings: Settings,
  session: CliSession,
  named: { readonly tenantId?: string; readonly clientId?: string },
): Application {
  const { app, authority, audience } = settings;
  const tenantId = named.tenantId ?? app.tenantId;
  const clientId = named.clientId ?? app.clientId;
  const missing = tenantId === undefined ? "tenantId" : clientId === undefined ? "clientId" : undefined;
  if (tenantId === undefined || clientId === undefined) {
    const key = missing ?? "clientId";
    throw new PartnerCenterError(`The sign-in needs partnercenter:${key}, which is not set.`, {
      kind: "configuration",
      remedy: `Name it with --${key === "tenantId" ? "tenant-id" : "client-id"}, or set it with ${howToSet(key)}.`,
    });
  }
  const same = (one: string, other: string | undefined): boolean => other === undefined || one.toLowerCase() === other.toLowerCase();
  const proof = same(tenantId, app.tenantId) && same(clientId, app.clientId) ? app : {};
  session.redactor.add(proof.clientSecret?.reveal());
  session.redactor.add(proof.clientCertificatePassword?.reveal());
  return { session, authority, audience, tenantId, clientId, proof };
}
