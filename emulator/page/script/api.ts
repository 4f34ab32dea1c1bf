/** Talks to the control interface. */
export const apiScript = `
import { byId } from "./dom.js";

const root = "/_emulator";

/** One request; throws with the emulator's own sentence. */
export async function api(method, path, body) {
  const response = await fetch(root + path, {
    method,
    // Demanded of every request of a browser that changes something.
    headers: method === "GET" ? {} : { "Content-Type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const json = text === "" ? undefined : JSON.parse(text);
  if (!response.ok) throw new Error(json?.error ?? "The emulator answered " + response.status + ".");
  return json;
}

let refresh = () => {};

/** What is to be done after every change. */
export function onChange(callback) {
  refresh = callback;
}

/** Changes something, then shows what has become of it. A refusal is shown, not thrown. */
export async function change(method, path, body) {
  try {
    const result = await api(method, path, body);
    problem();
    await refresh();
    return result ?? true;
  } catch (error) {
    problem(error.message);
    return undefined;
  }
}

/** Shows a problem until the next thing that works. */
export function problem(text) {
  const place = byId("problem");
  place.hidden = text === undefined;
  place.textContent = text ?? "";
}
`;
