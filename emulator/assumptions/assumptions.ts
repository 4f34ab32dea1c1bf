/**
 * The answers that Microsoft's documents leave open, or that changed over the years, as named switches.
 * `assumptionCatalogue` has each one's default, meaning and source as data.
 */
export interface Assumptions {
  /** The body `POST …/qualifications` takes. Default `"2023-05"`. */
  readonly postContract: "2023-05" | "2021-02" | "any";
  /** Whether the retired `…/qualification` is served. Default true. */
  readonly legacyEndpoint: boolean;
  /** Whether an unknown customer id makes a customer instead of a 404. Default false. */
  readonly autoCreateCustomers: boolean;
  /** What `GET …/qualifications` answers. Default `"array"`. */
  readonly listShape: "array" | "wrapper";
  /** What the list of a customer without qualification is. Default `"array"`. */
  readonly emptyShape: "array" | "null" | "none";
  /** How the date field is spelled. Default `"vettingCreateDate"`. */
  readonly dateField: "vettingCreateDate" | "vettingCreatedDate";
  /** How dates are written. Default `"asDocumented"`. */
  readonly dateFormat: "asDocumented" | "seconds";
  /** Whether an approved Education entry shows its date. Default `"omit"`. */
  readonly approvedEducationDate: "omit" | "keep";
  /** Whether JSON answers of success begin with a UTF-8 byte order mark. Default true. */
  readonly bom: boolean;
  /** What an accepted POST answers. Default `"object"`. */
  readonly postAnswer: "object" | "wrapper" | "array";
  /** What a POST for a qualification that the customer already has answers. Default `"conflict"`. */
  readonly repeatedPost: "conflict" | "echo";
  /** Education on a GovernmentCommunityCloud customer, and the reverse. Default `"refuse"`. */
  readonly educationWithGcc: "refuse" | "allow";
  /** GovernmentCommunityCloud on a Nonprofit customer. Default `"refuse"`. */
  readonly gccOnNonprofit: "refuse" | "allow";
  /** GovernmentCommunityCloud on a StateOwnedEntity customer. Default `"allow"`. */
  readonly gccOnStateOwnedEntity: "refuse" | "allow";
  /** GovernmentCommunityCloud on a customer whose Education was denied. Default `"allow"`. */
  readonly gccAfterDenial: "refuse" | "allow";
  /** Education or StateOwnedEntity on a Nonprofit customer. Default `"allow"`. */
  readonly othersOnNonprofit: "refuse" | "allow";
  /** What happens to fields that the posted qualification does not take. Default `"ignore"`. */
  readonly strayFields: "ignore" | "refuse";
  /** The HTTP status of a refused transition or code. Default 400. */
  readonly ruleStatus: 400 | 403 | 409;
  /** The number in `code` of a refused transition, code or request. Default 800002; none is published. */
  readonly ruleCode: number;
  /** Vetting requests a customer has in all; null: no limit. Default 3. */
  readonly vettingRequestCap: number | null;
  /** Which Education requests count toward the cap. Default `"accepted"`. */
  readonly capCounts: "accepted" | "all";
  /** The HTTP status of the request after the last allowed one. Default 400. */
  readonly capStatus: 400 | 403;
  /** The state in which an accepted GovernmentCommunityCloud begins. Default `"Approved"`. */
  readonly gccVetting: "Approved" | "InReview";
  /** How the legacy endpoint spells GovernmentCommunityCloud. Default `"government_community_cloud"`. */
  readonly legacyGccName: "governmentcommunitycloud" | "government_community_cloud";
  /** The error shape of an unknown customer (facts §5.2). Default `"B"`. */
  readonly unknownCustomerShape: "A" | "B";
  /** What a user token without the MFA claim gets. Default `"900421"`. */
  readonly mfaRefusal: "emptyBody" | "900421" | "10001" | "off";
  /** Whether a write with a known `MS-RequestId` gets the first answer again. Default true. */
  readonly replayRequestIds: boolean;
  /** Whether refusals are replayed too, not only successes. Default true. */
  readonly replayRefusals: boolean;
  /** For how many seconds an answer is replayed. Default 86400. */
  readonly replayWindowSeconds: number;
  /** How many milliseconds a read lags behind the last write. Default 0. */
  readonly readLagMs: number;
  /** After how many milliseconds a denied entry leaves the list; null: never. Default null. */
  readonly vanishAfterDenialMs: number | null;
  /** Requests per minute and partner before 429; null: no throttling. Default null. */
  readonly requestsPerMinute: number | null;
}
