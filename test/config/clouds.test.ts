import { otherService, serviceName } from "../../provider/config/clouds";
import { readSettings } from "../../provider/config/settings";

const named = (config: Record<string, string>): string | undefined => serviceName(readSettings((key) => config[key], {}));

test.each<[Record<string, string>, string | undefined]>([
  [{}, undefined],
  [{ cloud: "usGovernment" }, undefined],
  [{ cloud: "china" }, "partner.partnercenterapi.microsoftonline.cn"],
  [{ emulator: "https://emulator.example" }, "emulator"],
  [{ emulator: "http://127.0.0.1:7070" }, "emulator"],
  [{ endpoint: "http://localhost:1" }, "emulator"],
  [{ endpoint: "https://gateway.example:8443/partner" }, "gateway.example:8443"],
])("%j is remembered as %s", (config, name) => {
  expect(named(config)).toBe(name);
});

test("a state that speaks of another service is told, both ways, and of the same is not", () => {
  expect(otherService("emulator", undefined)).toMatch(
    /was said by an emulator, but this run speaks to Microsoft's Partner Center\..*stack of its own/,
  );
  expect(otherService(undefined, "emulator")).toMatch(/was said by Microsoft's Partner Center, but this run speaks to an emulator\./);
  expect(otherService("emulator", "emulator")).toBeUndefined();
  expect(otherService(undefined, undefined)).toBeUndefined();
});
