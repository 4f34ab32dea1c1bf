import { html } from "./html";
import { icon } from "./icon";
import { apiScript } from "./script/api";
import { clockScript } from "./script/clock";
import { codesScript } from "./script/codes";
import { customersScript } from "./script/customers";
import { decisionsScript } from "./script/decisions";
import { domScript } from "./script/dom";
import { faultsScript } from "./script/faults";
import { mainScript } from "./script/main";
import { requestsScript } from "./script/requests";
import { scenarioScript } from "./script/scenario";
import { style } from "./style";

/** A file that a browser loads. They are texts in modules, so that the compiler alone builds the package. */
export interface PageFile {
  readonly text: string;
  readonly contentType: string;
}

const script = (text: string): PageFile => ({ text, contentType: "text/javascript; charset=utf-8" });

export const pageFiles: ReadonlyMap<string, PageFile> = new Map([
  ["index.html", { text: html, contentType: "text/html; charset=utf-8" }],
  ["style.css", { text: style, contentType: "text/css; charset=utf-8" }],
  ["icon.svg", { text: icon, contentType: "image/svg+xml" }],
  ["main.js", script(mainScript)],
  ["dom.js", script(domScript)],
  ["api.js", script(apiScript)],
  ["customers.js", script(customersScript)],
  ["decisions.js", script(decisionsScript)],
  ["requests.js", script(requestsScript)],
  ["faults.js", script(faultsScript)],
  ["scenario.js", script(scenarioScript)],
  ["codes.js", script(codesScript)],
  ["clock.js", script(clockScript)],
]);
