import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { isGuid } from "../../provider/guid";
import type { PartnerCenterClient } from "../../provider/partnerCenter/client";
import { normalCustomerId } from "../../provider/qualification/identity";
import type { EducationSegment } from "../../provider/qualification/model";
import { connect } from "../configuration/connect";
import type { CliIo } from "../io";
import { customerIdsIn } from "./customerIds";
import { allCustomers, discover, type Found } from "./discover";
import { planOf } from "./plan";
import { summary } from "./remarks";
import { typescript } from "./typescript";
import { yaml } from "./yaml";

export interface AdoptOptions {
  /** A file with customer ids. */
  readonly file?: string;
  readonly format: "ts" | "yaml";
  /** Default: standard output. */
  readonly out?: string;
  /** Overwrite the file. */
  readonly force?: boolean;
  /** The segment of all academic customers. Default: each line waits for a choice. */
  readonly segment?: EducationSegment;
  /** Default: the stack that is selected. */
  readonly stack?: string;
  /** Where the project is. Default: here. */
  readonly cwd?: string;
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
  if (out !== undefined && !options.force && existsSync(out)) throw new Error(occupied(options.out));

  const io = { ...callersIo, cwd: resolve(callersIo.cwd, options.cwd ?? ".") };
  const partnerCenter = await connect(io, options.stack);
  const plan = planOf(await readAll(customers.length > 0 || options.file !== undefined ? given : undefined, partnerCenter, io, signal));
  const write = { ts: typescript, yaml }[options.format];
  const text = write(plan, new Date(now()).toISOString().slice(0, 10), options.segment);
  if (out === undefined) io.out(text);
  else save(out, text, options);

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
  let text: string;
  try {
    text = readFileSync(resolve(cwd, file), "utf8");
  } catch {
    throw new Error(`${file} cannot be read: name a file with customer ids.`);
  }
  return customerIdsIn(text, file);
}

/** Not even a file that has come since is overwritten. */
function save(path: string, text: string, { out, force }: AdoptOptions): void {
  try {
    writeFileSync(path, text, { flag: force ? "w" : "wx" });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") throw new Error(occupied(out));
    throw new Error(`${out} cannot be written (${(error as NodeJS.ErrnoException).code ?? "unknown"}).`);
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
