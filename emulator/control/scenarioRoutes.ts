import { ref } from "../openapi/operation";
import type { Scenario } from "../scenario/steps";
import { stepText } from "../scenario/text";
import type { ControlRoute } from "./route";
import { takes } from "./takes";

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
    gives: ref("Scenario"),
    ...takes("NewScenario", ({ control }, { text, steps = [] }) => shown(control.play(text ?? steps))),
  },
  { method: "DELETE", path: "/scenario", summary: "End the scenario", run: ({ control }) => control.stopScenario() },
];

function shown(scenario: Scenario): { readonly text: string; readonly steps: Scenario } {
  return { text: scenario.map(stepText).join("\n"), steps: scenario };
}
