import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { isGuid } from "../../provider/guid";
import type { PartnerCenterClient } from "../../provider/partnerCenter/client";
import { normalCustomerId } from "../../provider/qualification/identity";
import type { EducationSegment } from "../../provider/qualification/model";
import { connect } from "../configuration/connect";
import { customerIdsIn } from "../customers/customerIds";
import { readBytes } from "../customers/readCustomers";
import { type CliIo, inFolder } from "../io";
import type { ProjectOptions } from "../projectOptions";
import { isThere, unwritable } from "../writable";
import { allCustomers, discover, type Found } from "./discover";
import { planOf } from "./plan";
import { pluginYaml } from "./pluginYaml";
import { summary } from "./remarks";
import { typescript } from "./typescript";
import { yaml } from "./yaml";

export interface AdoptOptions extends ProjectOptions {
  /** A file with customer ids. */
  readonly file?: string;
  /** A program in TypeScript, a YAML program on the plugin, or data for examples/many-customers. */
  readonly format: "ts" | "plugin-yaml" | "yaml";
  /** Default: standard output. */
  readonly out?: string;
  /** Overwrite the file. */
  readonly force?: boolean;
  /** The segment of all academic customers. Default: each line waits for a choice. */
  readonly segment?: EducationSegment;
}

/**
 * `partnercenter adopt`: writes the program that takes what is there into a stack. Only ever reads from Partner Center.
 *
 * @param customers Ids; none and no file: all customers of the partner.
 * @returns The exit code: 0, or 2 where it was written, but some customers could not be read.
 * @throws Error with a sentence for a person, where nothing was written.
 */
export async function runAdopt(
  customers: readonly string[],
  options: AdoptOptions,
  callersIo: CliIo,
  signal: AbortSignal,
  now: () => number = Date.now,
): Promise<0 | 2> {
  const wrong = customers.filter((id) => !isGuid(id));
  if (wrong.length > 0) {
    throw new Error(wrong.map((id) => `${JSON.stringify(id)} is no customer id: use the GUID of the customer's tenant.`).join("\n"));
  }
  const given = [...customers.map(normalCustomerId), ...(options.file === undefined ? [] : idsIn(options.file, callersIo))];
  const out = options.out === undefined ? undefined : resolve(callersIo.cwd, options.out);
  if (out !== undefined) refuseUnwritable(out, options);

  const io = inFolder(callersIo, options.cwd);
  const partnerCenter = await connect(io, options.stack);
  const plan = planOf(await readAll(customers.length > 0 || options.file !== undefined ? given : undefined, partnerCenter, io, signal));
  const write = { ts: typescript, "plugin-yaml": pluginYaml, yaml }[options.format];
  const text = write(plan, new Date(now()).toISOString().slice(0, 10), options.segment);
  if (out === undefined) io.out(text);
  else save(out, text, options, io);

  for (const { customerId, problem } of plan.unreadable) io.err(`Customer ${customerId} could not be read: ${problem}\n`);
  io.err(`${summary(plan)}\n`);
  return plan.unreadable.length === 0 ? 0 : 2;
}

/** @param given Undefined: all customers of the partner. */
async function readAll(
  given: readonly string[] | undefined,
  partnerCenter: PartnerCenterClient,
  io: CliIo,
  signal: AbortSignal,
): Promise<readonly Found[]> {
  const progress = progressOn(io);
  try {
    const customers =
      given === undefined
        ? await allCustomers(partnerCenter, (count) => progress(`${count} customers listed`, count), signal)
        : [...new Set(given)].map((id) => ({ id }));
    return await discover(customers, partnerCenter, (done) => progress(`${done} of ${customers.length} customers read`, done), signal);
  } finally {
    io.progress?.("");
  }
}

function idsIn(file: string, { cwd }: CliIo): readonly string[] {
  return customerIdsIn(readBytes(resolve(cwd, file), file), file);
}

/** Before anything is read: reading thousands of customers takes minutes. */
function refuseUnwritable(path: string, { out, force }: AdoptOptions): void {
  if (!force && isThere(path)) throw new Error(occupied(out));
  const problem = unwritable(path);
  if (problem !== undefined) throw new Error(`${problem}. Name another file with --out.`);
}

/** Not even a file that has come since is overwritten. What cannot be written after all is printed, so that nothing has to be read again. */
function save(path: string, text: string, { out, force }: AdoptOptions, io: CliIo): void {
  try {
    writeFileSync(path, text, { flag: force ? "w" : "wx" });
  } catch (error) {
    const { code = "unknown" } = error as NodeJS.ErrnoException;
    io.out(text);
    const why = code === "EEXIST" ? occupied(out) : `${out} cannot be written (${code}).`;
    throw new Error(`${why} What was to stand in it has been printed to standard output.`);
  }
}

function occupied(out: string | undefined): string {
  return `${out} is there already. Name another file with --out, or overwrite it with --force.`;
}

/** On a terminal each step; elsewhere a line for each hundred. */
function progressOn(io: CliIo): (text: string, count: number) => void {
  return (text, count) => {
    if (io.progress !== undefined) io.progress(`${text}…`);
    else if (count % 100 === 0) io.err(`${text}\n`);
  };
}
