import { win32 } from "node:path";
import { readTokenStore } from "../../provider/config/settings";

test.each([
  ["file:/var/lib/partner.json", "/var/lib/partner.json"],
  ["file:partner.json", "partner.json"],
  ["file:C:\\Users\\me\\partner.json", "C:\\Users\\me\\partner.json"],
  ["file:C:/Users/me/partner.json", "C:/Users/me/partner.json"],
  ["file:\\\\server\\share\\partner.json", "\\\\server\\share\\partner.json"],
  ["file:C:\\with a space\\partner.json", "C:\\with a space\\partner.json"],
])("the path of %s is taken as it is written", (text, path) => {
  expect(readTokenStore(text)).toEqual({ kind: "file", path });
});

test("what Windows writes is absolute there, whichever way the slashes lean", () => {
  for (const text of ["file:C:\\partner.json", "file:C:/partner.json", "file:\\\\server\\share\\partner.json"]) {
    const store = readTokenStore(text);
    expect(store?.kind === "file" && win32.isAbsolute(store.path)).toBe(true);
  }
});
