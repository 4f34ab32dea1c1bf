/** Customers with what they have, and how to add one. */
export const customersScript = `
import { change } from "./api.js";
import { decisions } from "./decisions.js";
import { ask, byId, choice, field, h, show, tell, when } from "./dom.js";

const tones = { Approved: "good", Denied: "bad", InReview: "wait" };
const names = { InReview: "In review" };

export function showCustomers({ customers, found, total }, searching) {
  byId("customer-count").textContent = total === 0 ? "" : searching ? found + " of " + total : String(total);
  show(byId("customer-list"), { customers, found, total }, build);
}

function build({ customers, found, total }) {
  if (total === 0) return h("p", { class: "empty" }, "No customer yet. Add one, or start with --seed or --auto-create.");
  if (found === 0) return h("p", { class: "empty" }, "No customer fits.");
  const more = found - customers.length;
  return [
    h("ul", { class: "customers" }, customers.map(customerItem)),
    more > 0 ? h("p", { class: "empty" }, more + " more: find them by name, domain or id.") : "",
  ].filter(Boolean);
}

function customerItem(customer) {
  const { id, companyName, domain, relationship, requestCount, qualifications } = customer;
  const remove = async () => {
    const sure = await ask({ title: "Remove " + companyName, text: "The customer and its qualifications are forgotten.", fields: "", submit: "Remove", danger: true });
    if (sure && (await change("DELETE", "/customers/" + id))) tell(companyName + " is removed.");
  };
  return h("li", {},
    h("div", { class: "who" },
      h("div", {},
        h("h3", {}, companyName),
        h("p", { class: "faint" }, domain, " · ", h("code", {}, id)),
        h("p", { class: "tags" },
          relationship === "reseller" ? "" : h("span", { class: "tag" }, relationship === "none" ? "no relationship" : relationship),
          requestCount > 0 ? h("span", { class: "tag" }, requestCount + (requestCount === 1 ? " vetting request" : " vetting requests")) : "")),
      h("button", { type: "button", class: "small quiet", onclick: remove, "data-key": id + "remove", "aria-label": "Remove " + companyName }, "Remove")),
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
