/** Validation codes. */
export const codesScript = `
import { change } from "./api.js";
import { ask, byId, field, h, show, tell } from "./dom.js";

export function showCodes(codes) {
  byId("code-count").textContent = codes.length === 0 ? "" : String(codes.length);
  show(byId("code-list"), codes, build);
}

function build(codes) {
  if (codes.length === 0) return h("p", { class: "empty" }, "No code: GovernmentCommunityCloud cannot be requested.");
  return h("table", {},
    h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "Organisation"), h("th", { scope: "col" }, "Code"), h("th", { scope: "col", class: "number" }, "Left"))),
    h("tbody", {}, codes.map(({ organizationName, validationId, remainingCreates, maxCreates }) => h("tr", {},
      h("td", {}, organizationName),
      h("td", {}, h("code", {}, validationId)),
      h("td", { class: "number" }, maxCreates === null ? "no limit" : remainingCreates + " of " + maxCreates)))));
}

export async function addCode() {
  const answer = await ask({
    title: "Add validation code",
    text: "It stands for the vetting of a government body by Microsoft, and is sent as validationCode.",
    fields: [
      field("Code", h("input", { name: "validationId", required: true, autocomplete: "off", placeholder: "123456" })),
      field("Organisation", h("input", { name: "organizationName", autocomplete: "off", placeholder: "Contoso Government" })),
      field("Customers", h("input", { name: "maxCreates", type: "number", min: "0", value: "5" }), "How many customers may be tagged with it. Empty: no limit."),
    ],
    submit: "Add",
  });
  if (!answer) return;
  const body = {
    validationId: answer.validationId,
    ...(answer.organizationName.trim() ? { organizationName: answer.organizationName.trim() } : {}),
    maxCreates: answer.maxCreates === "" ? null : Number(answer.maxCreates),
  };
  if (await change("POST", "/validation-codes", body)) tell("The code is added.");
}
`;
