import { resolve } from "node:path";
import { chooseSignIn } from "../../provider/auth/chooseSignIn";
import { createCredential, createStore } from "../../provider/auth/createCredential";
import { serviceName } from "../../provider/config/clouds";
import { type KeyNames, keys } from "../../provider/config/keys";
import { readSettings, type Settings } from "../../provider/config/settings";
import type { Diagnostics } from "../../provider/diagnostics";
import { PartnerCenterError } from "../../provider/errors";
import { createPartnerCenter } from "../../provider/partnerCenter/client";
import { findProject, runPulumi } from "../configuration/pulumi";
import { readStackConfiguration } from "../configuration/stackConfiguration";
import type { CliIo } from "../io";
import { type CliSession, createCliSession } from "../session";
import { type Finding, type Result, verdict } from "./check";
import { checkClock } from "./clock";
import { checkConfiguration, sourcesOf } from "./configurationCheck";
import { checkCustomer, gdapHint } from "./customerCheck";
import { checkProbe, readProbeReport } from "./probeCheck";
import { checkRecorded, readRecorded } from "./recordedCheck";
import { jsonReport, line } from "./report";
import { checkPackage, checkSdk, providerFolder } from "./resolvable";
import { askService, checkMfaHeader, checkValidationCodes } from "./serviceCheck";
import { checkStore } from "./storeCheck";
import { checkClaims, fromError } from "./tokenCheck";
import { checkNode, checkPulumi } from "./versions";

export interface DoctorOptions {
  /** Print one JSON object instead of lines. Default false. */
  readonly json?: boolean;
  /** Default: the stack that is selected. */
  readonly stack?: string;
  /** A customer to read. */
  readonly customer?: string;
  /** A report of `probe`. Default: `partnercenter-probe.json` in this folder, where it is. */
  readonly probeReport?: string;
}

/**
 * `partnercenter doctor`: what a deployment needs, step by step. A step that cannot be taken ends what depends on it, never the rest. Sends two
 * harmless reads at most, and nothing that changes anything; a refresh token is redeemed as in every run.
 *
 * @returns The exit code: see `verdict`.
 */
export async function runDoctor(options: DoctorOptions, io: CliIo): Promise<number> {
  const results: Result[] = [];
  const note = (check: string, finding: Finding): void => {
    const result = { check, ...finding };
    results.push(result);
    if (!options.json) io.out(line(result));
  };
  const stack = options.stack === undefined ? {} : { stack: options.stack };

  note("node", checkNode(process.versions.node));
  const version = await runPulumi(["version"], io);
  note("pulumi", checkPulumi(version.kind === "ended" ? version.stdout : undefined));
  const project = findProject(io.cwd);
  if (project === undefined) {
    note("project", { status: "note", message: "There is no Pulumi project here: what depends on one is not checked." });
  } else {
    const folder = providerFolder(project);
    note("sdk", checkSdk(folder));
    note("package", checkPackage(folder));
  }

  const session = createCliSession(io);
  const { values, problem } = await readStackConfiguration({ cwd: io.cwd, env: io.env, ...stack });
  for (const [key, names] of Object.entries<KeyNames>(keys)) if (names.secret) session.redactor.add(values.get(key));
  note("configuration", checkConfiguration(sourcesOf(values, io.env), problem === undefined ? undefined : session.redactor.quote(problem)));
  const settings = readAll(values, io, note);
  if (project !== undefined && problem === undefined && settings !== undefined) {
    const args = ["stack", "export", "--show-secrets", ...(options.stack === undefined ? [] : ["--stack", options.stack])];
    const exported = await runPulumi(args, io);
    const recorded = exported.kind === "ended" && exported.code === 0 ? readRecorded(exported.stdout) : undefined;
    note(
      "recorded",
      recorded === undefined
        ? { status: "note", message: "What the last `pulumi up` recorded cannot be read, so it is not compared with the configuration." }
        : checkRecorded(recorded, values, serviceName(settings)),
    );
  }
  const probed = readProbeReport(io.cwd, options.probeReport);
  if (probed !== undefined && "status" in probed) note("probe", probed);
  else if (probed !== undefined && settings !== undefined) note("probe", checkProbe(probed, settings));
  if (settings !== undefined) await checkService(settings, session, options, io, note);

  if (options.json) io.out(jsonReport(results));
  else io.err(`${summary(verdict(results))}\n`);
  return verdict(results);
}

