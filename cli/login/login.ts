import { decodeClaims } from "../../provider/auth/claims";
import { preflight } from "../../provider/auth/preflight";
import type { TokenAnswer } from "../../provider/auth/tokenRequest";
import { readSettings } from "../../provider/config/settings";
import { PartnerCenterError } from "../../provider/errors";
import { readStackConfiguration } from "../configuration/stackConfiguration";
import { type CliIo, inFolder } from "../io";
import { createCliSession } from "../session";
import { type Application, applicationOf } from "./application";
import { signInByBrowser, type Waits } from "./authorizationCode";
import { signInByDeviceCode } from "./deviceCode";
import { openBrowser } from "./openBrowser";
import { readTarget, type Target } from "./target";

export interface LoginOptions {
  /** `pulumi`, `file:PATH` or `keyvault:https://VAULT/secrets/NAME`. */
  readonly to?: string;
  /** Print the refresh token to standard output. Default false. */
  readonly show?: boolean;
  readonly deviceCode?: boolean;
  /** Open the user's browser. Default true; the URL is printed in any case. */
  readonly browser?: boolean;
  /** Of the redirect on this machine. Default 0: a free one. */
  readonly port?: number;
  readonly stack?: string;
  /** Where the project is. Default: here. Paths of `--to` are relative to where the command is called. */
  readonly cwd?: string;
  readonly tenantId?: string;
  readonly clientId?: string;
  readonly cloud?: string;
  readonly emulator?: string;
  /** Minutes until the wait for the user ends. Default 10. */
  readonly timeout?: number;
}

/**
 * `partnercenter login`: the one-time consent of the Secure Application Model. The user signs in with MFA, the token is looked at before it is
 * kept, and it goes where the user said; to the terminal only on `--show`.
 *
 * @returns The exit code: 0, or 1 where nothing was stored.
 */
export async function runLogin(options: LoginOptions, io: CliIo, interrupt: AbortSignal = new AbortController().signal): Promise<number> {
  try {
    await login(options, io, interrupt);
    return 0;
  } catch (error) {
    const told =
      error instanceof PartnerCenterError ? error.message : `The sign-in failed (${error instanceof Error ? error.name : "unknown"}).`;
    io.err(`${told}\n`);
    return 1;
  }
}

async function login(options: LoginOptions, callersIo: CliIo, interrupt: AbortSignal): Promise<void> {
  const io = projectOf(callersIo, options.cwd);
  const { to, show = false, stack, emulator, cloud } = options;
  if (to === undefined && !show) {
    throw new PartnerCenterError("It has to be said where the refresh token goes.", {
      kind: "configuration",
      remedy: "Use --to pulumi, --to file:PATH or --to keyvault:https://VAULT/secrets/NAME, or --show to print it.",
    });
  }
  const session = createCliSession(io);
  const { values, problem } = await readStackConfiguration({ cwd: io.cwd, env: io.env, ...(stack === undefined ? {} : { stack }) });
  if (problem !== undefined) io.err(`The configuration of the Pulumi stack cannot be read: ${session.redactor.quote(problem)}.\n`);
  const named: Readonly<Record<string, string | undefined>> = { emulator, cloud };
  const settings = readSettings((key) => named[key] ?? values.get(key), io.env, [...values.keys()]);
  const app = applicationOf(settings, session, options);
  const target =
    to === undefined
      ? undefined
      : readTarget(to, {
          io,
          session,
          from: callersIo.cwd,
          signal: interrupt,
          application: app,
          ids: settings.emulator === undefined ? idsBeside(app, values) : {},
          ...(stack === undefined ? {} : { stack }),
        });
  await target?.check();

  await signIn(app, options, io, interrupt, async (answer) => {
    const refreshToken = inspect(answer, app);
    const user = decodeClaims(answer.accessToken)?.user;
    io.err(`Signed in${user === undefined ? "" : ` as ${user.replace(/[^\x20-\x7e]/g, "?")}`}, with multi-factor authentication.\n`);
    if (target !== undefined) await store(target, refreshToken, io);
    if (show) io.out(`${refreshToken}\n`);
  });
}

function idsBeside(
  { tenantId, clientId }: Application,
  values: ReadonlyMap<string, string>,
): Partial<Record<"tenantId" | "clientId", string>> {
  return { ...(values.has("tenantId") ? {} : { tenantId }), ...(values.has("clientId") ? {} : { clientId }) };
}

function projectOf(io: CliIo, cwd: string | undefined): CliIo {
  try {
    return inFolder(io, cwd);
  } catch (error) {
    throw new PartnerCenterError((error as Error).message, { kind: "configuration" });
  }
}

/** @param keep What is done with the tokens. */
async function signIn(
  app: Application,
  { deviceCode, browser = true, port = 0, timeout = 10 }: LoginOptions,
  io: CliIo,
  interrupt: AbortSignal,
  keep: (answer: TokenAnswer) => Promise<void>,
): Promise<void> {
  const user = new AbortController();
  const abort = (): void => user.abort();
  const timer = setTimeout(abort, timeout * 60_000);
  interrupt.addEventListener("abort", abort, { once: true });
  if (interrupt.aborted) abort();
  const waits: Waits = { user: user.signal, interrupt };
  try {
    if (deviceCode) return await keep(await signInByDeviceCode(app, (message) => io.err(`${message}\n`), waits));
    await signInByBrowser(app, {
      port,
      waits,
      keep,
      open(url) {
        io.err(`Sign in with the partner's user in the browser:\n\n  ${url}\n\n`);
        if (browser) openBrowser(url);
      },
    });
  } finally {
    clearTimeout(timer);
    interrupt.removeEventListener("abort", abort);
  }
}

/** The refresh token, of a sign-in that will do; what would be refused later is refused now, and nothing is stored. */
function inspect({ accessToken, refreshToken }: TokenAnswer, { audience, tenantId, session }: Application): string {
  const objection = preflight(accessToken, { audience, tenantId, now: session.channel.ports.now() });
  if (objection !== undefined) {
    throw new PartnerCenterError(`Nothing was stored, since this sign-in could not ask for a qualification. ${objection.message}`, {
      kind: objection.kind,
    });
  }
  if (refreshToken !== undefined) return refreshToken;
  throw new PartnerCenterError("The sign-in service gave no refresh token.", {
    kind: "authentication",
    remedy: "Check that the app registration may ask for offline_access.",
  });
}

async function store(target: Target, refreshToken: string, io: CliIo): Promise<void> {
  try {
    await target.save(refreshToken, Date.now());
  } catch (error) {
    const why = error instanceof PartnerCenterError ? error.message : "It cannot be written.";
    throw new PartnerCenterError(`The sign-in succeeded, but its refresh token could not be stored. ${why}`, {
      kind: "configuration",
      remedy: "Sign in again with another --to, or with --show to keep it yourself.",
    });
  }
  io.err(`The refresh token is in ${target.name}.${target.hint === undefined ? "" : ` ${target.hint}`}\n`);
}
