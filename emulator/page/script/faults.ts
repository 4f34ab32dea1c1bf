/** Faults: those that are on, and a form to switch one on. */
export const faultsScript = `
import { change } from "./api.js";
import { byId, choice, field, h, show, tell } from "./dom.js";

/** What the form offers, as the control interface takes it. */
const kinds = {
  429: ["Too many requests (429)", { kind: "status", status: 429, headers: { "Retry-After": "2" }, body: JSON.stringify({ statusCode: 429, message: "Rate limit is exceeded. Try again in 2 seconds." }) }],
  503: ["Unavailable (503)", { kind: "status", status: 503 }],
  500: ["Server error (500)", { kind: "status", status: 500 }],
  slow: ["Slow: 3 seconds", { kind: "slow", delayMs: 3000 }],
  dropAfter: ["Connection lost after processing", { kind: "dropAfter" }],
  dropBefore: ["Connection lost before processing", { kind: "dropBefore" }],
  halfBody: ["Half an answer", { kind: "halfBody" }],
  garbage: ["A page instead of the answer", { kind: "garbage" }],
};
const targets = {
  all: ["every request", undefined],
  read: ["reading qualifications", { method: "GET", path: "/qualifications" }],
  write: ["requesting a qualification", { method: "POST", path: "/qualifications" }],
  token: ["tokens", { path: "/oauth2/" }],
};
const counts = [["1", "once"], ["2", "twice"], ["3", "3 times"], ["10", "10 times"], ["always", "until it is off"]];

export function showFaultForm() {
  const named = (choices) => Object.entries(choices).map(([value, [text]]) => [value, text]);
  const form = byId("fault-form");
  form.append(
    field("What", choice("kind", named(kinds))),
    field("Meets", choice("target", named(targets))),
    field("How often", choice("times", counts)),
    h("button", {}, "Switch on"));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const { kind, target, times } = Object.fromEntries(new FormData(form));
    const match = targets[target][1];
    const fault = { ...kinds[kind][1], ...(match ? { match } : {}), times: times === "always" ? times : Number(times) };
    if (await change("POST", "/faults", fault)) tell("The fault is on.");
  });
}

export function showFaults(faults) {
  byId("fault-count").textContent = faults.length === 0 ? "" : String(faults.length);
  byId("clear-faults").disabled = faults.length === 0;
  show(byId("fault-list"), faults, build);
}

function build(faults) {
  if (faults.length === 0) return h("p", { class: "empty" }, "All is well.");
  return h("ul", { class: "faults" }, faults.map((fault) => h("li", {},
    h("span", { class: "pill bad" }, nameOf(fault)),
    h("span", { class: "faint" }, matchText(fault.match), " · ", fault.left === "always" ? "until it is off" : fault.left + " left"),
    h("button", { type: "button", class: "small", "data-key": "fault" + fault.id, "aria-label": "Switch off: " + nameOf(fault), onclick: () => change("DELETE", "/faults/" + fault.id) }, "Off"))));
}

function nameOf({ kind, status, delayMs }) {
  if (kind === "status") return String(status ?? 503);
  return kind === "slow" ? "slow " + (delayMs ?? 1000) / 1000 + " s" : kind;
}

function matchText(match = {}) {
  const parts = [match.method, match.path, match.pathPattern, match.customerId].filter(Boolean);
  return parts.length === 0 ? "every request" : parts.join(" ");
}
`;
