import path from "node:path";
import ts from "typescript";

const root = path.resolve(__dirname, "../..");
const { config } = ts.readConfigFile(path.join(root, "tsconfig.base.json"), ts.sys.readFile);
const { options } = ts.parseJsonConfigFileContent(config, { ...ts.sys, readDirectory: () => [] }, root);
const file = path.join(root, "test", "resource", "editor.ts").replaceAll("\\", "/");
let text = "";
let version = 0;
const service = ts.createLanguageService({
  ...ts.sys,
  useCaseSensitiveFileNames: () => ts.sys.useCaseSensitiveFileNames,
  getCompilationSettings: () => options,
  getCurrentDirectory: () => root,
  getDefaultLibFileName: ts.getDefaultLibFilePath,
  getScriptFileNames: () => [file],
  getScriptVersion: (name) => (name === file ? String(version) : "0"),
  getScriptSnapshot: (name) => {
    const content = name === file ? text : ts.sys.readFile(name);
    return content === undefined ? undefined : ts.ScriptSnapshot.fromString(content);
  },
  fileExists: (name) => name === file || ts.sys.fileExists(name),
});

/** A program in the editor, with the cursor at `|`. */
function type(program: string): number {
  text = `import { CustomerQualification, Provider, QualificationApproval } from "../../provider";\n${program}`;
  version += 1;
  const cursor = text.indexOf("|");
  text = text.replace("|", "");
  return cursor;
}

/** What the editor offers at the cursor, each with what it says about it. */
function offered(program: string): Record<string, string> {
  const cursor = type(program);
  const entries = service.getCompletionsAtPosition(file, cursor, {})?.entries ?? [];
  return Object.fromEntries(
    entries.map(({ name, source, data }) => {
      const details = service.getCompletionEntryDetails(file, cursor, name, {}, source, {}, data);
      return [name, ts.displayPartsToString(details?.documentation)];
    }),
  );
}

/** What the editor shows where the mouse rests on the word at the cursor. */
function hovered(program: string): string {
  return ts.displayPartsToString(service.getQuickInfoAtPosition(file, type(program))?.documentation);
}

const everyQualification = ["customerId", "qualification", "resubmit", "expectedDomain"];
const everyProvider = [
  ...["tenantId", "clientId", "clientSecret", "clientCertificatePath", "clientCertificatePassword", "oidcTokenFile", "refreshToken"],
  ...["refreshTokenDate", "accessToken", "auth", "tokenStore", "cloud", "apiContract", "readOnly", "unreadable", "endpoint", "authority"],
  ...["emulator", "requestsPerMinute"],
];

const everyEvidence = ["educationSegment", "website", "validationCode"];
const besideAKind = [...everyQualification, ...everyEvidence].filter((name) => name !== "qualification");

// Evidence of another kind stays on offer beside a literal kind, and is red where it is taken: the type for kinds that are known later stays
// among the candidates.
test.each([
  ["a qualification", 'new CustomerQualification("a", { | });', [...everyQualification, ...everyEvidence]],
  ["Education", 'new CustomerQualification("a", { qualification: "Education", | });', besideAKind],
  ["GovernmentCommunityCloud", 'new CustomerQualification("a", { qualification: "GovernmentCommunityCloud", | });', besideAKind],
  ["an approval", 'new QualificationApproval("a", { | });', ["qualificationId", "timeout", "pollInterval"]],
  ["a provider", 'new Provider("a", { | });', everyProvider],
])("an editor completes every argument of %s, and explains each", (_, program, names) => {
  const found = offered(program);
  expect(Object.keys(found).sort()).toEqual([...names].sort());
  expect(Object.entries(found).filter(([, words]) => !/^[A-Z`"].{10,}\.$/s.test(words))).toEqual([]);
});

test.each([
  [
    "the kinds",
    'new CustomerQualification("a", { customerId: "x", qualification: "|" });',
    ["Education", "GovernmentCommunityCloud", "StateOwnedEntity"],
  ],
  [
    "the segments",
    'new CustomerQualification("a", { customerId: "x", qualification: "Education", educationSegment: "|" });',
    ["K12", "HigherEducation"],
  ],
] as const)("it completes %s", (_, program, values) => {
  expect(Object.keys(offered(program)).sort()).toEqual([...values].sort());
});

test.each([
  [
    'new CustomerQualification("a", { customerId: "x", qualification: "Education", educationSegment: "K12", web|site: "a.edu" });',
    /speeds the\s+vetting up/,
  ],
  ['new CustomerQualification("a", { custom|erId: "x", qualification: "StateOwnedEntity" });', /tenant id, a GUID/],
  ['new QualificationApproval("a", { qualificationId: "x", time|out: "1d" });', /\S/],
  ['new Provider("a", { read|Only: true });', /every submission becomes an error/],
])("it explains the argument under the mouse: %s", (program, words) => {
  expect(hovered(program)).toMatch(words);
});
