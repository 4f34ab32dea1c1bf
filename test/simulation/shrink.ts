import type { Plan } from "./plan";

/** Takes away what is not needed to fail: faults first, then actions, until nothing more can go. */
export async function shrink(plan: Plan, fails: (plan: Plan) => Promise<boolean>): Promise<Plan> {
  let smallest = plan;
  for (let smaller: Plan | undefined = plan; smaller; ) {
    smaller = undefined;
    for (const candidate of candidates(smallest)) {
      if (await fails(candidate)) {
        smaller = candidate;
        smallest = candidate;
        break;
      }
    }
  }
  return smallest;
}

function* candidates(plan: Plan): Generator<Plan> {
  for (const index of plan.faults.keys()) yield { ...plan, faults: plan.faults.toSpliced(index, 1) };
  for (const index of plan.actions.keys()) yield { ...plan, actions: plan.actions.toSpliced(index, 1) };
  if (plan.twins) yield { ...plan, twins: false };
  if (plan.start.length > 0) yield { ...plan, start: [] };
  for (const [index, action] of plan.actions.entries()) {
    if (action.do === "up" && Object.keys(action).length > 1) yield { ...plan, actions: plan.actions.with(index, { do: "up" }) };
  }
}
