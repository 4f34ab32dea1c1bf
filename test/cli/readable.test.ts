import { readable } from "../../cli/readable";
import { PartnerCenterError, type ProblemKind } from "../../provider/errors";

const failing = (kind: ProblemKind) =>
  readable(() => Promise.reject(new PartnerCenterError("It failed.", { kind, remedy: "Do something." })));

test("what is read", async () => {
  expect(await readable(async () => 7)).toEqual({ read: 7 });
});

test.each<ProblemKind>(["customerUnknown", "customerUnreadable", "unavailable", "throttled", "refused", "rule"])(
  "%s is the trouble of one customer: the others go on",
  async (kind) => {
    expect(await failing(kind)).toEqual({ problem: "It failed." });
  },
);

test.each<ProblemKind>(["authentication", "mfa", "appOnly", "unreachable", "configuration", "notPartnerCenter", "interrupted"])(
  "%s is everybody's: asking the next would not help",
  async (kind) => {
    await expect(failing(kind)).rejects.toThrow("It failed.");
  },
);

test("what is no error of ours is not hidden", async () => {
  await expect(readable(() => Promise.reject(new TypeError("a slip")))).rejects.toThrow(TypeError);
});
