import { approvalHandlerOf, qualificationHandlerOf } from "../../provider/dynamic/handlers";
import type { ApprovalService } from "../../provider/services/approvalService";
import type { QualificationService } from "../../provider/services/qualificationService";

const compare = async () => ({ changed: [], replaces: [] });
const handlers = [
  ["qualification", qualificationHandlerOf({ compare } as unknown as QualificationService)],
  ["approval", approvalHandlerOf({ compare } as unknown as ApprovalService)],
] as const;
const __provider = "exports.handler=…";

test.each(handlers)(
  "a %s whose state the plugin has written is updated, so that the state gets the text of the provider",
  async (_, handler) => {
    expect(await handler.diff("id", { website: "a" }, { website: "a", __provider })).toEqual({ replaces: [], deleteBeforeReplace: false });
    expect(await handler.diff("id", { website: "a", __provider }, { website: "a", __provider })).toEqual({ changes: false });
    // An older text is not a change: it leads to the same package.
    expect(await handler.diff("id", { website: "a", __provider: "old" }, { website: "a", __provider })).toEqual({ changes: false });
  },
);
