import { keys } from "../../provider/config/keys";
import { packageSchema } from "../../provider/plugin/schema";
import { approvalKeys } from "../../provider/qualification/approval";
import { inputKeys } from "../../provider/qualification/arguments";

interface Property {
  readonly type?: string;
  readonly description?: string;
  readonly secret?: boolean;
  readonly defaultInfo?: unknown;
}
interface Resource {
  readonly inputProperties: Readonly<Record<string, Property>>;
  readonly properties: Readonly<Record<string, Property>>;
  readonly aliases: readonly { readonly type: string }[];
}
interface Schema {
  readonly pluginDownloadURL?: string;
  readonly repository?: string;
  readonly config: { readonly variables: Readonly<Record<string, Property>> };
  readonly provider: { readonly inputProperties: Readonly<Record<string, Property>> };
  readonly resources: Readonly<Record<string, Resource>>;
  readonly functions: Readonly<Record<string, object>>;
}

const schemaOf = (more: object = {}): Schema => packageSchema({ version: "1.2.3", ...more }) as unknown as Schema;
const schema = schemaOf();
const qualification = schema.resources["partnercenter:index:CustomerQualification"];
const approval = schema.resources["partnercenter:index:QualificationApproval"];

test("the schema's arguments are the ones that the life cycle reads", () => {
  expect(Object.keys(qualification?.inputProperties ?? {})).toEqual([...inputKeys]);
  expect(Object.keys(approval?.inputProperties ?? {})).toEqual([...approvalKeys]);
});

test("the schema's configuration is the one that is read, with the same secrets", () => {
  for (const properties of [schema.config.variables, schema.provider.inputProperties]) {
    expect(Object.keys(properties)).toEqual(Object.keys(keys));
    const secret = Object.keys(properties).filter((key) => properties[key]?.secret);
    expect(secret).toEqual(Object.keys(keys).filter((key) => "secret" in keys[key as keyof typeof keys]));
  }
});

test("every property and function is explained", () => {
  const all = [schema.config.variables, ...Object.values(schema.resources).flatMap((each) => [each.inputProperties, each.properties])];
  const silent = all.flatMap((properties) => Object.entries(properties).filter(([, { description }]) => !description));
  expect(silent).toEqual([]);
  expect(Object.values(schema.functions).every((each) => "description" in each)).toBe(true);
});

test("a validation code is secret in whatever language", () => {
  expect(qualification?.inputProperties["validationCode"]?.secret).toBe(true);
  expect(qualification?.properties["validationCode"]?.secret).toBe(true);
});

test("a stack of the dynamic front moves over by an alias", () => {
  expect(qualification?.aliases).toEqual([{ type: "pulumi-nodejs:dynamic/partnercenter:CustomerQualification" }]);
  expect(approval?.aliases).toEqual([{ type: "pulumi-nodejs:dynamic/partnercenter:QualificationApproval" }]);
});

test("what would stop every preview, or write the environment's secrets into the state, is not in the schema", () => {
  const text = JSON.stringify(schema);
  for (const word of ["replaceOnChanges", "willReplaceOnChanges", "defaultInfo"]) expect(text).not.toContain(word);
});

test("the address of the releases is there where the package has a repository on GitHub", () => {
  expect(schema.pluginDownloadURL).toBeUndefined();
  expect(schemaOf({ repository: { url: "git+https://github.com/someone/pulumi-partnercenter.git" } })).toMatchObject({
    repository: "https://github.com/someone/pulumi-partnercenter",
    pluginDownloadURL: "github://api.github.com/someone/pulumi-partnercenter",
  });
  expect(schemaOf({ repository: { url: "https://git.example.com/x/y" } }).pluginDownloadURL).toBeUndefined();
});
