import { isQualification, projectOf, stackOf, text } from "../../policy/qualification";
import { CustomerQualification } from "../../provider";
import { CustomerQualification as PluginQualification } from "../../provider/resource/plugin";

const seen = {
  type: CustomerQualification.__pulumiType,
  urn: "urn:pulumi:prod-eu::customers::a::b",
  props: { website: "", customerId: "x", n: 1 },
};

test("the rules look at the types that the resources of both fronts have", () => {
  expect(isQualification(seen)).toBe(true);
  expect(isQualification({ ...seen, type: PluginQualification.__pulumiType })).toBe(true);
  expect(isQualification({ ...seen, type: "pulumi-nodejs:dynamic:Resource" })).toBe(false);
});

test("a URN names its stack and its project; a value that is no text is none", () => {
  expect(stackOf(seen)).toBe("prod-eu");
  expect(projectOf(seen)).toBe("customers");
  expect([text(seen, "customerId"), text(seen, "website"), text(seen, "n"), text(seen, "absent")]).toEqual([
    "x",
    undefined,
    undefined,
    undefined,
  ]);
});
