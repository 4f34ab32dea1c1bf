import { defaultAssumptions } from "../assumptions/apply";
import { type NewCustomer, type NewValidationCode, type Qualification, qualificationNames, relationships } from "../customers/model";
import type { Partner } from "../entra/partners";
import { type Fault, faultKinds, faultRanges } from "../http/faults";
import type { DecisionStep, FaultStep } from "../scenario/steps";
import { fastest, speedRule } from "../time/clock";
import { durationRule } from "../time/duration";
import type { Z } from "./zod";

const textRule = "must be a text that is not empty.";
const countRule = "must be a whole number of 0 or more.";

/**
 * The bodies of the control interface, and the seed. Whoever reads one, its type and its schema in the OpenAPI document all come from here.
 * The types that `pulumi-partnercenter/emulator` exports are declared with their meanings elsewhere; `tied` makes the compiler hold them against these.
 */
export function controlBodies(z: Z) {
  const strict = <S extends Parameters<Z["strictObject"]>[0] & object>(shape: S) =>
    z.strictObject(shape, {
      error: (issue) =>
        issue.code === "unrecognized_keys"
          ? `has an unknown key "${issue.keys[0]}". It takes: ${Object.keys(shape).join(", ")}.`
          : "must be an object.",
    });
  const list = <S extends Parameters<Z["array"]>[0]>(item: S) => z.array(item, "must be a list.");
  const choice = <const C extends readonly string[]>(choices: C) =>
    z.enum(choices, `must be ${choices.map((each) => `"${each}"`).join(" or ")}.`);
  const text = z.string(textRule).min(1, textRule);
  const count = z.int(countRule).min(0, countRule);
  const guid = z.guid("must be a GUID.").toLowerCase();
  const range = ({ min, max, rule }: { readonly min: number; readonly max: number; readonly rule: string }) =>
    z.int(`must be ${rule}.`).min(min, `must be ${rule}.`).max(max, `must be ${rule}.`);

  const qualification = strict({
    qualification: text,
    vettingStatus: text.exactOptional(),
    vettingReason: text.exactOptional(),
    vettingCreateDate: text.exactOptional(),
  });
  const customer = strict({
    id: guid.exactOptional(),
    domain: text.exactOptional(),
    companyName: text.exactOptional(),
    qualifications: list(qualification).exactOptional(),
    relationship: choice(relationships).exactOptional(),
    partnerId: guid.exactOptional(),
    requestCount: count.exactOptional(),
  });
  const code = strict({
    validationId: text,
    organizationName: text.exactOptional(),
    maxCreates: count.nullable().exactOptional(),
    remainingCreates: count.nullable().exactOptional(),
    partnerId: guid.exactOptional(),
  });
  const fault = strict({
    kind: choice(faultKinds),
    match: strict({
      method: text.exactOptional(),
      path: text.exactOptional(),
      pathPattern: text.exactOptional(),
      customerId: text.exactOptional(),
    }).exactOptional(),
    times: z.union([z.int().min(faultRanges.times.min), z.literal("always")], `must be ${faultRanges.times.rule}.`).exactOptional(),
    status: range(faultRanges.status).exactOptional(),
    body: z.string("must be a text.").exactOptional(),
    headers: z.record(z.string(), text, "must be an object.").exactOptional(),
    delayMs: range(faultRanges.delayMs).exactOptional(),
  });
  const decision = strict({
    do: z.enum(["approve", "deny", "withdraw", "vanish"]),
    qualification: choice(qualificationNames).exactOptional(),
    reason: text.exactOptional(),
    afterMs: count.exactOptional(),
    times: z.union([z.int().min(0), z.literal("always")], 'must be a whole number of 0 or more, or "always".').exactOptional(),
    customer: text.exactOptional(),
  });
  const faultStep = strict({ do: z.literal("fault"), fault, customer: text.exactOptional() });
  const step = z.discriminatedUnion("do", [decision, faultStep], {
    error: (issue) => (issue.code === "invalid_union" ? `must be ${deeds}.` : "must be an object."),
  });
  const speed = z.union([z.string(), z.number().min(0).max(fastest)], speedRule);
  const partner = strict({
    tenantId: guid.exactOptional(),
    clientId: guid.exactOptional(),
    clientSecret: text.exactOptional(),
    refreshToken: text.exactOptional(),
  });
  const tied: [
    Same<typeof qualification._output, Qualification>,
    Same<typeof customer._output, NewCustomer>,
    Same<typeof code._output, NewValidationCode>,
    Same<typeof fault._output, Fault>,
    Same<typeof decision._output, DecisionStep>,
    Same<typeof faultStep._output, FaultStep>,
    Same<typeof partner._output, Partial<Partner>>,
  ] = [true, true, true, true, true, true, true];
  void tied;
  return {
    NewCustomer: customer,
    NewQualification: qualification,
    NewQualifications: list(qualification),
    NewValidationCode: code,
    Reason: strict({ reason: text.exactOptional() }),
    Count: strict({ count }),
    RelationshipChange: strict({ relationship: choice(relationships) }),
    Fault: fault,
    Claims: z.record(z.string(), z.unknown(), "must be an object."),
    Seconds: strict({ seconds: z.number("must be a number.") }),
    NewPartner: partner,
    Advance: strict({ by: z.union([z.string(), z.int().min(0)], durationRule) }),
    Speed: strict({ speed }),
    ScenarioStep: step,
    NewScenario: strict({ text: text.exactOptional(), steps: list(step).exactOptional() }).refine(
      (given) => (given.text === undefined) !== (given.steps === undefined),
      "must have text or steps.",
    ),
    Seed: strict({
      customers: list(customer).exactOptional(),
      validationCodes: list(code).exactOptional(),
      // What each takes, the catalogue says.
      assumptions: strict(
        Object.fromEntries(Object.keys(defaultAssumptions).map((name) => [name, z.unknown().optional()])),
      ).exactOptional(),
      // A text, or a list with a statement in each.
      scenario: z.union([text, list(text)], textRule).exactOptional(),
      clock: speed.exactOptional(),
    }),
  };
}

const deeds = ["approve", "deny", "withdraw", "vanish", "fault"].map((deed) => `"${deed}"`).join(" or ");

type Frozen<T> = T extends readonly (infer E)[] ? readonly Frozen<E>[] : T extends object ? { readonly [K in keyof T]: Frozen<T[K]> } : T;
type Fits<A, B> = [A, keyof A] extends [B, keyof B] ? true : false;
/** `true` where what is read is of exactly the public type; else nothing can be assigned. */
type Same<Read, Public> = [Fits<Frozen<Read>, Frozen<Public>>, Fits<Frozen<Public>, Frozen<Read>>] extends [true, true] ? true : never;
