/** Asks once a second what there is, and shows it. */
export const mainScript = `
import { api, change, onChange, problem } from "./api.js";
import { showClock } from "./clock.js";
import { addCode, showCodes } from "./codes.js";
import { addCustomer, showCustomers } from "./customers.js";
import { byId } from "./dom.js";
import { showFaultForm, showFaults } from "./faults.js";
import { newestRequest, showRequests } from "./requests.js";
import { listenToScenario, showScenario } from "./scenario.js";

const everyMs = 1000;
let lost = false;
let turn = 0;

async function refresh() {
  const mine = ++turn;
  const search = byId("search").value;
  const query = new URLSearchParams({ search, after: String(newestRequest()) });
  // "Show them" is about codes: requests stay masked.
  if (byId("show-codes").checked) query.set("codes", "show");
  const overview = await api("GET", "/overview?" + query);
  // An answer that was overtaken by a later one is old news.
  if (mine !== turn) return;
  showClock(overview.clock);
  showCustomers(overview, search.trim() !== "");
  showCodes(overview.validationCodes);
  showFaults(overview.faults);
  showScenario(overview.scenario);
  if (!byId("pause").checked) showRequests(overview.requests, overview.oldest);
}

async function tick() {
  try {
    if (!document.hidden) await refresh();
    if (lost) problem();
    lost = false;
  } catch (error) {
    lost = true;
    problem(error instanceof TypeError ? "The emulator does not answer. It may have been stopped." : error.message);
  }
  setTimeout(tick, everyMs);
}

byId("address").textContent = location.origin;
byId("add-customer").addEventListener("click", addCustomer);
byId("add-code").addEventListener("click", addCode);
byId("clear-requests").addEventListener("click", () => change("DELETE", "/requests"));
byId("clear-faults").addEventListener("click", () => change("DELETE", "/faults"));
for (const id of ["search", "show-codes", "pause"]) byId(id).addEventListener("input", () => refresh().catch(() => {}));
document.addEventListener("visibilitychange", () => { if (!document.hidden) refresh().catch(() => {}); });
onChange(refresh);
showFaultForm();
listenToScenario(refresh);
tick();
`;
