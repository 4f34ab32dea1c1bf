import { tmpdir } from "node:os";
import { type ProbeOptions, type ProbeWorld, runProbe } from "../../../cli/probe/probe";
import { type Report, readReport } from "../../../cli/probe/report";
import { type Emulator, type Seed, wellKnown } from "../../../emulator";
import { systemPorts } from "../../../provider/systemPorts";
import { tokenFor } from "../../emulator/support";
import { type TestIo, testIo } from "../support/io";
import { customer } from "../support/stack";

/** A time that passes only while somebody waits for it: a minute of polite asking takes none. */
export function jumpingClock(start = Date.now()): ProbeWorld["clock"] & { readonly waited: number[] } {
  let time = start;
  const waited: number[] = [];
  return {
    waited,
    now: () => time,
    timer(ms, fire) {
      waited.push(ms);
      const handle = setImmediate(() => {
        time += ms;
        fire();
      });
      return () => clearImmediate(handle);
    },
  };
}

/** The ids of a world with every kind of customer. */
export const people = {
  none: customer(1),
  inReview: customer(2),
  approved: customer(3),
  denied: customer(4),
  gcc: customer(5),
  stateOwned: customer(6),
  nonprofit: customer(7),
  foreign: customer(99),
} as const;

/** A world with every kind of customer. */
export const everyKind: Seed = {
  customers: [
    ...[people.none, people.inReview, people.approved, people.denied, people.gcc].map((id) => ({ id })),
    { id: people.stateOwned, qualifications: [{ qualification: "StateOwnedEntity" }] },
    { id: people.nonprofit, qualifications: [{ qualification: "Nonprofit" }] },
    { id: people.foreign, relationship: "none" },
  ],
  validationCodes: [{ validationId: "123456", organizationName: "City of Lamna" }],
};

/** Makes the dates of the vetted entries as the emulator writes them: by its own decisions. */
export async function vet({ url, control }: Emulator): Promise<void> {
  const post = async (id: string, body: object): Promise<void> => {
    const response = await fetch(`${url}/v1/customers/${id}/qualifications`, {
      method: "POST",
      headers: { authorization: `Bearer ${wellKnown.accessToken}`, "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`The world could not be made: ${response.status}.`);
  };
  const education = { qualification: "Education", educationSegment: "K12", website: "school.example" };
  for (const id of [people.inReview, people.approved, people.denied]) await post(id, education);
  await post(people.gcc, { qualification: "GovernmentCommunityCloud", validationCode: "123456" });
  control.approve(people.approved, "Education");
  control.deny(people.denied, "Education", "Not an Academic Domain");
}

/** A token of the emulator's for a user who did not prove MFA. */
export async function tokenWithoutMfa(emulator: Emulator): Promise<string> {
  emulator.control.setTokenClaims({ amr: ["pwd"] });
  const token = await tokenFor(emulator);
  emulator.control.setTokenClaims({});
  return token;
}

/** What a run of the command came to. The report is absent where none was printed. */
export interface Told {
  readonly code: number;
  readonly report: Report | undefined;
  readonly io: TestIo;
}

/** Runs the command as its process would, in a time that jumps. `service` are settings, by the names of their keys. */
export async function probe(
  service: Record<string, string>,
  options: ProbeOptions = {},
  { clock = jumpingClock(), ports = systemPorts, cwd = tmpdir(), extra = {}, signal = new AbortController().signal } = {} as {
    clock?: ProbeWorld["clock"];
    ports?: ProbeWorld["ports"];
    cwd?: string;
    extra?: Partial<TestIo>;
    signal?: AbortSignal;
  },
): Promise<Told> {
  const env = Object.fromEntries(
    Object.entries(service).map(([key, value]) => [`PARTNERCENTER_${key.replace(/[A-Z]/g, "_$&").toUpperCase()}`, value]),
  );
  const io: TestIo = { ...testIo(cwd, env), ...extra };
  const code = await runProbe({ json: true, ...options }, io, signal, { ports, clock });
  return { code, io, report: readReport(io.said.out) };
}
