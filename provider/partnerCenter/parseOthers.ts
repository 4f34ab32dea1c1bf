import { isObject } from "../json";
import type { Customer, ValidationCode } from "../qualification/model";
import { field, textField } from "./fields";

/**
 * The partner's validation codes, or undefined where the answer holds something else. Source: `get-a-partner-s-validation-codes`
 * (6/3/2022): an array of `partnerId`, `organizationName`, `validationId`, `maxCreates`, `remainingCreates`, `eTag`; the id is a
 * text in the sample and a number in the table.
 */
export function parseValidationCodes(json: unknown): readonly ValidationCode[] | undefined {
  if (!Array.isArray(json)) return undefined;
  const codes: ValidationCode[] = [];
  for (const item of json) {
    const validationId = isObject(item) ? textField(item, "validationId") : undefined;
    if (validationId === undefined) return undefined;
    const organizationName = textField(item, "organizationName");
    const remaining = field(item, "remainingCreates");
    codes.push({
      validationId,
      ...(organizationName === undefined ? {} : { organizationName }),
      ...(typeof remaining === "number" ? { remainingCreates: remaining } : {}),
    });
  }
  return codes;
}

/** A customer, or undefined where the answer holds something else. Source: `developer/customer-resources` (07/28/2023). */
export function parseCustomer(json: unknown): Customer | undefined {
  if (!isObject(json)) return undefined;
  const id = textField(json, "id");
  if (id === undefined) return undefined;
  const profile = field(json, "companyProfile");
  const domain = isObject(profile) ? textField(profile, "domain") : undefined;
  const companyName = isObject(profile) ? textField(profile, "companyName") : undefined;
  return { id: id.toLowerCase(), ...(domain === undefined ? {} : { domain }), ...(companyName === undefined ? {} : { companyName }) };
}
