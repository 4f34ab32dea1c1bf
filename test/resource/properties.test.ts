import path from "node:path";
import ts from "typescript";
import {
  approvalArgumentTexts,
  approvalOutputTexts,
  argumentTexts,
  outputTexts,
  type PropertyText,
  submissionTexts,
} from "../../provider/qualification/properties";

const root = path.resolve(__dirname, "../..");

/** The comment of each member of each class and interface of a file, as one line. */
function comments(file: string): Map<string, string> {
  const found = new Map<string, string>();
  const source = ts.createSourceFile(file, ts.sys.readFile(path.join(root, file)) ?? "", ts.ScriptTarget.Latest, true);
  for (const declaration of source.statements) {
    if (!ts.isClassDeclaration(declaration) && !ts.isInterfaceDeclaration(declaration)) continue;
    for (const member of declaration.members) {
      if (!member.name) continue;
      const [comment] = ts.getJSDocCommentsAndTags(member);
      const text = comment && ts.isJSDoc(comment) ? (ts.getTextOfJSDocComment(comment.comment) ?? "") : "";
      found.set(`${declaration.name?.text}.${member.name.getText(source)}`, text.replace(/\s+/g, " ").trim());
    }
  }
  return found;
}

/** Of the classes of both fronts. */
const outputs = "provider/resource/outputs.ts";

test.each<[string, string, string, Readonly<Record<string, PropertyText>>]>([
  ["CustomerQualification", outputs, "QualificationOutputs", outputTexts],
  ["LastSubmission", "provider/qualification/state.ts", "LastSubmission", submissionTexts],
  ["QualificationApprovalArgs", "provider/resource/qualificationApproval.ts", "QualificationApprovalArgs", approvalArgumentTexts],
  ["QualificationApproval", outputs, "ApprovalOutputs", approvalOutputTexts],
  [
    "the arguments",
    "provider/resource/arguments.ts",
    "CommonArgs",
    { customerId: argumentTexts.customerId, resubmit: argumentTexts.resubmit, expectedDomain: argumentTexts.expectedDomain },
  ],
  ["the website", "provider/resource/arguments.ts", "WebsiteArgs", { website: argumentTexts.website }],
])("the editor and the schema say the same of %s", (_, file, owner, texts) => {
  const said = comments(file);
  const fromEditor = Object.fromEntries(Object.keys(texts).map((key) => [key, said.get(`${owner}.${key}`)]));
  expect(fromEditor).toEqual(Object.fromEntries(Object.entries(texts).map(([key, { text }]) => [key, text])));
});
