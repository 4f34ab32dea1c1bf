import { refusalOf } from "../../provider/auth/signInErrors";
import { requestToken, type TokenAnswer } from "../../provider/auth/tokenRequest";
import { PartnerCenterError } from "../../provider/errors";
import { type Application, scopeOf } from "./application";
import { openLoopback, type Redirect } from "./loopback";
import { createPkce, randomText } from "./pkce";
import type { SignInEnd } from "./resultPage";

export interface BrowserOptions {
  /** Of the redirect on this machine; 0 chooses a free one. */
  readonly port: number;
  /** Shows the URL to the user, and may open it. */
  open(url: string): void;
  /** Does what is to be done with the tokens. The browser is told how that ended, so it is part of the sign-in. */
  keep(answer: TokenAnswer): Promise<void>;
  readonly waits: Waits;
}

/** What ends the waits of a sign-in. */
export interface Waits {
  /** Aborted when the user has had time enough, or on Ctrl-C. */
  readonly user: AbortSignal;
  /** Aborted on Ctrl-C. */
  readonly interrupt: AbortSignal;
}

/**
 * The sign-in in a browser of this machine: authorization code with PKCE on a loopback redirect (RFC 8252;
 * learn: identity-platform/v2-oauth2-auth-code-flow). The user signs in anew (`prompt=login`), so that the proof of MFA is fresh: it ages with
 * the refresh token (seen: Partner-Center-PowerShell#259, #317).
 *
 * @throws PartnerCenterError
 */
export async function signInByBrowser(app: Application, { port, open, keep, waits }: BrowserOptions): Promise<void> {
  const { session, authority, tenantId, clientId, proof } = app;
  const { verifier, challenge } = createPkce();
  const state = randomText();
  const loopback = await openLoopback(port);
  let end: SignInEnd = "refused";
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
    const arrived = loopback.wait(state, waits.user);
    arrived.catch(() => {});
    open(url.href);
    const redirect = await arrived.catch(() => {
      throw unfinished(
        waits,
        "in the browser",
        "Run `partnercenter login` again, or with --device-code where this machine has no browser.",
      );
    });
    if (redirect.code === undefined) throw refused(app, redirect);
    session.redactor.add(redirect.code);
    const fields = {
      grant_type: "authorization_code",
      code: redirect.code,
      redirect_uri: redirectUri,
      code_verifier: verifier,
      scope: scopeOf(app),
    };
    const answer = await requestToken({ authority, tenantId, ...session }, clientId, proof, fields, waits.interrupt).catch(
      (error: unknown) => {
        throw waits.interrupt.aborted ? unfinished(waits, "in the browser", "") : error;
      },
    );
    end = "notKept";
    await keep(answer);
    end = "kept";
  } finally {
    await loopback.close(end);
  }
}

/** Why a wait ended without the user. */
export function unfinished({ interrupt }: Waits, where: string, remedy: string): PartnerCenterError {
  return interrupt.aborted
    ? new PartnerCenterError("The sign-in was interrupted. Nothing was kept.", { kind: "interrupted" })
    : new PartnerCenterError(`Nobody finished the sign-in ${where} in time.`, { kind: "interrupted", remedy });
}

function refused({ session }: Application, { error = "", description = "" }: Redirect): PartnerCenterError {
  return refusalOf({ error, description, codes: /^AADSTS\d+/.exec(description) ?? [] }, session);
}
