import { keys, otherVariables, unknownNames } from "../../provider/config/keys";
import { readSettings } from "../../provider/config/settings";

const all = Object.values(keys).map(({ env }) => env);

test("every key and variable of ours is known, the plugin's and those of debugging among them", () => {
  const env = Object.fromEntries([...all, ...Object.keys(otherVariables)].map((name) => [name, "x"]));
  expect(unknownNames(Object.keys(keys), env)).toEqual([]);
});

test.each([
  [
    "readonly",
    "partnercenter:readonly is no key of this provider; did you mean readOnly? Remove it with `pulumi config rm partnercenter:readonly`",
  ],
  ["read_only", "did you mean readOnly?"],
  ["refreshtoken", "did you mean refreshToken?"],
  ["tenant", "partnercenter:tenant is no key of this provider; did you mean tenantId?"],
  ["x\u001b[31m", "partnercenter:x?[31m is no key"],
  ["constructor", "partnercenter:constructor is no key"],
])("a key %j stops the run, and what was meant is named", (name, words) => {
  expect(() => readSettings(() => undefined, {}, [name])).toThrow(words);
});

test.each([
  ["PARTNERCENTER_READONLY", "; did you mean PARTNERCENTER_READ_ONLY? Unset it."],
  ["PARTNERCENTER_TENANTID", "; did you mean PARTNERCENTER_TENANT_ID? Unset it."],
  ["PARTNERCENTER_SOMETHING_ELSE", "PARTNERCENTER_SOMETHING_ELSE is no environment variable of this provider. Unset it."],
])("a variable %s stops the run, and what was meant is named", (name, words) => {
  expect(() => readSettings(() => undefined, { [name]: "true" })).toThrow(words);
});

test("all that is unknown is told at once, beside what is wrong, and no value of it", () => {
  expect(() => readSettings((key) => ({ cloud: "mars" })[key], { PARTNERCENTER_REFRSH_TOKEN: "hush" }, ["cloud", "readonly"])).toThrow(
    /^The configuration has 3 problems: \(1\) partnercenter:readonly .*\(2\) PARTNERCENTER_REFRSH_TOKEN (?!.*hush).*\(3\) partnercenter:cloud is "mars".*--run-program/,
  );
});

test("variables of somebody else, blank ones, and those of a Kubernetes service of that name are left alone", () => {
  const env = {
    PATH: "x",
    PULUMI_PARTNERCENTER: "x",
    PARTNERCENTER_READONLY: " ",
    PARTNERCENTER_EMULATOR_SERVICE_HOST: "10.0.0.1",
    PARTNERCENTER_EMULATOR_SERVICE_PORT_HTTP: "80",
    PARTNERCENTER_PORT: "tcp://10.0.0.1:80",
    PARTNERCENTER_EMULATOR_PORT_80_TCP_ADDR: "10.0.0.1",
  };
  expect(unknownNames([], env)).toEqual([]);
});
