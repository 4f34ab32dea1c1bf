import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { decodeClaims } from "../../provider/auth/claims";
import { preflight } from "../../provider/auth/preflight";
import type { Settings } from "../../provider/config/settings";
import { serviceSettings } from "../../provider/config/signInSources";
import { isGuid } from "../../provider/guid";
import { isSuccess, type Outcome } from "../../provider/http/outcome";
import type { Call } from "../../provider/partnerCenter/contracts";
import { packageVersion, requestHeaders, userAgent } from "../../provider/partnerCenter/headers";
import { requestError } from "../../provider/partnerCenter/requestError";
import { createSession, type Session } from "../../provider/partnerCenter/session";
import { type Clock, type Ports, sleep } from "../../provider/ports";
import { normalCustomerId } from "../../provider/qualification/identity";
import { systemPorts } from "../../provider/systemPorts";
import { readConnection } from "../configuration/connect";
import { type CliIo, inFolder } from "../io";
import type { ProjectOptions } from "../projectOptions";
import { isThere, unwritable } from "../writable";
import { type Asked, askAll, probeLimits } from "./ask";
import type { Exchange } from "./exchange";
import { plan } from "./plan";
import { planText, type Question } from "./questions";
import { type Report, reportFile, reportFormat, reportText, serviceOf } from "./report";
import { refusedSettings, refusedToken, sandboxCustomer, sandboxRequests, type Writer, type Written, writeOnce } from "./sandbox";
import { type Settled, settle } from "./settle";
import { table } from "./table";

export interface ProbeOptions extends ProjectOptions {
  /** Read these customers alone. Default: some of the partner's own. */
  readonly customer?: readonly string[];
  /** A customer without relationship to the partner. */
  readonly withoutRelationship?: string;
  /** A file with an access token of a user without MFA; `-` is standard input. */
  readonly tokenWithoutMfa?: string;
  /** A customer of the integration sandbox that becomes a state-owned entity. */
  readonly sandbox?: string;
  /** Default `partnercenter-probe.json`. */
  readonly output?: string;
  /** Overwrite that file. */
  readonly force?: boolean;
  /** Write without asking. */
  readonly yes?: boolean;
  /** Print the report alone, as JSON. */
  readonly json?: boolean;
  /** Print what would be asked, and ask nothing. */
  readonly dryRun?: boolean;
}

/** What a test puts in place of the world: the ports of requests and sign-in, and the clock by which requests are spaced. */
export interface ProbeWorld {
  readonly ports: Ports;
  readonly clock: Clock;
}

/**
 * `partnercenter probe`: asks the service how it behaves and compares that with what is assumed. Only reads, unless `sandbox` is given.
 *
 * @returns The exit code: 0 everything was asked; 2 it ended early, and the report says what was seen.
 * @throws Error with a sentence for a person, where there is no report.
 */
