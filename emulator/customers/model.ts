/** The qualifications of Microsoft's enum, in the order of their numbers, which the legacy PUT sends. */
export const qualificationNames = ["None", "Education", "Nonprofit", "GovernmentCommunityCloud", "StateOwnedEntity"] as const;

/** One of the five names of the enum `CustomerQualification`. */
export type QualificationName = (typeof qualificationNames)[number];

/** The three that a partner can set; "None" and "Nonprofit" cannot be (every version of the update page). */
export type SettableName = "Education" | "GovernmentCommunityCloud" | "StateOwnedEntity";

/** The segments of an Education request (contract 2023-05). */
export const segments = ["K12", "HigherEducation"] as const;

/** What the partner is to a customer. "none" makes every call for it a 403 with code 20002. */
export const relationships = ["reseller", "advisor", "none"] as const;
export type Relationship = (typeof relationships)[number];

/** A qualification as `GET …/qualifications` shows it. All texts are open: a test may set what the service might send one day. */
export interface Qualification {
  /** Usually one of the five names. */
  readonly qualification: string;
  /** Usually "InReview", "Approved" or "Denied"; absent where nothing is vetted. */
  readonly vettingStatus?: string;
  readonly vettingReason?: string;
  /** ISO 8601. Sent as it is given. */
  readonly vettingCreateDate?: string;
}

/** A customer as the control interface shows it. */
export interface Customer {
  /** The customer's tenant id, a GUID in lower case. */
  readonly id: string;
  readonly domain: string;
  readonly companyName: string;
  readonly relationship: Relationship;
  /** The tenant id of the partner whose customer it is. */
  readonly partnerId: string;
  readonly qualifications: readonly Qualification[];
  /** Vetting requests so far: what the cap of three counts. */
  readonly requestCount: number;
}

/** What it takes to add a customer; everything has a default. */
export interface NewCustomer {
  /** A GUID. Default: a random one. */
  readonly id?: string;
  /** Default: made of the id, under `onmicrosoft.example`. */
  readonly domain?: string;
  /** Default: "Customer" and the first digits of the id. */
  readonly companyName?: string;
  /** Default: none. */
  readonly qualifications?: readonly Qualification[];
  /** Default: "reseller". */
  readonly relationship?: Relationship;
  /** Default: the well-known tenant. */
  readonly partnerId?: string;
  /** Vetting requests already made. Default 0. */
  readonly requestCount?: number;
}

/** A GCC validation code, as `GET /v1/customers/all/validations` shows it (get-a-partner-s-validation-codes, 6/3/2022). */
export interface ValidationCode {
  /** The tenant id of the partner who owns it. */
  readonly partnerId: string;
  readonly organizationName: string;
  /** The value a client sends as `validationCode`. A text: leading zeros count. */
  readonly validationId: string;
  /** How many customers may be tagged with it; null: no limit. */
  readonly maxCreates: number | null;
  /** How many are left. */
  readonly remainingCreates: number | null;
  /** Weak, in the style of table storage; changes with every use. */
  readonly eTag: string;
}

/** What it takes to add a validation code. */
export interface NewValidationCode {
  readonly validationId: string;
  /** Default: "Contoso Government". */
  readonly organizationName?: string;
  /** Default 5, as in the documented sample; null: no limit. */
  readonly maxCreates?: number | null;
  /** Default: `maxCreates`. */
  readonly remainingCreates?: number | null;
  /** Default: the well-known tenant. */
  readonly partnerId?: string;
}

/** The contract a request was understood as. */
export type Contract = "2023-05" | "2021-02" | "2018-09";

/** A qualification request that was accepted: what changed something at Microsoft. A replayed answer is not one. */
export interface Submission {
  readonly customerId: string;
  readonly kind: SettableName;
  readonly requestId: string;
  readonly correlationId: string;
  /** 1 for the customer's first accepted request of any kind, and so on. */
  readonly number: number;
  readonly contract: Contract;
  /** The request's body as text: its first 8,192 characters. */
  readonly body: string;
  /** Whether the body was longer. */
  readonly bodyTruncated?: true;
  /** ISO 8601. */
  readonly time: string;
  readonly replayed: false;
}

/** A qualification as the emulator keeps it. */
export interface Held {
  readonly qualification: string;
  readonly vettingStatus?: string;
  readonly vettingReason?: string;
  /** A number is an instant, written as the assumptions say; a text is sent as it is. */
  readonly date?: number | string;
  /** When it entered its status, in milliseconds since the epoch. */
  readonly since: number;
  /** The code a GCC customer was tagged with. */
  readonly validationCode?: string;
}
