"use strict";
// The tables of docs/arguments.md: every argument and output with its type and its doc comment, read from the types that people program against.
const { readFileSync } = require("node:fs");
const path = require("node:path");
const ts = require("typescript");
const { table } = require("./render.cjs");

const folder = path.join(__dirname, "..", "..", "provider", "resource");

/** The interfaces and classes of a source, by name, with what each declares. */
function declarationsOf(file) {
  const source = ts.createSourceFile(file, readFileSync(path.join(folder, file), "utf8"), ts.ScriptTarget.Latest, true);
  const named = source.statements.filter((statement) => ts.isInterfaceDeclaration(statement) || ts.isClassDeclaration(statement));
  return new Map(named.map((statement) => [statement.name.text, statement.members.flatMap(fieldOf)]));
}

function fieldOf(member) {
  const isField = ts.isPropertySignature(member) || ts.isPropertyDeclaration(member);
  const isStatic = ts.canHaveModifiers(member) && ts.getModifiers(member)?.some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword);
  if (!isField || isStatic || member.type === undefined) return [];
  const comment = ts.getJSDocCommentsAndTags(member).find(ts.isJSDoc)?.comment ?? "";
  return [{ name: member.name.getText(), type: typeOf(member.type.getText()), meaning: String(comment).replaceAll(/\s+/g, " ") }];
}

/** `pulumi.Input<string | undefined> | undefined` is a string to whoever reads a table. */
function typeOf(text) {
  const inner = /(?:Input|Output)<(.+?)>(?: \| undefined)?$/s.exec(text)?.[1] ?? text;
  return inner.replace(/\s*\| undefined/g, "").replace(/^EducationSegment \|.*/s, '"K12" | "HigherEducation"');
}

const rows = (fields) => fields.map(({ name, type, meaning }) => [`\`${name}\``, `\`${type}\``, meaning]);

/** The arguments of a qualification, once each. Where several kinds declare one, as the kind declares it that it is for. */
exports.argumentTable = () => {
  const declared = declarationsOf("arguments.ts");
  const of = (name) => declared.get(name) ?? [];
  const kinds = ["EducationArgs", "GovernmentCommunityCloudArgs", "StateOwnedEntityArgs"];
  const literals = kinds.flatMap((kind) => of(kind).filter(({ name }) => name === "qualification"));
  const qualification = {
    name: "qualification",
    type: literals.map(({ type }) => type).join(" | "),
    meaning: literals.map(({ meaning }) => meaning).join(" "),
  };
  const [customerId, ...others] = of("CommonArgs");
  const evidence = [...kinds.flatMap(of).filter(({ name }) => name !== "qualification"), ...of("WebsiteArgs")];
  return table(["argument", "type", "meaning"], rows([customerId, qualification, ...evidence, ...others]));
};

exports.outputTable = () => table(["output", "type", "meaning"], rows(declarationsOf("outputs.ts").get("QualificationOutputs")));

exports.approvalArgumentTable = () =>
  table(["argument", "type", "meaning"], rows(declarationsOf("qualificationApproval.ts").get("QualificationApprovalArgs")));

exports.approvalOutputTable = () => table(["output", "type", "meaning"], rows(declarationsOf("outputs.ts").get("ApprovalOutputs")));
