import { createNames } from "../../../cli/status/names";
import { PartnerCenterError } from "../../../provider/errors";
import type { Customer } from "../../../provider/qualification/model";
import { customer } from "../support/stack";

const known = (number: number): Customer => ({
  id: customer(number).toUpperCase(),
  companyName: `School ${number}`,
  domain: `s${number}.example`,
});
const ids = (count: number): string[] => Array.from({ length: count }, (_, index) => customer(index));

/** A partner with 1,000 customers, which remembers what it was asked. */
function partner(fails?: Error) {
  const asked: string[] = [];
  return {
    asked,
    async customer(id: string) {
      asked.push(id);
      if (fails !== undefined) throw fails;
      return known(Number(id.slice(-4)));
    },
    async *customers() {
      for (let page = 0; page < 10; page++) {
        asked.push(`page ${page}`);
        if (fails !== undefined) throw fails;
        yield Array.from({ length: 100 }, (_, index) => known(page * 100 + index));
      }
    },
  };
}

test("a few customers are asked for one by one, once", async () => {
  const asked = partner();
  const names = createNames(asked);
  expect((await names.of(ids(3))).get(customer(2))).toEqual({ customerName: "School 2", customerDomain: "s2.example" });
  await names.of(ids(4));
  expect(asked.asked).toEqual(ids(4));
});

test("many are looked up in the list of all, no further than needed", async () => {
  const asked = partner();
  const found = await createNames(asked).of(ids(150));
  expect(found.get(customer(149))).toEqual({ customerName: "School 149", customerDomain: "s149.example" });
  expect(asked.asked).toEqual(["page 0", "page 1"]);
});

test.each([
  ["one that cannot be read", new PartnerCenterError("no", { kind: "customerUnreadable" })],
  ["no connection", new PartnerCenterError("no", { kind: "unreachable" })],
])("%s leaves a report without names, no more", async (_, error) => {
  expect([...(await createNames(partner(error)).of(ids(3)))]).toEqual([]);
  expect([...(await createNames(partner(error)).of(ids(30)))]).toEqual([]);
});

test("Ctrl-C is not hidden", async () => {
  const controller = new AbortController();
  controller.abort(new Error("Ctrl-C"));
  await expect(createNames(partner()).of(ids(3), controller.signal)).rejects.toThrow("Ctrl-C");
});
