import type * as pulumi from "@pulumi/pulumi";
import type { EducationSegment, Kind } from "../qualification/model";

interface CommonArgs {
  /**
   * The customer's tenant id, a GUID: the Microsoft ID on the customer's Account page in Partner Center. Required; a
   * change replaces the resource.
   */
  customerId: pulumi.Input<string>;
  /**
   * A text of your choice. Changing it to a new, non-empty value asks for a new vetting of a request that was denied or is no longer
   * listed. A customer has three requests in all. Default: none.
   */
  resubmit?: pulumi.Input<string | undefined> | undefined;
  /**
   * A domain of the customer, such as `contoso.onmicrosoft.com`: a guard against a wrong GUID. Before a request is sent, the
   * customer is fetched, and another domain is an error. Default: no guard.
   */
  expectedDomain?: pulumi.Input<string | undefined> | undefined;
}

/** Declared once for all kinds: an editor explains the word under the mouse only where it has one declaration. */
interface WebsiteArgs {
  /**
   * For Education: the customer's website, a bare host name such as `contoso.edu` or an http(s) URL. Optional, recommended: it
   * speeds the vetting up. The case of the host, the scheme and closing slashes do not count.
   */
  website?: pulumi.Input<string | undefined> | undefined;
}

/** An academic customer. Microsoft vets it, for days. */
export interface EducationArgs extends CommonArgs, WebsiteArgs {
  /** `"Education"`. A change replaces the resource, where it is allowed at all. */
  qualification: "Education";
  /** What kind of school: `"K12"` or `"HigherEducation"`. Required for Education. */
  educationSegment: EducationSegment | Promise<string> | pulumi.OutputInstance<string>;
}

/** A customer of the US Government Community Cloud. Irreversible, and limits the customer to GCC offers. */
export interface GovernmentCommunityCloudArgs extends CommonArgs {
  /** `"GovernmentCommunityCloud"`. Cannot be combined with Education. */
  qualification: "GovernmentCommunityCloud";
  /** One of the partner's validation codes, kept secret. Required for GovernmentCommunityCloud. */
  validationCode: pulumi.Input<string>;
}

/** A state-owned entity. Takes effect at once. */
export interface StateOwnedEntityArgs extends CommonArgs {
  /** `"StateOwnedEntity"`. May stand beside Education or GovernmentCommunityCloud, as a resource of its own. */
  qualification: "StateOwnedEntity";
}

interface AnyEvidence extends WebsiteArgs {
  /** For Education: `"K12"` or `"HigherEducation"`. */
  educationSegment?: pulumi.Input<string | undefined> | undefined;
  /** For GovernmentCommunityCloud: one of the partner's validation codes, kept secret. */
  validationCode?: pulumi.Input<string | undefined> | undefined;
}

/** The kind comes from another resource or a secret: the combination is checked in preview. */
export interface DeferredArgs extends CommonArgs, AnyEvidence {
  /** One of `"Education"`, `"GovernmentCommunityCloud"` and `"StateOwnedEntity"`, known later. */
  qualification: Promise<string> | pulumi.OutputInstance<string>;
}

/** The kind is a plain string or one of several kinds (stack configuration, rows of a file): the combination is checked in preview. */
export interface ConfiguredArgs<Q> extends CommonArgs, AnyEvidence {
  /** One of `"Education"`, `"GovernmentCommunityCloud"` and `"StateOwnedEntity"`. */
  qualification: Q;
}

/** The arguments of `CustomerQualification`. */
export type CustomerQualificationArgs = EducationArgs | GovernmentCommunityCloudArgs | StateOwnedEntityArgs | DeferredArgs;

type IsUnion<T, U = T> = T extends unknown ? ([U] extends [T] ? false : true) : never;

/** `never` for a single literal, so that errors and completion there speak of `CustomerQualificationArgs` alone. */
export type Configured<Q, S> = string extends Q
  ? ConfiguredArgs<Q>
  : [Q] extends [Kind]
    ? true extends IsUnion<Q>
      ? ConfiguredArgs<Q>
      : string extends S
        ? [Q] extends ["Education"]
          ? Omit<EducationArgs, "educationSegment"> & { educationSegment: S }
          : never
        : never
    : never;

/** Any string, while an editor still completes the literals beside it. */
export type Loose = string & {};
