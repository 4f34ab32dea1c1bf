import type { SignInKey } from "../config/keys";
import type { Secret } from "../config/secret";
import type { AuthName, Settings } from "../config/settings";
import { explainSources, howItCounts, howToSetThere } from "../config/signInSources";
import { PartnerCenterError } from "../errors";
import type { ClientProof } from "./clientProof";

/** The application alone, with what proves it. */
export interface AppSignIn {
  readonly way: "clientSecret" | "clientCertificate" | "workloadIdentity";
  readonly tenantId: string;
  readonly clientId: string;
  readonly proof: ClientProof;
}

/** A way of signing in with everything it needs. */
export type SignIn =
  | AppSignIn
  | { readonly way: "accessToken"; readonly accessToken: Secret }
  | { readonly way: "refreshToken"; readonly tenantId: string; readonly clientId: string; readonly refreshToken?: Secret }
  | { readonly way: "azureCli"; readonly tenantId?: string }
  | { readonly way: "managedIdentity"; readonly clientId?: string };

/**
 * What to sign in with. `auto` takes the first that is configured: an access token, a refresh token or a store for one, a federated token,
 * a certificate, a client secret. Pure.
 *
 * @throws PartnerCenterError of kind `configuration` that lists what is missing and the ways there are.
 */
export function chooseSignIn(settings: Settings): SignIn {
  const { app, refreshToken, accessToken } = settings;
  const way = settings.auth === "auto" ? configuredWay(settings) : settings.auth;
  if (way === undefined) throw nothingConfigured(settings);
  const need = <T>(key: SignInKey, value: T | undefined): T => {
    if (value === undefined) throw missing(way, key, settings);
    return value;
  };
  const registration = () => ({ tenantId: need("tenantId", app.tenantId), clientId: need("clientId", app.clientId) });
  switch (way) {
    case "accessToken":
      return { way, accessToken: need("accessToken", accessToken) };
    case "refreshToken": {
      if (settings.tokenStore.kind === "none") need("refreshToken", refreshToken);
      return { way, ...registration(), ...(refreshToken === undefined ? {} : { refreshToken }) };
    }
    case "clientSecret":
      return { way, ...registration(), proof: { clientSecret: need("clientSecret", app.clientSecret) } };
    case "clientCertificate": {
      const password = app.clientCertificatePassword;
      const clientCertificatePath = need("clientCertificatePath", app.clientCertificatePath);
      const proof = { clientCertificatePath, ...(password === undefined ? {} : { clientCertificatePassword: password }) };
      return { way, ...registration(), proof };
    }
    case "workloadIdentity":
      return { way, ...registration(), proof: { oidcTokenFile: need("oidcTokenFile", app.oidcTokenFile) } };
    case "azureCli":
      return { way, ...(app.tenantId === undefined ? {} : { tenantId: app.tenantId }) };
    case "managedIdentity":
      return { way, ...(app.clientId === undefined ? {} : { clientId: app.clientId }) };
  }
}

function configuredWay({ app, refreshToken, accessToken, tokenStore }: Settings): Exclude<AuthName, "auto"> | undefined {
  if (accessToken !== undefined) return "accessToken";
  if (refreshToken !== undefined || tokenStore.kind !== "none") return "refreshToken";
  if (app.oidcTokenFile !== undefined) return "workloadIdentity";
  if (app.clientCertificatePath !== undefined) return "clientCertificate";
  if (app.clientSecret !== undefined) return "clientSecret";
  return undefined;
}

function missing(way: string, key: SignInKey, { sources }: Settings): PartnerCenterError {
  return new PartnerCenterError(sentences(`Signing in by ${way} needs partnercenter:${key}, which is not set.`, explainSources(sources)), {
    kind: "configuration",
    remedy: sentences(`Set it with ${howToSetThere(sources, key)}.`, howItCounts(sources, [key])),
  });
}

function nothingConfigured({ app, sources }: Settings): PartnerCenterError {
  const found = Object.keys(app).length > 0 ? ": there is an app registration, but no secret, certificate or token" : "";
  return new PartnerCenterError(sentences(`There is nothing to sign in to Partner Center with${found}.`, explainSources(sources)), {
    kind: "configuration",
    remedy: [
      "Set partnercenter:tenantId, partnercenter:clientId, partnercenter:clientSecret and partnercenter:refreshToken (or PARTNERCENTER_TENANT_ID, PARTNERCENTER_CLIENT_ID, PARTNERCENTER_CLIENT_SECRET, PARTNERCENTER_REFRESH_TOKEN), the unattended way;",
      "or partnercenter:accessToken (PARTNERCENTER_ACCESS_TOKEN);",
      "or partnercenter:auth (PARTNERCENTER_AUTH) azureCli for a person at a workstation;",
      "or partnercenter:emulator (PARTNERCENTER_EMULATOR) to try it without an account.",
      ...[howItCounts(sources, ["refreshToken"])].filter((hint) => hint !== undefined),
    ].join(" "),
  });
}

function sentences(...parts: readonly (string | undefined)[]): string {
  return parts.filter(Boolean).join(" ");
}
