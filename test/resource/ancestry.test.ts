import * as pulumi from "@pulumi/pulumi";
import * as dynamic from "../../provider";
import * as plugin from "../../provider/resource/plugin";

test.each([
  ["CustomerQualification", dynamic.CustomerQualification],
  ["QualificationApproval", dynamic.QualificationApproval],
  ["the plugin's CustomerQualification", plugin.CustomerQualification],
  ["the plugin's QualificationApproval", plugin.QualificationApproval],
])("%s comes right after Pulumi's class, or its state would name a file of this package as the program's line", (_, resource) => {
  expect(Object.getPrototypeOf(resource)).toBe(pulumi.CustomResource);
});
