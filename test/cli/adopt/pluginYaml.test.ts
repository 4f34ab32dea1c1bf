import { parse } from "yaml";
import { planOf } from "../../../cli/adopt/plan";
import { pluginYaml } from "../../../cli/adopt/pluginYaml";
import { everything, found, today } from "../support/found";
import { customer } from "../support/stack";

const type = "partnercenter:CustomerQualification";
/** As Pulumi writes it. */
const expression = (name: string): string => `$\{${name}}`;

test("the program declares what can be declared, looks at the rest, and leaves what nobody has told to its first preview", () => {
  const text = pluginYaml(planOf(everything), today);
  expect(parse(text)).toEqual({
    name: "adopted-qualifications",
    runtime: "yaml",
    config: { "validationCode-lamna": { type: "string", secret: true } },
    resources: {
      contoso: { type, properties: { customerId: customer(1), qualification: "Education", educationSegment: null } },
      "fabrikam-education": { type, properties: { customerId: customer(2), qualification: "Education", educationSegment: null } },
      "fabrikam-state-owned": { type, properties: { customerId: customer(2), qualification: "StateOwnedEntity" } },
      lamna: {
        type,
        properties: {
          customerId: customer(3),
          qualification: "GovernmentCommunityCloud",
          validationCode: expression("validationCode-lamna"),
        },
      },
      adatum: { type, get: { id: `${customer(4)}/Nonprofit` } },
    },
  });
  expect(text).toContain("# It cannot be set through Partner Center, so it is only looked at.");
  expect(text).toContain("#   pulumi config set --secret validationCode-lamna CODE\n");
  expect(text).toContain(`# Not here, since it could not be read: customer ${customer(6)}. Access is denied.\n`);
});

test("a segment that is known stands in each line, and nothing waits", () => {
  const text = pluginYaml(planOf(everything.slice(0, 2)), today, "K12");
  expect(text).not.toContain("TODO");
  expect(text.match(/educationSegment: K12\n/g)).toHaveLength(2);
  expect(text).not.toContain("config:");
});

test("where there is nothing, it is a program with nothing in it", () => {
  expect(parse(pluginYaml(planOf([found(1, "A")]), today))).toEqual({ name: "adopted-qualifications", runtime: "yaml", resources: {} });
});

test("a company, or a qualification that nobody knows, cannot write into the program", () => {
  const evil = 'X"\n  evil:\n    type: y\u2028 5 $ HERE \r# - name: y'.replace("HERE", expression("pulumi.organization"));
  const text = pluginYaml(
    planOf([found(1, evil, { qualification: "Education", vettingReason: evil }), found(2, "B", { qualification: evil })]),
    today,
    "K12",
  );
  const { resources } = parse(text) as { resources: Record<string, { get?: { id: string } }> };
  expect(Object.keys(resources)).toHaveLength(2);
  // What stands for itself in Pulumi's expressions has two signs.
  expect(resources["b"]?.get?.id).toBe(`${customer(2)}/${evil.split("$").join("$$")}`);
});
