import { ref } from "../openapi/operation";
import { readStep } from "../scenario/readSteps";
import type { Scenario } from "../scenario/steps";
import { stepText } from "../scenario/text";
import { InvalidInput, readList, readObject, readText } from "../state/input";
import type { ControlRoute } from "./route";

/** What happens when. */
export const scenarioRoutes: readonly ControlRoute[] = [
  {
    method: "GET",
    path: "/scenario",
    summary: "The scenario that is played",
    gives: ref("Scenario"),
    run: ({ control }) => shown(control.scenario()),
  },
  {
    method: "PUT",
    path: "/scenario",
    summary: 'Play a scenario: {text: "approve after 2s"} or {steps}',
    takes: ref("NewScenario"),
    gives: ref("Scenario"),
    run: ({ control, body }) => shown(control.play(readScenario(body))),
  },
  { method: "DELETE", path: "/scenario", summary: "End the scenario", run: ({ control }) => control.stopScenario() },
];

function shown(scenario: Scenario): { readonly text: string; readonly steps: Scenario } {
  return { text: scenario.map(stepText).join("\n"), steps: scenario };
}

function readScenario(body: unknown): string | Scenario {
  const { text, steps } = readObject(body, "The body", ["text", "steps"]);
  if ((text === undefined) === (steps === undefined)) throw new InvalidInput("The body must have text or steps.");
  return text === undefined ? readList(steps, "steps", readStep) : readText(text, "text");
}
