import { ownStore, type TokenStore } from "../../provider/auth/stores/store";
import type { Settings } from "../../provider/config/settings";
import { PartnerCenterError } from "../../provider/errors";
import type { Finding } from "./check";
import { fromError } from "./tokenCheck";

const day = 24 * 60 * 60 * 1000;
/** Days that a refresh token lives. Source: learn.microsoft.com/entra/identity-platform/refresh-tokens. */
const lifetime = 90;
const soon = 75;

/** How old the refresh token is, as well as it can be known. */
export async function checkStore(settings: Settings, store: TokenStore, now: number): Promise<Finding> {
  if (!store.keeps) return checkConfigured(settings.refreshTokenDate, now);
  try {
    const token = await store.load();
    const configured = settings.refreshToken !== undefined;
    if (token.kind === "foreign") {
      return { status: configured ? "warning" : "problem", message: token.problem, remedy: ownStore };
    }
    if (token.kind === "empty") {
      return {
        status: configured ? "ok" : "problem",
        message: `${capital(store.name)} is empty${configured ? ": the configured token goes first" : ", and no refresh token is configured"}.`,
        ...(configured ? {} : { remedy: "Run `partnercenter login` with --to and this store." }),
      };
    }
    return token.savedAt === undefined
      ? { status: "ok", message: `${capital(store.name)} holds a token of unknown age.` }
      : aged(`The token in ${store.name}`, token.savedAt, now);
  } catch (error) {
    if (error instanceof PartnerCenterError) return fromError(error, settings.refreshToken === undefined ? "problem" : "warning");
    return { status: "problem", message: `${capital(store.name)} cannot be read.` };
  }
}

function checkConfigured(issuedAt: number | undefined, now: number): Finding {
  if (issuedAt !== undefined) return aged("The configured refresh token", issuedAt, now);
  return {
    status: "note",
    message: `The age of the configured refresh token is not known; it ends ${lifetime} days after its sign-in, whatever runs.`,
    remedy:
      "Set partnercenter:refreshTokenDate (`partnercenter login --to pulumi` does), or keep rotated tokens with partnercenter:tokenStore.",
  };
}

function aged(what: string, since: number, now: number): Finding {
  const days = Math.max(0, Math.floor((now - since) / day));
  const message = `${what} is ${days} days old; without a new one it ends after ${lifetime}.`;
  return days < soon ? { status: "ok", message } : { status: "warning", message, remedy: "Run `partnercenter login` again." };
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
