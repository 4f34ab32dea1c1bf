import type * as Identity from "@azure/identity";
import { PartnerCenterError } from "../errors";
import { orAborted, startDeadline } from "../http/deadline";
import { limits } from "../http/limits";
import type { Ports } from "../ports";
import type { SignIn } from "./chooseSignIn";
import type { TokenCredential } from "./credential";
import { causeOf, type SignInAttempt } from "./signInErrors";

/** The ways that are the Azure SDK's alone; who has a secret, a certificate or a federated token asks Entra as a refresh token does. */
export type AzureSignIn = Extract<SignIn, { readonly way: "azureCli" | "managedIdentity" }>;

/** Everything here is @azure/identity, loaded by the first token that is asked for. */
export function azureCredential(signIn: AzureSignIn, ports: Ports, attempt: Omit<SignInAttempt, "host">): TokenCredential {
  let credential: TokenCredential | undefined;
  return {
    async getToken(scopes, options) {
      const deadline = startDeadline(ports, limits.signIn, options?.abortSignal);
      try {
        credential ??= create(require("@azure/identity"), signIn);
        return await orAborted(credential.getToken(scopes, { abortSignal: deadline.either }), deadline.either);
      } catch (error) {
        throw deadline.either.aborted ? tooLong(signIn) : translated(error, signIn, attempt);
      } finally {
        deadline.end();
      }
    },
  };
}

function create(identity: typeof Identity, signIn: AzureSignIn): TokenCredential {
  if (signIn.way === "azureCli") {
    // Its own limit of 13 s is too short for an `az` that starts cold.
    return new identity.AzureCliCredential({
      processTimeoutInMs: limits.signIn,
      ...(signIn.tenantId === undefined ? {} : { tenantId: signIn.tenantId }),
    });
  }
  return new identity.ManagedIdentityCredential(signIn.clientId === undefined ? {} : { clientId: signIn.clientId });
}

const remedies: Readonly<Record<AzureSignIn["way"], string>> = {
  azureCli: "Run `az login` with the partner's user, or choose another way with partnercenter:auth.",
  managedIdentity: "Run on an Azure resource that has a managed identity, or choose another way with partnercenter:auth.",
};

function tooLong({ way }: AzureSignIn): PartnerCenterError {
  return new PartnerCenterError(`Signing in by ${way} did not end within ${limits.signIn / 1000} s.`, {
    kind: "authentication",
    remedy: remedies[way],
  });
}

/** Only the message's words are taken over, scrubbed: the Azure SDK's errors carry requests and answers. */
function translated(error: unknown, { way }: AzureSignIn, attempt: Omit<SignInAttempt, "host">): PartnerCenterError {
  const message: unknown = typeof error === "object" && error !== null ? Reflect.get(error, "message") : undefined;
  const words = typeof message === "string" ? message : "";
  const cause = causeOf(words, attempt);
  if (cause !== undefined) {
    return new PartnerCenterError(`Signing in by ${way}: ${cause.problem}`, { ...cause, remedy: cause.remedy ?? remedies[way] });
  }
  const said = attempt.redactor.quote(words);
  const quote = said === "" ? "" : ` It was said: "${said.replaceAll('"', "'")}".`;
  return new PartnerCenterError(`Signing in by ${way} failed.${quote}`, { kind: "authentication", remedy: remedies[way] });
}
