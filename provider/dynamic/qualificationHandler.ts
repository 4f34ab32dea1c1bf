import type { Decision } from "../qualification/decide";
import { formatId, normalCustomerId } from "../qualification/identity";
import { pickInputs, type QualificationInputs } from "../qualification/inputs";
import { reconcile, refusal } from "../qualification/reconcile";
import { refresh } from "../qualification/refresh";
import { RefusedUpdate } from "../qualification/refused";
import { declaredInputs, pickState, type QualificationState } from "../qualification/state";
import { notListed } from "../qualification/vetting";
import { forgotten, forgottenUnlisted, subject, tellStanding } from "../qualification/warnings";
import { atBoundary } from "./boundary";
import { checkArguments } from "./check";
import { compare } from "./diff";
import type { DynamicHandler } from "./protocol";
import { type Properties, toProperties, wasWrittenByUs, withFormat } from "./results";
import type { Runtime } from "./runtime";
import { trackedBy } from "./trackedBy";
import { isUnknown } from "./unknowns";

/** The life cycle of `CustomerQualification`, in the words of Pulumi's dynamic-provider protocol. */
export function createQualificationHandler(runtime: Runtime): DynamicHandler {
  const { diagnostics, program } = runtime;
  const run = <T>(method: string, work: () => Promise<T>): Promise<T> => atBoundary(method, diagnostics, work);
  const outputs = (state: QualificationState): Properties => withFormat(toProperties(state));
  /** @param code The validation code at hand: a service that gives it back must not have it quoted. */
  const context = (code: unknown) => {
    const partnerCenter = runtime.partnerCenter();
    if (typeof code === "string") partnerCenter.protect?.(code);
    return {
      partnerCenter,
      diagnostics,
      readOnly: runtime.settings().readOnly,
      pepper: runtime.settings().app.clientSecret?.reveal(),
      unreadable: runtime.settings().unreadable,
      ...(runtime.signal ? { signal: runtime.signal } : {}),
    };
  };

  /**
   * Says in preview what an update would decide. A refusal of what the program newly asks for stops the preview; where only Microsoft's side has
   * changed it is a warning, and the update refuses: a throw in `diff` would stop every other customer too, which
   * `--continue-on-error` does not prevent (measured on the real engine).
   */
  function foretell(inputs: QualificationInputs, from: string, decision: Decision | undefined, drift: boolean): void {
    if (decision?.action === "refuse") {
      const change = drift || from === inputs.qualification ? "" : ` (a change from ${from} to ${inputs.qualification})`;
      const error = refusal(inputs, decision, change);
      if (!drift) throw error;
      diagnostics.report("warning", error.message);
    }
    if (decision && "warning" in decision && decision.warning !== undefined) {
      diagnostics.report("warning", `${subject(inputs.customerId, inputs.qualification)}: ${decision.warning}`);
    }
  }

  return {
    check: (olds, news) =>
      run("check", async () => {
        const { problems, warnings } = checkArguments(olds, news, runtime.contract());
        const inputs = pickInputs(news);
        const known = problems.length === 0 && !isUnknown(news["customerId"]) && !isUnknown(news["qualification"]);
        const other = known ? program.contradiction(inputs) : undefined;
        if (known && other === undefined) program.remember(inputs);
        for (const warning of warnings) diagnostics.report("warning", `${subject(inputs.customerId, inputs.qualification)} ${warning}`);
        const contradiction =
          other === undefined
            ? []
            : [
                `qualification: the program declares ${other} for customer ${inputs.customerId} already, and ${other} and ${inputs.qualification} cannot be combined; keep one of the two`,
              ];
        return { inputs: news, failures: [...problems, ...contradiction].map((reason) => ({ property: "", reason })) };
      }),

    diff: (id, olds, news) =>
      run("diff", async () => {
        const tracked = trackedBy(id);
        const inputs = pickInputs(news);
        const { changed, replaces, decision, drift } = compare(tracked, olds, news, runtime.contract());
        // A refusal and a new request have a sentence of their own about what is live.
        if (decision?.action !== "refuse" && decision?.action !== "submit")
          tellStanding(tracked.qualification, pickState(olds), diagnostics);
        if (!changed) return { changes: false };
        if (program.hasPassed(inputs)) foretell(inputs, String(olds["qualification"]), decision, drift);
        // Undefined lets the engine work the property diff out itself (facts: pulumi §1.5).
        return { changes: undefined, replaces: [...replaces], deleteBeforeReplace: false };
      }),

    create: (news) =>
      run("create", async () => {
        const inputs = pickInputs(news);
        const state = await runtime.alone(normalCustomerId(inputs.customerId), () =>
          reconcile(inputs, undefined, context(inputs.validationCode)),
        );
        return { id: formatId(inputs), outs: outputs(state) };
      }),

    update: (id, olds, news) =>
      run("update", async () => {
        const { customerId } = trackedBy(id);
        try {
          const state = await runtime.alone(customerId, () =>
            reconcile(pickInputs(news), pickState(olds), context(news["validationCode"])),
          );
          return { outs: outputs(state) };
        } catch (error) {
          if (!(error instanceof RefusedUpdate)) throw error;
          // Pulumi keeps the old inputs with these outputs, so the change is asked for again (facts: pulumi §1.7).
          const properties = { ...outputs(error.state), __provider: news["__provider"] };
          throw Object.assign(error, { id, properties, reasons: [error.message] });
        }
      }),

    read: (id, props) =>
      run("read", async () => {
        const tracked = trackedBy(id);
        const known = wasWrittenByUs(props) ? pickState(props) : undefined;
        const state = await refresh(tracked, known, context(props["validationCode"]));
        if (!state) return {};
        return { id, props: outputs(state), inputs: known ? toProperties(declaredInputs(state)) : toProperties({}) };
      }),

    delete: (id, props) =>
      run("delete", async () => {
        const { customerId, qualification } = trackedBy(id);
        const what = subject(customerId, qualification);
        diagnostics.report("warning", pickState(props).vettingStatus === notListed ? forgottenUnlisted(what) : forgotten(what));
      }),
  };
}
