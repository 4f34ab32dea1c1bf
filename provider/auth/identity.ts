import type * as Identity from "@azure/identity";
import { PartnerCenterError } from "../errors";
import type { Redactor } from "../redact";
import type { SignIn } from "./chooseSignIn";
import type { TokenCredential } from "./credential";
import { signInErrors } from "./signInErrors";

/** The ways that the Azure SDK knows. */
export type IdentitySignIn = Exclude<SignIn, { readonly way: "accessToken" | "refreshToken" }>;

/** Everything here is @azure/identity, loaded by the first token that is asked for. */
export function identityCredential(signIn: IdentitySignIn, authority: string, redactor: Redactor): TokenCredential {
  let credential: TokenCredential | undefined;
  return {
    async getToken(scopes, options) {
      try {
        credential ??= create(load(), signIn, authority);
        return await credential.getToken(scopes, options);
      } catch (error) {
        if (error instanceof PartnerCenterError) throw error;
        throw translated(error, signIn.way, redactor);
      }
    },
  };
}

function load(): typeof Identity {
  return require("@azure/identity");
}

function create(identity: typeof Identity, signIn: IdentitySignIn, authorityHost: string): TokenCredential {
  switch (signIn.way) {
    case "clientSecret":
      return new identity.ClientSecretCredential(signIn.tenantId, signIn.clientId, signIn.clientSecret.reveal(), { authorityHost });
    case "clientCertificate":
      return new identity.ClientCertificateCredential(
        signIn.tenantId,
        signIn.clientId,
        { certificatePath: signIn.path, ...(signIn.password === undefined ? {} : { certificatePassword: signIn.password.reveal() }) },
        { authorityHost },
      );
    case "workloadIdentity":
      return new identity.WorkloadIdentityCredential({
        tenantId: signIn.tenantId,
        clientId: signIn.clientId,
        tokenFilePath: signIn.tokenFile,
        authorityHost,
      });
    case "azureCli":
      return new identity.AzureCliCredential(signIn.tenantId === undefined ? {} : { tenantId: signIn.tenantId });
    case "managedIdentity":
      return signIn.clientId === undefined
        ? new identity.ManagedIdentityCredential({})
        : new identity.ManagedIdentityCredential({ clientId: signIn.clientId });
  }
}

const remedies: Readonly<Record<IdentitySignIn["way"], string>> = {
  azureCli: "Run `az login` with the partner's user, or choose another way with partnercenter:auth.",
  clientSecret: "Check partnercenter:tenantId, partnercenter:clientId and partnercenter:clientSecret.",
  clientCertificate: "Check partnercenter:clientCertificatePath and that its certificate is uploaded to the app registration.",
  workloadIdentity: "Check partnercenter:oidcTokenFile and the federated credential of the app registration.",
  managedIdentity: "Run on an Azure resource that has a managed identity, or choose another way with partnercenter:auth.",
};

/** Only the message's words are taken over, scrubbed: the Azure SDK's errors carry requests and answers. */
function translated(error: unknown, way: IdentitySignIn["way"], redactor: Redactor): PartnerCenterError {
  const message: unknown = typeof error === "object" && error !== null ? Reflect.get(error, "message") : undefined;
  const said = typeof message === "string" ? redactor.quote(message) : "";
  const code = /AADSTS\d+/.exec(said)?.[0];
  const known = signInErrors.find((problem) => problem.code === code);
  const because = known === undefined ? "" : `: ${known.meaning} (${known.code})`;
  const quote = said === "" ? "" : ` It was said: "${said.replaceAll('"', "'")}".`;
  return new PartnerCenterError(`Signing in by ${way} failed${because}.${quote}`, {
    kind: known?.kind ?? "authentication",
    code,
    remedy: known?.remedy ?? remedies[way],
  });
}
