import { approvalKeys } from "../qualification/approval";
import type { Bag } from "../qualification/arguments";
import { inputKeys } from "../qualification/arguments";
import { approvalOutputTexts, argumentTexts, outputTexts } from "../qualification/properties";
import { pluginApprovalType, pluginQualificationType } from "../resource/typeToken";
import type { ApprovalService } from "../services/approvalService";
import type { Foreseen, QualificationService, Reading } from "../services/qualificationService";
import type { About } from "../services/runtime";
import type { Properties } from "../services/stateFormat";

/** One resource as the protocol's calls need it: a service, and what the protocol has to know beside it. */
export interface PluginResource {
  readonly token: string;
  readonly arguments: readonly string[];
  /** The outputs that nobody knows before a request has been answered. */
  readonly observed: readonly string[];
  /** The properties that are secret whatever the program says. */
  readonly secrets: readonly string[];
  check(olds: Bag, news: Bag, about: About): Promise<readonly string[]>;
  compare(
    id: string,
    state: Bag,
    news: Bag,
    about: About,
  ): Promise<{ readonly changed: readonly string[]; readonly replaces: readonly string[] }>;
  /** What a create would do; absent where that is not to be known without waiting. */
  readonly foresee?: (news: Bag, about: About) => Promise<Foreseen>;
  create(news: Bag, about: About): Promise<{ readonly id: string; readonly state: Properties }>;
  update(id: string, state: Bag, news: Bag, about: About): Promise<Properties>;
  /** Undefined: it is gone. `listed` false: it is there, but not what an import asks for. */
  read(
    id: string,
    state: Bag | undefined,
    about: About,
  ): Promise<(Pick<Reading, "state" | "inputs"> & Partial<Pick<Reading, "listed">>) | undefined>;
  forget(id: string, state: Bag, about: About): Promise<void>;
}

export function qualificationResource(service: QualificationService): PluginResource {
  return {
    ...service,
    token: pluginQualificationType,
    arguments: inputKeys,
    observed: Object.keys(outputTexts).filter((key) => key !== "qualification"),
    secrets: inputKeys.filter((key) => argumentTexts[key].secret),
  };
}

export function approvalResource(service: ApprovalService): PluginResource {
  return {
    ...service,
    check: (_olds, news, about) => service.check(news, about),
    token: pluginApprovalType,
    arguments: approvalKeys,
    observed: Object.keys(approvalOutputTexts),
    secrets: [],
    forget: async () => undefined,
  };
}
