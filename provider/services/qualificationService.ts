import { serviceName } from "../config/clouds";
import { aboutTheStack, type Diagnostics } from "../diagnostics";
import { PartnerCenterError } from "../errors";
import { needsJudgement, problemsOf } from "../qualification/argumentSchema";
import { type Bag, changedKeys, type InputKey, inputKeys, isUnknown, publicKeys, readWish, type Wish } from "../qualification/arguments";
import { compare } from "../qualification/compare";
import type { Decision } from "../qualification/decide";
import { foresee, refusal, remarkOf } from "../qualification/foresee";
import { formatId, requireId } from "../qualification/identity";
import { forgotten, forgottenUnlisted, irreversible, newResources, otherService, subject } from "../qualification/messages";
import { adopted, type ReconcileContext, RefusedUpdate, reconcile, reportDenial } from "../qualification/reconcile";
import { refresh } from "../qualification/refresh";

import { isVetted, notListed } from "../qualification/vetting";
import type { About, Runtime } from "./runtime";
import { type Properties, readState, wasWrittenByUs, writeInputs, writeState } from "./stateFormat";

/** What differs between a state and a declaration. */
export interface Difference {
  /** The arguments that differ in meaning, or are not known yet. */
  readonly changed: readonly InputKey[];
  /** Those of them whose change makes another resource of it. */
  readonly replaces: readonly InputKey[];
}

/** What a create would do. */
export type Foreseen =
  /** Partner Center lists it: nothing would be sent, and this would be the state. */
  | { readonly action: "adopt"; readonly id: string; readonly state: Properties }
  /** A request would be sent, at least the so-and-so-manyth of the customer. */
  | { readonly action: "submit"; readonly id: string; readonly number: number };

/**
 * The life cycle of `CustomerQualification` over plain values, without any protocol: what both fronts of the provider share. Arguments and
 * states are property bags in which an unknown value is `unknownValue`; a secret is its plain value.
 */
export interface QualificationService {
  /** The problems of a declaration, all in one pass. No request. `olds` are the old inputs, empty on a create. */
  check(olds: Bag, news: Bag, about: About): Promise<readonly string[]>;
  /** Compares a state with a declaration, without any request. Throws where the program newly asks for what is refused. */
  compare(id: string, state: Bag, news: Bag, about: About): Promise<Difference>;
  /** Looks at Partner Center and says what a create would do. Throws where it would be refused. */
  foresee(news: Bag, about: About): Promise<Foreseen>;
  create(news: Bag, about: About): Promise<{ readonly id: string; readonly state: Properties }>;
  /** Throws a `PartialUpdate` where the service refused the request: the state goes on, and remembers the refusal. */
  update(id: string, state: Bag, news: Bag, about: About): Promise<Properties>;
  /** What is live, for a refresh, a `get` or an import; the last two have no state of ours. Undefined: the customer is gone. */
  read(id: string, state: Bag | undefined, about: About): Promise<Reading | undefined>;
  /** Takes a resource out of the state. Partner Center keeps the qualification. */
  forget(id: string, state: Bag, about: About): Promise<void>;
}

export interface Reading {
  readonly state: Properties;
  /** The arguments as far as the state knows them, with the live qualification; empty where there was no state. */
  readonly inputs: Properties;
  /** Whether Partner Center lists the qualification that the id names. */
  readonly listed: boolean;
}

/** An update that the service refused. The old inputs stay with this state, so that the change is asked for again. */
export class PartialUpdate extends PartnerCenterError {
  readonly state: Properties;

  constructor(error: PartnerCenterError, state: Properties) {
    super(error.problem, error);
    this.state = state;
  }
}

