import { signToken } from "./entra/jwt";
import { tokenClaims } from "./entra/tokenClaims";

const tenantId = "11111111-eeee-4aaa-8aaa-000000000001";
const clientId = "22222222-eeee-4aaa-8aaa-000000000002";
const issuedAt = Date.UTC(2025, 0, 1) / 1000;
const expiresAt = Date.UTC(2099, 0, 1) / 1000;

/**
 * The partner and the app registration that every emulator knows from the start, like `devstoreaccount1` of Azurite.
 *
 * They are constants, printed in documentation and not secret: no service but an emulator accepts any of them.
 */
export const wellKnown = {
  /** The partner's Entra tenant: the `{tenant}` of the token endpoint. */
  tenantId,
  /** The app registration (`client_id`). */
  clientId,
  /** The app's secret (`client_secret`). */
  clientSecret: "emulator-client-secret",
  /** A refresh token of a user who signed in with MFA (App+User). Every redemption yields a new one; this one stays valid. */
  refreshToken: "emulator-refresh-token",
  /** The user behind the refresh token. */
  userPrincipalName: "admin.agent@partner.example",
  /** The user's object id. */
  userId: "33333333-eeee-4aaa-8aaa-000000000003",
  /** Partner Center's audience: the `resource` to ask a token for. */
  resource: "https://api.partnercenter.microsoft.com",
  /** The validation code that the command offers with `--auto-create`; the one of the documented sample. */
  validationCode: "123456",
  /** An App+User access token with the MFA claim, valid until 2099-01-01: for `curl`, and for clients that take a ready token. */
  get accessToken(): string {
    return signToken(
      tokenClaims({
        tenantId,
        clientId,
        audience: wellKnown.resource,
        issuedAt,
        lifetimeSeconds: expiresAt - issuedAt,
        user: { id: wellKnown.userId, principalName: wellKnown.userPrincipalName },
      }),
    );
  },
} as const;
