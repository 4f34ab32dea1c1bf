/** Customers with what they have, and how to add one. */
export const customersScript = `
import { change } from "./api.js";
import { decisions } from "./decisions.js";
import { ask, byId, choice, field, h, showItems, tell, when } from "./dom.js";

const tones = { Approved: "good", Denied: "bad", InReview: "wait" };
const names = { InReview: "In review" };

export function showCustomers({ customers, found, total }, searching) {
  byId("customer-count").textContent = total === 0 ? "" : searching ? found + " of " + total : String(total);
  showItems(byId("customer-items"), customers, ({ id }) => id, customerItem);
  const more = found - customers.length;
  const note = byId("customer-note");
  const text = total === 0 ? "No customer yet. Add one, or start with --seed or --auto-create."
    : found === 0 ? "No customer fits."
    : more > 0 ? more + " more: find them by name, domain or id." : "";
  if (note.textContent !== text) note.textContent = text;
  note.hidden = text === "";
}

/** What was removed last can be brought back until something else is removed. */
function offerUndo(customer) {
  const { id, domain, companyName, relationship, partnerId, requestCount, qualifications } = customer;
  const place = byId("undo");
  const undo = async () => {
    const again = { id, domain, companyName, relationship, partnerId, requestCount, qualifications };
    if (!(await change("POST", "/customers", again))) return;
    place.hidden = true;
    tell(companyName + " is back.");
    byId("search").focus();
  };
  place.replaceChildren(companyName + " is removed. ", h("button", { type: "button", class: "small", onclick: undo }, "Undo"));
  place.hidden = false;
}

function customerItem(customer) {
  const { id, companyName, domain, relationship, requestCount, qualifications } = customer;
  const remove = async () => {
    if (!(await change("DELETE", "/customers/" + id))) return;
    offerUndo(customer);
    tell(companyName + " is removed.");
    byId("undo").querySelector("button").focus();
  };
  return h("li", {},
    h("div", { class: "who" },
      h("div", {},
        h("h3", {}, companyName),
        h("p", { class: "faint" }, domain, " · ", h("code", {}, id)),
        h("p", { class: "tags" },
          relationship === "reseller" ? "" : h("span", { class: "tag" }, relationship === "none" ? "no relationship" : relationship),
          requestCount > 0 ? h("span", { class: "tag" }, requestCount + (requestCount === 1 ? " vetting request" : " vetting requests")) : "")),
      h("button", { type: "button", class: "small", onclick: remove, "data-key": id + "remove", "aria-label": "Remove " + companyName }, "Remove")),
    qualifications.length === 0
      ? h("p", { class: "none" }, "No qualification")
      : h("ul", { class: "qualifications" }, qualifications.map((entry) => qualificationItem(customer, entry))));
}

function qualificationItem(customer, entry) {
  const { qualification, vettingStatus, vettingReason, vettingCreateDate } = entry;
  return h("li", {},
    h("div", { class: "what" },
      h("span", { class: "kind" }, qualification),
      vettingStatus === undefined ? h("span", { class: "pill" }, "Not vetted") : h("span", { class: "pill " + (tones[vettingStatus] ?? "") }, names[vettingStatus] ?? vettingStatus),
      h("span", { class: "faint" }, vettingReason ?? "", vettingReason && vettingCreateDate ? " · " : "", vettingCreateDate ? "asked " + when(vettingCreateDate).slice(0, 16) : "")),
    decisions(customer, entry));
}

export async function addCustomer() {
  const answer = await ask({
    title: "Add customer",
    fields: [
      field("Company name", h("input", { name: "companyName", autocomplete: "off", placeholder: "Contoso" })),
      field("Domain", h("input", { name: "domain", autocomplete: "off", placeholder: "contoso.onmicrosoft.com" })),
      field("Id", h("input", { name: "id", autocomplete: "off", pattern: "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}", placeholder: "a random GUID" })),
      field("Relationship", choice("relationship", [["reseller", "Reseller"], ["advisor", "Advisor"], ["none", "None: every call is refused"]], "reseller")),
    ],
    submit: "Add",
  });
  if (!answer) return;
  const given = Object.fromEntries(Object.entries(answer).map(([name, value]) => [name, value.trim()]).filter(([, value]) => value !== ""));
  const made = await change("POST", "/customers", given);
  if (made) tell(made.companyName + " is added.");
}
`;