export async function runProbe(
  options: ProbeOptions,
  callersIo: CliIo,
  signal: AbortSignal,
  { ports, clock }: ProbeWorld = { ports: systemPorts, clock: systemPorts },
): Promise<0 | 2> {
  refuseNonGuids(options);
  const most = probeLimits.requests - (options.sandbox === undefined ? 0 : sandboxRequests);
  if (options.dryRun) {
    callersIo.out(planText(most));
    return 0;
  }
  const io = inFolder(callersIo, options.cwd);
  // Where doctor looks for it.
  const output = options.output === undefined ? resolve(io.cwd, reportFile) : resolve(callersIo.cwd, options.output);
  if (willWrite(options, callersIo)) refuseUnwritable(output, options);
  const withoutMfa = options.tokenWithoutMfa === undefined ? undefined : readToken(options.tokenWithoutMfa, callersIo);

  const { settings, diagnostics } = await readConnection(io, options.stack);
  if (withoutMfa !== undefined) refuseOtherToken(withoutMfa, settings, ports.now());
  const sandboxId = options.sandbox === undefined ? undefined : normalCustomerId(options.sandbox);
  if (sandboxId !== undefined) refuse(refusedSettings(settings, io.ask !== undefined && io.terminal !== undefined));
  const session = createSession(settings, ports, diagnostics, {});
  session.redactor.add(withoutMfa);
  const token = await session.tokens.get(signal);
  const writer = writerOf(session, { clock, signal });
  if (sandboxId !== undefined) {
    refuse(refusedToken(settings, token, ports.now()));
    await agree(sandboxId, writer, io);
  }

  const questions = plan({
    customers: options.customer?.map(normalCustomerId),
    withoutRelationship: options.withoutRelationship === undefined ? undefined : normalCustomerId(options.withoutRelationship),
    tokenWithoutMfa: withoutMfa !== undefined,
    unknownId: ports.uuid(),
    most,
  });
  let asked: Asked;
  let written: Written | undefined;
  try {
    asked = await askAll(questions, {
      send: (question) => send(session, question, question.name === "withoutMfa" ? withoutMfa : undefined, signal),
      clock,
      gap: settings.requestsPerMinute === undefined ? undefined : 60_000 / settings.requestsPerMinute,
      most,
      signal,
      progress: (number) => io.progress?.(`Request ${number} of at most ${most}…`),
    });
    if (sandboxId !== undefined && asked.ended === "complete") {
      io.progress?.("The request in the sandbox, and 20 s of reading…");
      await sleep(clock, probeLimits.gap, signal);
      written = await writeOnce(sandboxId, settings, writer);
    }
  } finally {
    io.progress?.("");
  }
  if (sandboxId !== undefined && written === undefined) io.err("The reading ended early, so nothing was sent to the sandbox.\n");

  const settled = settle([...asked.observations, ...(written?.observations ?? [])]);
  if (asked.last !== undefined) io.err(`${whyEnded(asked.last, session)}\n`);
  if (written?.failed !== undefined) {
    const tried = { what: "The request in the sandbox", host: session.host, service: serviceSettings(settings.sources, "endpoint") };
    io.err(`${requestError(written.failed, tried, session.redactor).message}\n`);
  }
  if (asked.ended !== "complete" && showsNothing(settled)) throw new Error("Nothing could be learned, so there is no report.");
  const report: Report = {
    format: reportFormat,
    product: { name: "pulumi-partnercenter", version: packageVersion() },
    date: new Date(ports.now()).toISOString().slice(0, 10),
    cloud: settings.cloud,
    service: serviceOf(settings),
    contract: settings.apiContract,
    signIn: signInOf(token),
    requests: asked.requests + (sandboxId === undefined ? 0 : 3) + (written?.requests ?? 0),
    ended: asked.ended,
    ...settled,
    ...(written === undefined ? {} : { sandbox: written.report }),
  };
  await show(report, output, options, io, signal);
  return asked.ended === "complete" ? 0 : 2;
}

function refuseNonGuids({ customer = [], withoutRelationship, sandbox }: ProbeOptions): void {
  const problems = [
    ...(customer.every(isGuid) ? [] : ["--customer"]),
    ...(withoutRelationship === undefined || isGuid(withoutRelationship) ? [] : ["--without-relationship"]),
    ...(sandbox === undefined || isGuid(sandbox) ? [] : ["--sandbox"]),
  ].map((option) => `${option} takes a customer's id: use the GUID of the customer's tenant.`);
  if (problems.length > 0) throw new Error(problems.join("\n"));
}

/** Whether a file can come of it at all: a person says yes, here or on the terminal. */
function willWrite({ yes }: ProbeOptions, { ask }: CliIo): boolean {
  return yes === true || ask !== undefined;
}

function refuse(problem: string | undefined): void {
  if (problem !== undefined) throw new Error(problem);
}

/** Before anything is asked. */
function refuseUnwritable(path: string, { force }: ProbeOptions): void {
  if (!force && isThere(path)) {
    throw new Error(`${JSON.stringify(path)} is there already. Name another file with --output, or overwrite it with --force.`);
  }
  const problem = unwritable(path);
  if (problem !== undefined) throw new Error(`${problem}. Name another file with --output.`);
}

function readToken(file: string, { cwd }: CliIo): string {
  try {
    return readFileSync(file === "-" ? 0 : resolve(cwd, file), "utf8").trim();
  } catch (error) {
    const { code = "unknown" } = error as NodeJS.ErrnoException;
    throw new Error(`The file of --token-without-mfa cannot be read (${code}).`);
  }
}

/** A token that would be refused for another reason, or that has MFA, tells nothing. */
function refuseOtherToken(token: string, { audience, app }: Settings, now: number): void {
  if (decodeClaims(token) === undefined) throw new Error("The file of --token-without-mfa holds no access token that can be decoded.");
  const objection = preflight(token, { audience, now, ...(app.tenantId === undefined ? {} : { tenantId: app.tenantId }) });
  if (objection?.kind === "mfa") return;
  throw new Error(
    `The token of --token-without-mfa cannot show what is asked. ${objection?.problem ?? "Its user did sign in with multi-factor authentication."}`,
  );
}

