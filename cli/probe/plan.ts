import { isGuid } from "../../provider/guid";
import { continuationHeader, parseCustomerPage, parsed, parseEntries } from "../../provider/partnerCenter/answers";
import { asKind, type Customer, type Kind, type QualificationEntry } from "../../provider/qualification/model";
import { isDenied } from "../../provider/qualification/vetting";
import type { Exchange } from "./exchange";
import { type Question, type QuestionName, questions } from "./questions";

/** What a person gave, and what chance gives. */
export interface Given {
  /** These customers alone, by their ids; absent: some of the partner's own are chosen. */
  readonly customers?: readonly string[] | undefined;
  /** A customer without relationship to the partner. */
  readonly withoutRelationship?: string | undefined;
  /** Whether a token without MFA is at hand. */
  readonly tokenWithoutMfa: boolean;
  /** A GUID that no customer has. */
  readonly unknownId: string;
  /** Requests in all. */
  readonly most: number;
}

/** Customers in a row that show nothing new, until no further one is read. Judgement: the common kinds have been met then. */
const enough = 15;
/** How often each kind with its status is wanted. */
const wanted = 2;

/**
 * Everything that is asked, one after the other: each question is given the answer to the one before. Pure. Whoever asks may end it at any
 * time; the questions that tell the most come first, those of single customers last.
 */
export function* plan(given: Given): Generator<Question, void, Exchange> {
  const of = (customerId: string, name: QuestionName = "qualifications"): Question => ({
    name,
    path: `/v1/customers/${customerId}/${name === "legacy" ? "qualification" : "qualifications"}`,
  });
  let asked = 0;
  function* ask(question: Question): Generator<Question, Exchange, Exchange> {
    asked++;
    return yield question;
  }

  yield* ask({ name: "validationCodes", path: "/v1/customers/all/validations" });
  const first = page(yield* ask({ name: "firstPage", path: "/v1/customers?size=2" }));
  if (first.continuation !== undefined) {
    yield* ask({
      name: "nextPage",
      path: "/v1/customers?size=2&seekOperation=Next",
      headers: { [continuationHeader]: first.continuation },
    });
  }
  const listed =
    given.customers === undefined
      ? page(
          yield* ask({ name: "customers", path: "/v1/customers?size=200", firstPage: first.continuation === undefined ? "none" : "token" }),
        ).customers
      : first.customers;
  const domain = listed.find((customer) => customer.domain !== undefined)?.domain;
  if (domain !== undefined) {
    const filter = encodeURIComponent(JSON.stringify({ Field: "Domain", Value: domain, Operator: "starts_with" }));
    yield* ask({ name: "filter", path: `/v1/customers?size=2&filter=${filter}`, domain });
  }
  // Nothing that a service says becomes a part of a path but a GUID.
  const ids = given.customers ?? listed.map(({ id }) => id).filter(isGuid);
  const [one] = ids;
  if (one !== undefined) yield* ask({ name: "customer", path: `/v1/customers/${one}` });
  yield* ask(of(given.unknownId, "unknownCustomer"));
  yield* ask(of("no-guid", "malformedId"));
  if (given.withoutRelationship !== undefined) yield* ask(of(given.withoutRelationship, "withoutRelationship"));
  if (given.tokenWithoutMfa) yield* ask({ name: "withoutMfa", path: "/v1/customers/all/validations" });

  const legacyQuestions: Question[] = [];
  const met = new Map<string, number>();
  let nothingNew = 0;
  for (const id of spread(ids, given.most - asked - questions.legacy.most)) {
    const entries = parsed((yield* ask(of(id))).outcome, parseEntries);
    const found = entries === undefined ? ["unreadable"] : entries.length === 0 ? ["none"] : entries.map(kindAndStatus);
    const isNew = found.some((each) => (met.get(each) ?? 0) < wanted);
    nothingNew = isNew ? 0 : nothingNew + 1;
    const has = entries === undefined ? "unread" : toldByLegacy(entries);
    if (has !== undefined && isNew && legacyQuestions.every((question) => question.has !== has)) {
      legacyQuestions.push({ ...of(id, "legacy"), has });
    }
    for (const each of found) met.set(each, (met.get(each) ?? 0) + 1);
    if (given.customers === undefined && nothingNew >= enough) break;
  }
  // The one whose spelling is in question first. Where it does not answer once, it is not asked again.
  legacyQuestions.sort((a, b) => Number(b.has === "GovernmentCommunityCloud") - Number(a.has === "GovernmentCommunityCloud"));
  for (const question of legacyQuestions.slice(0, questions.legacy.most)) {
    const { outcome } = yield* ask(question);
    if (outcome.kind !== "answered" || outcome.status !== 200) break;
  }
}

function page({ outcome }: Exchange): { readonly customers: readonly Customer[]; readonly continuation?: string } {
  return parsed(outcome, parseCustomerPage) ?? { customers: [] };
}

function kindAndStatus({ qualification, vettingStatus }: QualificationEntry): string {
  return `${qualification} ${vettingStatus ?? ""}`;
}

/** What the retired endpoint can tell of a customer: it knows one qualification, and no state-owned entity (facts of the API, 1.2 and 1.5). */
function toldByLegacy(entries: readonly QualificationEntry[]): Kind | "none" | undefined {
  const kinds = entries.filter((entry) => !isDenied(entry)).map(({ qualification }) => asKind(qualification));
  const told = kinds.filter((kind) => kind !== "StateOwnedEntity");
  if (told.length === 0) return "none";
  return told.length === 1 ? told[0] : undefined;
}

/** At most so many of a list, evenly over all of it. */
export function spread<T>(list: readonly T[], most: number): readonly T[] {
  if (list.length <= most) return list;
  return Array.from({ length: Math.max(most, 0) }, (_, index) => list[Math.floor((index * list.length) / most)] as T);
}
