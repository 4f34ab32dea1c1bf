import { isObject } from "../json";
import { canonicalName, type QualificationEntry, qualificationNames, sameName } from "../qualification/model";
import { normalisedDate } from "./dates";
import { field, textField } from "./fields";

/**
 * The qualifications in an answer, or undefined where it holds something else. Read alike under every contract, since the documents
 * disagree with each other and with the captures: an array (GET, 2021 on), a single object (POST), `{"qualifications":[…]}`
 * (Swagger of 2020-12), a bare string or number (2018-09), `null` for none. One entry that cannot be understood makes the whole answer
 * unreadable: to take it for an empty list could spend a vetting request.
 */
export function parseEntries(json: unknown): readonly QualificationEntry[] | undefined {
  const list = listOf(json);
  if (list === undefined) return undefined;
  const entries: QualificationEntry[] = [];
  for (const item of list) {
    const entry = parseEntry(item);
    if (entry === undefined) return undefined;
    if (!sameName(entry.qualification, "None")) entries.push(entry);
  }
  return entries;
}

function listOf(json: unknown): readonly unknown[] | undefined {
  if (json === null) return [];
  if (Array.isArray(json)) return json;
  if (isObject(json)) {
    const wrapped = Object.entries(json).find(([key]) => key.toLowerCase() === "qualifications");
    if (wrapped !== undefined) return wrapped[1] === null ? [] : Array.isArray(wrapped[1]) ? wrapped[1] : undefined;
  }
  return json === undefined ? undefined : [json];
}

function parseEntry(item: unknown): QualificationEntry | undefined {
  if (!isObject(item)) {
    const name = nameOf(item);
    return name === undefined ? undefined : { qualification: name };
  }
  const qualification = nameOf(field(item, "qualification"));
  if (qualification === undefined) return undefined;
  const vettingStatus = textField(item, "vettingStatus");
  const vettingReason = textField(item, "vettingReason");
  // The POST's sample and the .NET model say `vettingCreateDate`, the samples of the GET `vettingCreatedDate`.
  const date = textField(item, "vettingCreateDate", "vettingCreatedDate");
  const vettingCreateDate = date === undefined ? undefined : normalisedDate(date);
  return {
    qualification,
    ...(vettingStatus === undefined ? {} : { vettingStatus: documentedStatus(vettingStatus) }),
    ...(vettingReason === undefined ? {} : { vettingReason }),
    ...(vettingCreateDate === undefined ? {} : { vettingCreateDate }),
  };
}

/** .NET's serialiser reads the enum as a text or as its number, so both may have been written (`EnumJsonConverter`). */
function nameOf(value: unknown): string | undefined {
  if (typeof value === "number") return qualificationNames[value];
  return typeof value === "string" && value.trim() !== "" ? canonicalName(value.trim()) : undefined;
}

function documentedStatus(text: string): string {
  return ["Approved", "Denied", "InReview"].find((name) => sameName(name, text)) ?? text;
}
