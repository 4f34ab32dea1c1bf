import type { EngineEvent } from "@pulumi/pulumi/automation";
import type { Operation } from "../../../cli/fleet/options";
import { type Watch, watch } from "../../../cli/fleet/watch";
import { CustomerQualification } from "../../../provider";

type Outputs = Readonly<Record<string, unknown>>;
const inReview = { vettingStatus: "InReview", approved: false };
const sent = { ...inReview, lastSubmission: { at: "2026-11-21T00:00:00Z" } };

function metadata(op: string, name: string, before?: Outputs, after?: Outputs, type: string = CustomerQualification.__pulumiType) {
  const state = (outputs?: Outputs) => (outputs ? { outputs } : undefined);
  return { metadata: { op, urn: `urn:pulumi:s::p::${type}::${name}`, type, old: state(before), new: state(after) } };
}
/** Only what is looked at of the engine's events. */
const event = (each: object): EngineEvent => each as EngineEvent;
const step = (...args: Parameters<typeof metadata>): EngineEvent => event({ resOutputsEvent: metadata(...args) });

function follow(operation: Operation, ...events: readonly EngineEvent[]): Watch {
  const followed = watch(operation, 9);
  for (const each of events) followed.take(each);
  return followed;
}

test("up: what was sent is told from what was adopted, and each customer counts once", () => {
  const { tally } = follow(
    "up",
    step("create", "sent", undefined, sent),
    step("create", "adopted", undefined, { vettingStatus: "Approved", approved: true }),
    step("create", "denied", undefined, { vettingStatus: "Denied", approved: false }),
    step("refresh", "asked-again", { vettingStatus: "InReview" }, { vettingStatus: "Denied" }),
    step("update", "asked-again", { vettingStatus: "Denied" }, sent),
    step("refresh", "same", inReview, { vettingStatus: "Approved", approved: true }),
    step("same", "same", inReview, { vettingStatus: "Approved", approved: true }),
    step("update", "recorded", sent, { ...sent, website: "new.example" }),
    step("delete", "gone", inReview),
    step("same", "stack", undefined, {}, "pulumi:pulumi:Stack"),
  );
  expect(tally()).toEqual({
    total: 9,
    done: 7,
    submitted: 2,
    adopted: 2,
    changed: 1,
    decided: 2,
    forgotten: 1,
    inReview: 3,
    approved: 2,
    denied: 1,
    notListed: 0,
    failed: 0,
  });
});

test("a resource that never sent a request says so with null, or with nothing in the states of 0.1.0", () => {
  const adopted = { ...inReview, lastSubmission: null };
  const { tally } = follow(
    "up",
    step("create", "a", undefined, adopted),
    step("update", "b", inReview, adopted),
    step("create", "c", undefined, inReview),
  );
  expect(tally()).toMatchObject({ submitted: 0, adopted: 2, changed: 1 });
});

test("the plugin's type counts as the dynamic provider's does", () => {
  const { tally } = follow("up", step("create", "a", undefined, sent, "partnercenter:index:CustomerQualification"));
  expect(tally()).toMatchObject({ submitted: 1, inReview: 1 });
});

test("a replacement that sent a request stays sent, whatever the engine tells of the old resource afterwards", () => {
  const followed = follow(
    "up",
    step("create-replacement", "moved", inReview, sent),
    step("replace", "moved", inReview, sent),
    step("delete-replaced", "moved", inReview),
    step("create-replacement", "there", sent, { vettingStatus: "Approved", approved: true }),
    step("replace", "there", sent, { vettingStatus: "Approved", approved: true }),
    step("delete-replaced", "there", sent),
  );
  expect(followed.tally()).toMatchObject({ done: 2, submitted: 1, adopted: 1, changed: 0, inReview: 1, approved: 1 });
});

test("whom Microsoft denied or lists no longer is named with the customer, until that changes", () => {
  const denied = { vettingStatus: "Denied", approved: false, customerId: "id-a" };
  const followed = follow(
    "up",
    step("refresh", "a", inReview, denied),
    step("same", "a", denied, denied),
    step("refresh", "b", inReview, { vettingStatus: "NotListed", customerId: "id-b" }),
    step("refresh", "c", denied, denied),
    step("update", "c", denied, sent),
    step("same", "d", denied, denied),
    step("delete", "d", denied),
  );
  expect(followed.concerns()).toEqual([
    { name: "a", customerId: "id-a", status: "denied" },
    { name: "b", customerId: "id-b", status: "notListed" },
  ]);
});

test("a customer that failed stays failed, and each error is told once, without colours", () => {
  const failed = event({ resOpFailedEvent: { ...metadata("create", "a"), status: 0, steps: 0 } });
  const error = event({ diagnosticEvent: { severity: "error", message: "<{%fg 1%}>refused<{%reset%}>\n", color: "raw" } });
  const warning = event({ diagnosticEvent: { severity: "warning", message: "careful", color: "raw" } });
  const followed = follow("up", failed, error, error, warning, step("create", "a", undefined, inReview));
  expect(followed.tally()).toMatchObject({ done: 1, failed: 1, submitted: 0, adopted: 0 });
  expect(followed.errors()).toEqual(["refused"]);
});

test("preview: what would be created counts as changed, though nothing has outputs yet", () => {
  const followed = follow(
    "preview",
    event({ resourcePreEvent: metadata("create", "a") }),
    event({ resourcePreEvent: metadata("same", "b") }),
  );
  expect(followed.tally()).toMatchObject({ done: 2, changed: 1, submitted: 0, adopted: 0 });
});

test("refresh: everything that was read is done, and new decisions are counted", () => {
  const followed = follow(
    "refresh",
    step("refresh", "a", inReview, { vettingStatus: "NotListed" }),
    step("refresh", "b", inReview, inReview),
  );
  expect(followed.tally()).toMatchObject({ done: 2, decided: 1, notListed: 1, inReview: 1, changed: 0 });
});

test("a customer whose stack moves from one front to the other counts once, though its URN changes", () => {
  const plugin = "partnercenter:index:CustomerQualification";
  const { tally, concerns } = follow(
    "up",
    step("refresh", "moved", inReview, { vettingStatus: "Denied" }),
    step("same", "moved", { vettingStatus: "Denied" }, { vettingStatus: "Denied" }, plugin),
    step("same", "moved::too", { approved: true }, { approved: true }, plugin),
  );
  expect(tally()).toMatchObject({ done: 2, denied: 1, approved: 1, decided: 1 });
  expect(concerns()).toEqual([{ name: "moved", customerId: "", status: "denied" }]);
});
