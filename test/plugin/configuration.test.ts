import { readConfiguration } from "../../provider/plugin/configuration";

test.each([
  ["a text", "global", "global"],
  ["a boolean", true, "true"],
  ["a number", 600, "600"],
  ["JSON text of a boolean", "true", "true"],
  ["JSON text of a text", '"global"', "global"],
  ["a text that only looks like JSON", '"global" and "china"', '"global" and "china"'],
  ["an object, which is no setting", { a: 1 }, '{"a":1}'],
])("%s is read as its text", (_, given, text) => {
  expect(readConfiguration({ cloud: given }).read("cloud")).toBe(text);
});

test("what Pulumi puts beside our arguments and what is not given are no keys", () => {
  const { names, read } = readConfiguration({ version: "1", pluginDownloadURL: "x", __internal: {}, cloud: null, auth: "auto" });
  expect(names).toEqual(["auth"]);
  expect(read("cloud")).toBeUndefined();
});