/** Sends a read, once. */
async function send(session: Session, question: Question, withoutMfa: string | undefined, signal: AbortSignal): Promise<Exchange> {
  const { channel, settings, tokens, redactor } = session;
  const token = withoutMfa ?? (await tokens.get(signal));
  redactor.add(token);
  const ids = { requestId: channel.ports.uuid(), correlationId: channel.ports.uuid() };
  const headers = { ...requestHeaders(token, ids, userAgent, false), ValidateMfa: "true", ...question.headers };
  const outcome = await channel.transport.send({ method: "GET", url: `${settings.endpoint}${question.path}`, headers }, signal);
  return { question, ...ids, mfa: provesMfa(token), outcome };
}

function writerOf(session: Session, { clock, signal }: { readonly clock: Clock; readonly signal: AbortSignal }): Writer {
  const { channel, settings, tokens } = session;
  const sendCall = async ({ method, path, body, headers }: Call, requestId: string): Promise<Outcome> => {
    const token = await tokens.get(signal);
    const ids = { requestId, correlationId: channel.ports.uuid() };
    const request = {
      method,
      url: `${settings.endpoint}${path}`,
      headers: { ...headers, ...requestHeaders(token, ids, userAgent, body !== undefined) },
      ...(body === undefined ? {} : { body }),
    };
    // What changes something is finished, whoever interrupts it.
    return channel.transport.send(request, method === "GET" ? signal : undefined);
  };
  return { send: sendCall, uuid: () => channel.ports.uuid(), clock, signal };
}

/** @throws Error where the customer is not one for it, or nobody agrees. */
async function agree(customerId: string, writer: Writer, io: CliIo): Promise<void> {
  const customer = await sandboxCustomer(customerId, writer);
  if ("problem" in customer) throw new Error(customer.problem);
  io.err(
    "This makes the customer a state-owned entity, by one request that is sent twice with the same id. It cannot be taken back, but by deleting the customer.\n",
  );
  const typed = await io.ask?.("Type the customer's domain to go on: ", writer.signal);
  writer.signal.throwIfAborted();
  if (typed?.trim().toLowerCase() !== customer.domain.toLowerCase()) {
    throw new Error("That is not the customer's domain, so nothing is sent.");
  }
  await sleep(writer.clock, probeLimits.gap, writer.signal);
}

/** Prints the whole of the report; writes it where a person says so. */
async function show(report: Report, output: string, options: ProbeOptions, io: CliIo, signal: AbortSignal): Promise<void> {
  const text = reportText(report);
  io.out(options.json ? text : `${table(report)}\nThe whole report:\n${text}`);
  if (!willWrite(options, io)) {
    io.err("Nothing was written: without a terminal say --yes, or take the report from here.\n");
    return;
  }
  if (!options.yes) {
    const answer = await io.ask?.(`Write this report to ${JSON.stringify(output)}? [y/N] `, signal);
    signal.throwIfAborted();
    if (!/^y(es)?$/i.test(answer?.trim() ?? "")) {
      io.err("Nothing was written.\n");
      return;
    }
  }
  try {
    writeFileSync(output, text, { flag: options.force ? "w" : "wx" });
  } catch (error) {
    const { code = "unknown" } = error as NodeJS.ErrnoException;
    throw new Error(`${JSON.stringify(output)} cannot be written (${code}). The report has been printed.`);
  }
  io.err(
    `Written to ${JSON.stringify(output)}. \`partnercenter emulator --assume @FILE\` behaves so; docs/probe.md says where to send it.\n`,
  );
}

function whyEnded(last: Exchange, { host, redactor, settings }: Session): string {
  const { question, outcome, requestId, correlationId } = last;
  const what = `The probe ended early. Its last request (${question.name})`;
  if (outcome.kind === "answered" && isSuccess(outcome.status))
    return `${what} failed: ${host} answered ${outcome.status} with something that is no JSON.`;
  return requestError(outcome, { what, host, service: serviceSettings(settings.sources, "endpoint"), requestId, correlationId }, redactor)
    .message;
}

function showsNothing({ assumptions, expectations }: Settled): boolean {
  const seen = assumptions.filter(({ name, verdict }) => name !== "requestsPerMinute" && verdict !== "notSeen");
  return seen.length === 0 && expectations.every(({ verdict }) => verdict === "notSeen");
}

function provesMfa(token: string): boolean | undefined {
  const claims = decodeClaims(token);
  if (claims?.scopes === undefined) return undefined;
  const saysHow = claims.methods !== undefined || claims.version === "1.0";
  return saysHow ? claims.methods?.includes("mfa") === true : undefined;
}

function signInOf(token: string): Report["signIn"] {
  const claims = decodeClaims(token);
  if (claims === undefined) return "unknown";
  if (claims.scopes === undefined) return "application";
  const mfa = provesMfa(token);
  return mfa === undefined ? "unknown" : mfa ? "userWithMfa" : "userWithoutMfa";
}
