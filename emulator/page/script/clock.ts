/** The clock: its time, and how to step it and speed it up. */
export const clockScript = `
import { change } from "./api.js";
import { byId, h, show, tell, when } from "./dom.js";

const speeds = [["0", "Stopped"], ["1", "Real time"], ["60", "60× (a minute a second)"], ["3600", "3600× (an hour a second)"]];
const steps = [["1m", "a minute"], ["1h", "an hour"], ["1d", "a day"]];

export function showClock({ now, speed }) {
  const place = byId("clock");
  show(place, speed, build);
  const time = byId("now");
  time.dateTime = now;
  time.textContent = when(now) + " UTC";
}

function build(speed) {
  const known = speeds.some(([value]) => Number(value) === speed) ? speeds : [...speeds, [String(speed), speed + "×"]];
  const select = h("select", { "aria-label": "Speed of the clock", "data-key": "speed", onchange: () => change("PUT", "/clock/speed", { speed: Number(select.value) }) },
    known.map(([value, text]) => h("option", { value, selected: Number(value) === speed }, text)));
  return [
    h("time", { id: "now" }),
    select,
    h("div", { class: "group", role: "group", "aria-label": "Step the clock" }, steps.map(([by, text]) => h("button", {
      type: "button", class: "small", "data-key": by, "aria-label": "Step the clock by " + text,
      onclick: async () => { if (await change("POST", "/clock/advance", { by })) tell("The clock was stepped by " + text + "."); },
    }, "+" + by))),
  ];
}
`;
