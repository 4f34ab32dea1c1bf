import { BearerCheck } from "./api/bearer";
import { ReplayCache } from "./api/replay";
import { Throttle } from "./api/throttle";
import type { Assumptions } from "./assumptions/assumptions";
import { AuditLog } from "./audit/records";
import type { Submission } from "./customers/model";
import { Store } from "./customers/store";
import { AuthorizationCodes } from "./entra/authorizationCodes";
import { DeviceCodes } from "./entra/deviceCodes";
import { TokenIssuer } from "./entra/issuer";
import { Partners } from "./entra/partners";
import { Faults } from "./http/faults";
import { RequestLog } from "./http/requestLog";
import { bytesOf, Newest } from "./newest";
import type { RecordingPlayer } from "./recording/recordingPlayer";
import { Player } from "./scenario/player";
import type { Change } from "./state/change";
import { AdjustableClock, type EmulatorClock } from "./time/clock";

/** Everything one emulator knows and has; nothing of it is shared with another. */
export interface World {
  readonly clock: AdjustableClock;
  /** Where it is reached, without a trailing slash. */
  url: string;
  assumptions: Assumptions;
  readonly store: Store;
  readonly partners: Partners;
  readonly issuer: TokenIssuer;
  readonly codes: AuthorizationCodes;
  readonly devices: DeviceCodes;
  readonly bearer: BearerCheck;
  readonly replay: ReplayCache;
  readonly throttle: Throttle;
  readonly faults: Faults;
  readonly scenario: Player;
  /** Answers in the place of the API, where a recording is played. */
  recording: RecordingPlayer | undefined;
  readonly log: RequestLog;
  readonly audit: AuditLog;
  /** The newest 100,000, and no more than 64 MiB of them. */
  readonly submissions: Newest<Submission>;
  /** To be called after every change that the state file keeps; undefined: everything may have changed. */
  changed(change: Change | undefined): void;
}

export function createWorld(clock: EmulatorClock, assumptions: Assumptions, requestLogSize: number): World {
  const adjustable = new AdjustableClock(clock);
  const store = new Store((change) => world.changed(change));
  const faults = new Faults();
  const world: World = {
    clock: adjustable,
    url: "",
    assumptions,
    store,
    partners: new Partners(),
    issuer: new TokenIssuer(),
    codes: new AuthorizationCodes(),
    devices: new DeviceCodes(),
    bearer: new BearerCheck(),
    replay: new ReplayCache(),
    throttle: new Throttle(),
    faults,
    scenario: new Player(adjustable, store, faults),
    recording: undefined,
    log: new RequestLog(requestLogSize),
    audit: new AuditLog(),
    submissions: new Newest(
      100_000,
      64 * 1024 * 1024,
      ({ body, requestId, correlationId }) => 512 + bytesOf(body, requestId, correlationId),
    ),
    changed: () => undefined,
  };
  return world;
}
