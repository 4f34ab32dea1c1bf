import { runInNode } from "../support/plainNode";

/** The packages that a program has loaded when it has run. */
async function packagesAfter(program: string): Promise<readonly string[]> {
  const names = await runInNode(`
    ${program}
    const packages = Object.keys(require.cache).map((file) => /.*node_modules[\\\\/]((?:@[^\\\\/]+[\\\\/])?[^\\\\/]+)/.exec(file)?.[1]);
    console.log(JSON.stringify([...new Set(packages)].filter((name) => name && !/^(@swc|source-map|pirates)/.test(name)).sort()));
    process.exit();`);
  return names as readonly string[];
}

test("the command starts with commander alone", async () => {
  expect(await packagesAfter('require("./cli/program").createProgram();')).toEqual(["commander"]);
});

test("customers in CSV load csv-parse, those in YAML yaml, and zod for the rules; never Pulumi's SDK", async () => {
  const read = (file: string): Promise<readonly string[]> =>
    packagesAfter(`require("./cli/customers").readCustomers("./examples/many-customers/${file}");`);
  expect(await read("customers.csv")).toEqual(["csv-parse", "zod"]);
  expect(await read("customers.yaml")).toEqual(["yaml", "zod"]);
});
