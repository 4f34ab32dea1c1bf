import { customerIdsIn } from "../../../cli/adopt/customerIds";
import { customer } from "../support/stack";

const [a, b] = [customer(1), customer(2)];

test.each([
  ["one in each line", `${a}\n\n# those of May\n${b}\n`],
  ["Windows' line ends, a mark at the beginning, and capitals", `\uFEFF${a.toUpperCase()}\r\n${b}\r\n${a}`],
  ["a column of a CSV file below its header", `Company,Microsoft ID,Domain\n"Contoso, ""the"" school",${a},x.edu\nB,"${b}",y.edu\n`],
  ["semicolons, as some spreadsheets write", `id;name\n${a};x\n${b};y\n`],
  ["tabs", `name\tid\nx\t${a}\ny\t${b}`],
])("customer ids: %s", (_, text) => {
  expect(customerIdsIn(text, "x.csv")).toEqual([a, b]);
});

test("every line without one is told", () => {
  expect(() => customerIdsIn(`name,id\nx,${a}\ny,12\nz\n`, "x.csv")).toThrow(
    'x.csv:3: "12" is no customer id\nx.csv:4: "" is no customer id',
  );
});

test.each(["", "name,id\n", "hello"])("a file without any is refused: %j", (text) => {
  expect(() => customerIdsIn(text, "x.csv")).toThrow("x.csv: there is no customer id in it.");
});
