import { signInErrors } from "../../provider/auth/signInErrors";
import { requestToken, type TokenAnswer } from "../../provider/auth/tokenRequest";
import { PartnerCenterError } from "../../provider/errors";
import { type Application, scopeOf } from "./application";
import { openLoopback, type Redirect } from "./loopback";
import { createPkce, randomText } from "./pkce";

export interface BrowserOptions {
  /** Of the redirect on this machine; 0 chooses a free one. */
  readonly port: number;
  /** Shows the URL to the user, and may open it. */
  open(url: string): void;
  readonly signal: AbortSignal;
}

/**
 * The sign-in in a browser of this machine: authorization code with PKCE on a loopback redirect (RFC 8252;
 * learn: identity-platform/v2-oauth2-auth-code-flow). The user signs in anew (`prompt=login`), so that the proof of MFA is fresh: it ages with
 * the refresh token (seen: Partner-Center-PowerShell#259, #317).
 *
 * @throws PartnerCenterError
 */
export async function signInByBrowser(app: Application, { port, open, signal }: BrowserOptions): Promise<TokenAnswer> {
  const { session, authority, tenantId, clientId, proof } = app;
  const { verifier, challenge } = createPkce();
  const state = randomText();
  const loopback = await openLoopback(port);
  try {
    const { redirectUri } = loopback;
    const url = new URL(`${authority}/${encodeURIComponent(tenantId)}/oauth2/v2.0/authorize`);
    url.search = new URLSearchParams({
      client_id: clientId,
      response_type: "code",
      response_mode: "query",
      redirect_uri: redirectUri,
      scope: scopeOf(app),
      state,
      code_challenge: challenge,
      code_challenge_method: "S256",
      prompt: "login",
    }).toString();
    const arrived = loopback.wait(state, signal);
    open(url.href);
    const redirect = await arrived.catch(() => {
      throw new PartnerCenterError("Nobody finished the sign-in in the browser in time.", {
        kind: "interrupted",
        remedy: "Run `partnercenter login` again, or with --device-code where this machine has no browser.",
      });
    });
    try {
      if (redirect.code === undefined) throw refused(app, redirect);
      session.redactor.add(redirect.code);
      const answer = await requestToken({ authority, tenantId, ...session }, clientId, proof, {
        grant_type: "authorization_code",
        code: redirect.code,
        redirect_uri: redirectUri,
        code_verifier: verifier,
        scope: scopeOf(app),
      });
      redirect.answer(true);
      return answer;
    } catch (error) {
      redirect.answer(false);
      throw error;
    }
  } finally {
    loopback.close();
  }
}

function refused({ session }: Application, { error = "", description = "" }: Redirect): PartnerCenterError {
  const said = session.redactor.quote(description);
  const code = /^AADSTS\d+/.exec(description)?.[0];
  const known = signInErrors.find((problem) => problem.code === code) ?? signInErrors.find((problem) => problem.code === error);
  const quote = said === "" ? "" : ` The service said: "${said.replaceAll('"', "'")}".`;
  const named = code ?? session.redactor.quote(error);
  return new PartnerCenterError(`The sign-in was refused${known === undefined ? "" : `: ${known.meaning}`} (${named}).${quote}`, {
    kind: known?.kind ?? "authentication",
    code: named,
    remedy: known?.remedy,
  });
}
