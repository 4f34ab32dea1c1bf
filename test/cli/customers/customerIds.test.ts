import { customerIdsIn as idsIn } from "../../../cli/customers/customerIds";
import { customer } from "../support/stack";

const customerIdsIn = (text: string, file: string): readonly string[] => idsIn(Buffer.from(text), file);
const [a, b] = [customer(1), customer(2)];

test.each([
  ["one in each line", `${a}\n\n# those of May\n${b}\n`],
  ["Windows' line ends, a mark at the beginning, and capitals", `\uFEFF${a.toUpperCase()}\r\n${b}\r\n${a}`],
  ["a column of a CSV file below its header", `Company,Microsoft ID,Domain\n"Contoso, ""the"" school",${a},x.edu\nB,"${b}",y.edu\n`],
  ["semicolons, as some spreadsheets write", `id;name\n${a};x\n${b};y\n`],
  ["a quoted cell with line ends", `name,id\n"Contoso,\nthe school",${a}\n"B\r\n#","${b}"\n`],
  ["another separator within a cell", `name,id\nSmith; Sons,${a}\nB,${b}\n`],
  ["a comment with a quote", `# of "May, "June\n${a}\n  # and, "July\n${b}`],
  ["tabs", `name\tid\nx\t${a}\ny\t${b}`],
])("customer ids: %s", (_, text) => {
  expect(customerIdsIn(text, "x.csv")).toEqual([a, b]);
});

test("every line without one is told", () => {
  expect(() => customerIdsIn(`name,id\nx,${a}\ny,12\nz\n`, "x.csv")).toThrow(
    'x.csv:3:3: "12" is no customer id\nx.csv:4:1: "" is no customer id',
  );
});

test.each(["", "name,id\n", "hello"])("a file without any is refused: %j", (text) => {
  expect(() => customerIdsIn(text, "x.csv")).toThrow("x.csv: there is no customer id in it.");
});

test("a slip in the first id is told, and not taken for a header", () => {
  const slip = a.replace("c", "O");
  for (const text of [`${slip}\n${b}\n`, `Contoso,${slip}\nB,${b}\n`]) {
    expect(() => customerIdsIn(text, "x.csv")).toThrow(`x.csv:1:${text.indexOf(slip) + 1}: "${slip}" is no customer id`);
  }
  for (const short of [a.slice(1), a.slice(0, 8), `{${a}}`, "12", "0c39"]) {
    expect(() => customerIdsIn(`${short}\n${b}`, "x.csv")).toThrow(`x.csv:1:1: "${short}" is no customer id`);
  }
});

test("one line is a header, a second one is told", () => {
  expect(customerIdsIn(`# all\nMicrosoft ID\n${a}`, "x.csv")).toEqual([a]);
  expect(() => customerIdsIn(`Customers of May\nMicrosoft ID\n${a}`, "x.csv")).toThrow('x.csv:2:1: "Microsoft ID" is no customer id');
});

test("a quote that swallows customers is told", () => {
  expect(() => customerIdsIn(`x,${a},"note\ny,${b},z\n`, "x.csv")).toThrow("x.csv:1:40: a quote is never closed");
  expect(() => customerIdsIn(`x,${a},"note\ny,${b},"z\n`, "x.csv")).toThrow("x.csv:1:40: there is text behind a closing quote");
  expect(() => customerIdsIn(`n,"id\n${a}\n"x,${b}\n`, "x.csv")).toThrow("x.csv:1:3: there is text behind a closing quote");
});
