import { serviceName } from "../../provider/config/clouds";
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
