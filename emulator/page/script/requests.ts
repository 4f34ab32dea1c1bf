/** The live list of requests. Items are added, never built anew, so that what is open stays open. */
export const requestsScript = `
import { byId, h, when } from "./dom.js";

const most = 200;
let newest = 0;

export const newestRequest = () => newest;

export function showRequests(requests, oldest) {
  const list = byId("request-list");
  for (const item of [...list.querySelectorAll("details")]) if (oldest === 0 || Number(item.dataset.id) < oldest) item.remove();
  for (const request of requests) {
    if (request.id <= newest) continue;
    newest = request.id;
    list.querySelector(".empty")?.remove();
    list.prepend(requestItem(request));
  }
  const items = list.querySelectorAll("details");
  for (const item of [...items].slice(most)) item.remove();
  byId("request-count").textContent = items.length === 0 ? "" : String(Math.min(items.length, most));
  if (items.length === 0 && !list.querySelector(".empty")) list.append(h("p", { class: "empty" }, "Nothing was received yet."));
}

function requestItem(request) {
  const { id, time, method, path, query, headers, body, status, answer, fault, replayed } = request;
  const search = new URLSearchParams(query).toString();
  const tone = status === 0 || status >= 500 ? "bad" : status >= 400 ? "wait" : "good";
  return h("details", { "data-id": id },
    h("summary", {},
      h("span", { class: "pill " + tone }, status === 0 ? "cut" : String(status)),
      h("span", { class: "method" }, method),
      h("span", { class: "path", title: path }, short(path) + (search ? "?" + search : "")),
      fault ? h("span", { class: "tag" }, "fault: " + fault) : "",
      replayed ? h("span", { class: "tag" }, "replayed") : "",
      h("time", { class: "faint", datetime: time }, when(time).slice(11))),
    h("div", { class: "detail" },
      h("h4", {}, "Request"),
      h("p", { class: "full path" }, path + (search ? "?" + search : "")),
      body ? h("pre", { tabindex: "0" }, pretty(body)) : "",
      h("h4", {}, "Answer"),
      answer ? h("pre", { tabindex: "0" }, pretty(answer)) : h("p", { class: "faint" }, status === 0 ? "The connection was cut." : "No body, or a long one."),
      h("h4", {}, "Headers of the request"),
      h("dl", {}, Object.entries(headers).flatMap(([name, value]) => [h("dt", {}, name), h("dd", {}, value)]))));
}

/** The first digits of a GUID tell one customer from another, and leave room for the end of the path. */
function short(path) {
  return path.replace(/([0-9a-f]{8})-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi, "$1…");
}

function pretty(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
`;
