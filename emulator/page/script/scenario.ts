/** What happens when: a text to play. */
export const scenarioScript = `
import { api, change } from "./api.js";
import { byId, tell } from "./dom.js";

let played = "";

/** Shows the scenario that is played, but never over what is being written. */
export function showScenario(text) {
  byId("stop-scenario").disabled = text === "";
  const box = byId("scenario");
  if (text === played || (box.value !== played && box.value !== "")) return;
  box.value = text;
  played = text;
}

export function listenToScenario(refresh) {
  byId("scenario-form").addEventListener("submit", async (event) => {
    event.preventDefault();
    const box = byId("scenario");
    try {
      const { text } = await api("PUT", "/scenario", { text: box.value.trim() === "" ? "#" : box.value });
      played = text;
      box.value = text;
      byId("scenario-error").textContent = "";
      tell("The scenario is played.");
      await refresh();
    } catch (error) {
      byId("scenario-error").textContent = error.message;
      goTo(box, error.message);
    }
  });
  byId("stop-scenario").addEventListener("click", async () => {
    played = byId("scenario").value = "";
    byId("scenario-error").textContent = "";
    await change("DELETE", "/scenario");
  });
}

/** Puts the cursor where the error is. */
function goTo(box, message) {
  const [, line, column] = message.match(/^Line ([0-9]+), column ([0-9]+)/) ?? [];
  if (!line) return;
  const before = box.value.split("\\n").slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
  box.focus();
  box.setSelectionRange(before + Number(column) - 1, before + Number(column) - 1);
}
`;
