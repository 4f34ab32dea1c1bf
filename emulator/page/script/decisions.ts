import { deniedReason, withdrawnReason } from "../../customers/vetting";

/** The reasons that Microsoft documents (api-change-log), the samples' own first. */
const reasons = [
  deniedReason,
  "Not an Academic Domain",
  "Not an Education Customer - After Review",
  "Not an eligible Library",
  "Not an eligible Museum",
  "Restricted being an Education Customer",
  withdrawnReason,
];

/** Microsoft's decisions, as buttons. */
export const decisionsScript = `
import { change } from "./api.js";
import { ask, field, h, tell } from "./dom.js";

const reasons = ${JSON.stringify(reasons)};

/** The buttons of one qualification. What does not apply now is not there. */
export function decisions(customer, entry) {
  const { qualification: kind, vettingStatus: status } = entry;
  const act = async (verb, done, body) => {
    const path = "/customers/" + customer.id + "/qualifications/" + encodeURIComponent(kind) + "/" + verb;
    if (await change("POST", path, body)) tell(kind + " of " + customer.companyName + " is " + done + ".");
  };
  const button = (verb, text, onclick, tone) => h("button", {
    type: "button", class: "small" + (tone ? " " + tone : ""), onclick,
    "data-key": customer.id + kind + verb,
    "aria-label": text.replace("…", "") + " " + kind + " of " + customer.companyName,
  }, text);
  const withReason = (verb, title, first, done) => async () => {
    const answer = await askReason(title + " " + kind, customer, first);
    if (answer) await act(verb, done, answer.reason ? { reason: answer.reason } : {});
  };
  return h("div", { class: "decisions" },
    status !== undefined && status !== "Approved" ? button("approve", "Approve", () => act("approve", "approved"), "good") : "",
    status !== undefined && status !== "Denied" ? button("deny", "Deny…", withReason("deny", "Deny", reasons[0], "denied"), "bad") : "",
    status === "Approved" ? button("withdraw", "Withdraw…", withReason("withdraw", "Withdraw", reasons.at(-1), "withdrawn"), "bad") : "",
    button("vanish", "Vanish", () => act("vanish", "gone from the list"), "bad strong"));
}

function askReason(title, customer, first) {
  const list = h("datalist", { id: "reasons" }, reasons.map((reason) => h("option", { value: reason })));
  return ask({
    title,
    text: customer.companyName + " (" + customer.domain + ")",
    fields: [field("Reason", h("input", { name: "reason", value: first, list: "reasons", autocomplete: "off" }),
      "The API shows it as vettingReason. The list has the documented ones; any text will do."), list],
    submit: title.split(" ")[0],
    danger: true,
  });
}
`;