export function createQualificationService(runtime: Runtime): QualificationService {
  const { program } = runtime;

  /** @param code The validation code at hand: a service that gives it back must not have it quoted. */
  function contextFor(code: unknown, diagnostics: Diagnostics): ReconcileContext & { unreadable: "warn" | "fail" } {
    const settings = runtime.settings();
    const { readOnly, app, unreadable } = settings;
    const partnerCenter = runtime.partnerCenter();
    if (typeof code === "string") partnerCenter.protect(code);
    return {
      partnerCenter,
      diagnostics,
      readOnly,
      pepper: app.clientSecret?.reveal(),
      service: serviceName(settings),
      unreadable,
      signal: runtime.signal,
    };
  }

  return {
    check: (olds, news, about) =>
      runtime.operation("check", about, async (diagnostics) => {
        const creating = publicKeys(olds).length === 0;
        const wish = readWish(news);
        const changed = creating ? new Set<string>(inputKeys) : keysThatDiffer(olds, wish, news);
        const contract = runtime.contract();
        const problems = needsJudgement(news, changed) ? problemsOf(news, changed, { creating, contract }) : [];
        if (problems.length > 0 || isUnknown(news["customerId"]) || isUnknown(news["qualification"])) return problems;
        const conflict = program.admit(wish, { name: about.name, changed: changed.size > 0 });
        if (conflict !== undefined) return [conflict];
        const replacing = program.rememberedDenial(formatId(wish)) !== undefined;
        if (creating && !replacing && isVetted(wish.qualification)) diagnostics.report("info", newResources, aboutTheStack);
        if (creating && wish.qualification === "GovernmentCommunityCloud")
          diagnostics.report("warning", `${subject(wish)} ${irreversible}`);
        return [];
      }),

    compare: (id, olds, news, about) =>
      runtime.operation("diff", about, async (diagnostics) => {
        const tracked = requireId(id);
        const known = readState(olds);
        program.rememberDenial(formatId(tracked), known);
        // A refresh tells it too, but not every run refreshes.
        const { service } = known.memory;
        const configured = serviceName(runtime.settings());
        if (service !== undefined && service !== configured) diagnostics.report("warning", otherService(tracked, service, configured));
        const wish = readWish(news);
        const { changed, replaces, decision, drift } = compare(tracked, known, wish, news, runtime.contract());
        // A refusal and a new request have a sentence of their own about what is live.
        if (decision?.action !== "refuse" && decision?.action !== "submit") reportDenial(tracked, known, diagnostics);
        if (changed.length > 0 && decision && program.hasPassed(wish)) {
          reportDecision(wish, known.observed.qualification, decision, drift, diagnostics);
        }
        return { changed, replaces };
      }),

    foresee: (news, about) =>
      runtime.operation("preview", about, async (diagnostics) => {
        const wish = readWish(news);
        const { partnerCenter, service } = contextFor(news["validationCode"], diagnostics);
        const live = await partnerCenter.qualifications(wish.customerId, runtime.signal);
        const known = program.rememberedDenial(formatId(wish));
        const decision = foresee(wish, live, known, partnerCenter.contract);
        if (decision.action === "refuse") throw refusal(wish, decision);
        const remark = remarkOf(wish, decision);
        if (remark !== undefined) diagnostics.report("warning", remark);
        const id = formatId(wish);
        if (decision.action === "submit") return { action: "submit", id, number: decision.number };
        const state = reportDenial(wish, adopted(wish, known, live, partnerCenter, service), diagnostics);
        return { action: "adopt", id, state: writeState(state) };
      }),

    create: (news, about) =>
      runtime.operation("create", about, async (diagnostics) => {
        const wish = readWish(news);
        const id = formatId(wish);
        // A forced replacement comes as a create, but `diff` has met what it replaces: it goes on from there.
        const known = program.rememberedDenial(id);
        const context = contextFor(news["validationCode"], diagnostics);
        const state = await runtime.alone(wish.customerId, () => reconcile(wish, known, context));
        return { id, state: writeState(state) };
      }),

    update: (id, olds, news, about) =>
      runtime.operation("update", about, async (diagnostics) => {
        const { customerId } = requireId(id);
        const context = contextFor(news["validationCode"], diagnostics);
        try {
          return writeState(await runtime.alone(customerId, () => reconcile(readWish(news), readState(olds), context)));
        } catch (error) {
          throw error instanceof RefusedUpdate ? new PartialUpdate(error, writeState(error.state)) : error;
        }
      }),

    read: (id, state, about) =>
      runtime.operation("read", about, async (diagnostics) => {
        const tracked = requireId(id);
        const known = wasWrittenByUs(state) ? readState(state) : undefined;
        const found = await refresh(tracked, known, contextFor(state?.["validationCode"], diagnostics));
        if (!found) return undefined;
        const { qualification, vettingStatus } = found.observed;
        return {
          state: writeState(found),
          inputs: known ? writeInputs(found) : {},
          // `None` says that there is nothing: it can be looked at, not taken over.
          listed: qualification !== "None" && formatId({ ...tracked, qualification }) === formatId(tracked) && vettingStatus !== notListed,
        };
      }),

    forget: (id, state, about) =>
      runtime.operation("delete", about, async (diagnostics) => {
        const tracked = requireId(id);
        const unlisted = readState(state).observed.vettingStatus === notListed;
        diagnostics.report("warning", unlisted ? forgottenUnlisted(tracked) : forgotten(tracked));
      }),
  };
}

/** What is unknown yet, or no text, counts as changed. */
function keysThatDiffer(olds: Bag, wish: Wish, news: Bag): ReadonlySet<string> {
  const changed = changedKeys(readWish(olds), wish);
  return new Set(
    inputKeys.filter((key) => {
      const value = news[key];
      return isUnknown(value) || (typeof value !== "string" && value !== undefined && value !== null) || changed.includes(key);
    }),
  );
}

/**
 * Says in preview what an update would decide. A refusal of what the program newly asks for stops the preview; where only Microsoft's side has
 * changed it is a warning, and the update refuses: a throw in `diff` would stop every other customer too, which
 * `--continue-on-error` does not prevent (measured on the real engine).
 */
function reportDecision(wish: Wish, from: string, decision: Decision, drift: boolean, diagnostics: Diagnostics): void {
  if (decision.action === "refuse") {
    const change = drift || from === wish.qualification ? "" : ` (a change from ${from} to ${wish.qualification})`;
    const error = refusal(wish, decision, change);
    if (!drift) throw error;
    diagnostics.report("warning", error.message);
  }
  const remark = remarkOf(wish, decision);
  if (remark !== undefined) diagnostics.report("warning", remark);
}
