import path from "node:path";
import { readCustomers } from "../../../cli/customers/readCustomers";
import { parseSettings, readSettings } from "../../../cli/fleet/settings";

const example = path.join(__dirname, "../../../examples/fleet");

test("the example's settings lead to its customers", () => {
  const { customers, shards } = readSettings(example);
  expect(shards).toBe(4);
  expect(readCustomers(customers)).toHaveLength(13);
});

test.each([
  ["no JSON", "{", [expect.stringMatching(/^this is not JSON: /)]],
  ["no object", "[4]", ['this must be { "customers": …, "shards": … }']],
  ["no settings", "{}", ['"customers" must name a file', '"shards" must be a whole number from 1 to 10000']],
  ["a number that is none", '{"customers":"a.csv","shards":2.5}', ['"shards" must be a whole number from 1 to 10000']],
  [
    "a setting that is misspelled",
    '{"customers":"a.csv","shards":2,"shard":3}',
    ['there is no setting "shard"; they are customers, shards, secretsProvider and front'],
  ],
])("%s is told", (_, text, problems) => {
  expect(parseSettings(text).problems).toEqual(problems);
});

test("who serves the stacks may be said, and is one of two", () => {
  expect(parseSettings('{"customers":"a.csv","shards":2,"front":"plugin"}').settings?.front).toBe("plugin");
  expect(parseSettings('{"customers":"a.csv","shards":2,"front":"yaml"}').problems).toEqual(['"front" must be one of dynamic, plugin']);
});

test("new stacks may have another secrets provider", () => {
  const text = '{"customers":"a.csv","shards":2,"secretsProvider":"azurekeyvault://v.vault.azure.net/keys/k"}';
  expect(parseSettings(text).settings?.secretsProvider).toBe("azurekeyvault://v.vault.azure.net/keys/k");
  expect(parseSettings('{"customers":"a.csv","shards":2,"secretsProvider":1}').problems).toEqual(['"secretsProvider" must be a text']);
});

test("settings that are missing are an error that names the file", () => {
  expect(() => readSettings(path.join(example, "pipelines"))).toThrow(/^There is no .*fleet\.json\. Write one/);
});
