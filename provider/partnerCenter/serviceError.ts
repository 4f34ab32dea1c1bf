import { type Body, readBody } from "../http/body";
import type { Answer } from "../http/outcome";
import { isObject } from "../json";
import { textField } from "./fields";

/**
 * What a refusing answer says, by its shape (facts of the API, section 5.2):
 * `error` A `{"code":3000,"description","source"}` and B `{"code":600061,"message","errorName",…}` of the customers service,
 * `words` C a bare JSON text, `gateway` D `{"statusCode":429,"message"}`, `empty` E no body, `oauth` F `{"error","error_description"}`,
 * `foreign` HTML and everything else.
 */
export type ServiceError =
  | { readonly shape: "error"; readonly code: string; readonly text?: string }
  | { readonly shape: "words"; readonly text: string }
  | { readonly shape: "gateway"; readonly text?: string }
  | { readonly shape: "oauth"; readonly code: string; readonly text?: string }
  | { readonly shape: "empty" }
  | { readonly shape: "foreign" };

export function serviceError(answer: Answer): ServiceError {
  return shapeOf(readBody(answer.body));
}

function shapeOf(body: Body): ServiceError {
  if (body.kind === "empty") return { shape: "empty" };
  if (body.kind !== "json") return { shape: "foreign" };
  const { json } = body;
  if (typeof json === "string") return json.trim() === "" ? { shape: "empty" } : { shape: "words", text: json };
  if (!isObject(json)) return { shape: "foreign" };
  const said = textField(json, "description", "message", "error_description");
  const text = said === undefined ? {} : { text: said };
  // A number in all captures, a text in the documentation.
  const code = textField(json, "code");
  if (code !== undefined && isPartnerCenters(json)) return { shape: "error", code, ...text };
  if (textField(json, "statusCode") !== undefined) return { shape: "gateway", ...text };
  const oauth = textField(json, "error");
  return oauth === undefined ? { shape: "foreign" } : { shape: "oauth", code: oauth, ...text };
}

/** Both of Partner Center's shapes carry a text beside a number, and either a source or the customers service's own fields. */
function isPartnerCenters(json: object): boolean {
  const hasText = textField(json, "description", "message") !== undefined;
  return hasText && /^\d{1,9}$/.test(textField(json, "code") ?? "");
}
