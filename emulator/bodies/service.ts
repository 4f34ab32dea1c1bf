import { type SettableName, segments } from "../customers/model";
import type { Z } from "./zod";

/** Judgement: no limit is documented, and there must be one. */
const longestText = 256;
const domainName = /^(?=.{4,253}$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)+$/i;

/**
 * The bodies that Partner Center takes. What else is with them is ignored (judgement: an ASP.NET model ignores what it does not use).
 * `readNamed` reads names without regard to case.
 */
export function serviceBodies(z: Z) {
  /** One of the values in any case: ASP.NET reads an enum so. */
  const anyCase = <const C extends readonly string[]>(values: C) =>
    z.preprocess(
      (given) => (typeof given === "string" ? (values.find((value) => value.toLowerCase() === given.toLowerCase()) ?? given) : given),
      z.enum(values),
    );
  const present = z.string().trim().min(1).max(longestText);
  // What is no text is as if it were absent.
  const mayBe = z.string().trim().max(longestText).optional();
  const education = z.looseObject({
    qualification: anyCase(["Education"]),
    educationSegment: anyCase(segments),
    website: z.string().nullish(),
  });
  const gcc = z.looseObject({ qualification: anyCase(["GovernmentCommunityCloud"]), validationCode: z.string() });
  const stateOwned = z.looseObject({ qualification: anyCase(["StateOwnedEntity"]) });
  return {
    /** Contract 2023-05 (may-2023 announcement, 05/16/2023): the evidence is in the body. */
    EducationRequest: education,
    GovernmentCommunityCloudRequest: gcc,
    StateOwnedEntityRequest: stateOwned,
    /** Contract 2018-09 (the first seed): the enum's number, or its name in any spelling. */
    LegacyQualificationChange: z.union([z.int(), z.string()]),
    /** remove-a-reseller-relationship-with-a-customer: the only change there is. */
    RelationshipEnd: z.looseObject({ relationshipToPartner: anyCase(["none"]) }),
    /** create-a-customer, 07/28/2023. */
    NewCustomerOfPartner: z.looseObject({
      enableGDAPByDefault: z.boolean().optional(),
      CompanyProfile: z.looseObject({ Domain: z.string().trim().regex(domainName) }),
      BillingProfile: z.looseObject({
        Culture: present,
        Email: present,
        Language: present,
        CompanyName: present,
        DefaultAddress: z.looseObject({
          FirstName: present,
          LastName: present,
          AddressLine1: present,
          City: present,
          PostalCode: present,
          Country: present,
          State: mayBe,
          AddressLine2: mayBe,
          PhoneNumber: mayBe,
        }),
      }),
    }),
  };
}

/** The body of each qualification, by contract 2023-05. */
export const requestOf = {
  Education: "EducationRequest",
  GovernmentCommunityCloud: "GovernmentCommunityCloudRequest",
  StateOwnedEntity: "StateOwnedEntityRequest",
} as const satisfies Readonly<Record<SettableName, keyof ReturnType<typeof serviceBodies>>>;