type Note = (check: string, finding: Finding) => void;

function readAll(values: ReadonlyMap<string, string>, io: CliIo, note: Note): Settings | undefined {
  try {
    const settings = readSettings((key) => values.get(key), io.env, [...values.keys()]);
    for (const message of settings.notices) note("settings", { status: "note", message });
    if (settings.record !== undefined) note("recording", recordingNote(settings.record));
    const { way } = chooseSignIn(settings);
    note("signIn", { status: "ok", message: `Signs in by ${way} to ${settings.authority}, for ${settings.endpoint}.` });
    return settings;
  } catch (error) {
    note("signIn", error instanceof PartnerCenterError ? fromError(error) : { status: "problem", message: "The settings cannot be read." });
    return undefined;
  }
}

/** Relative paths are seen from where the command was called, as the recording itself sees them. */
function recordingNote(file: string): Finding {
  const message = `PARTNERCENTER_RECORD is set: the requests of each run, and of this command, are recorded in ${resolve(file)}.`;
  return { status: "note", message, remedy: "Unset it when the bug report is written." };
}

async function checkService(settings: Settings, session: CliSession, { customer }: DoctorOptions, io: CliIo, note: Note): Promise<void> {
  const { channel: shared, redactor } = session;
  const { ports } = shared;
  const diagnostics: Diagnostics = {
    report(severity, message) {
      if (severity === "warning") note("token", { status: "note", message });
      else if (severity !== "debug") io.err(`${message}\n`);
    },
    flush: async () => {},
  };
  const signIn = chooseSignIn(settings);
  if (signIn.way === "refreshToken" && settings.emulator === undefined) {
    const store = createStore(settings.tokenStore, signIn, { ports, redactor, authority: settings.authority });
    note("tokenStore", await checkStore(settings, store, ports.now()));
  }
  const credential = createCredential(settings, shared, redactor, diagnostics);
  let token: string;
  try {
    const answer = await credential.getToken(`${settings.audience}/.default`);
    if (answer === null) throw new PartnerCenterError("The sign-in gave no access token.", { kind: "authentication" });
    token = answer.token;
  } catch (error) {
    note("token", error instanceof PartnerCenterError ? fromError(error) : { status: "problem", message: "No access token could be had." });
    return;
  }
  note("token", { status: "ok", message: "An access token was obtained." });
  note("claims", checkClaims(token, settings, ports.now()));

  const { reached, answer } = await askService(settings, token, session);
  note("service", reached);
  if (answer !== undefined) note("clock", checkClock(answer.headers["date"], ports.now()));
  if (answer?.status === 200) {
    note("mfa", checkMfaHeader(answer));
    note("validationCodes", checkValidationCodes(answer));
  }
  note("gdap", gdapHint);
  if (customer !== undefined) {
    // The token at hand serves: another sign-in would redeem the refresh token again.
    const signedIn = { getToken: async () => ({ token, expiresOnTimestamp: ports.now() + 3_600_000 }) };
    note("customer", await checkCustomer(createPartnerCenter(settings, ports, diagnostics, { credential: signedIn }), customer));
  }
}

function summary(code: 0 | 1 | 2): string {
  return {
    0: "Everything a deployment needs is there.",
    1: "A deployment would fail: see the lines marked ✗.",
    2: "A deployment can read, but not everything can be submitted: see the lines marked !.",
  }[code];
}
