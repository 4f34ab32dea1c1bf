import path from "node:path";
import ts from "typescript";

const root = path.resolve(__dirname, "../..");
const { config } = ts.readConfigFile(path.join(root, "tsconfig.base.json"), ts.sys.readFile);
const { options } = ts.parseJsonConfigFileContent(config, { ...ts.sys, readDirectory: () => [] }, root);
const entry = path.join(root, "provider", "index.ts");
const program = ts.createProgram([entry], { ...options, noEmit: true });
/** As TypeScript writes paths. */
const ours = path.join(root, "provider").replaceAll("\\", "/");
const checker = program.getTypeChecker();

/** Everything that a program can import, and each member of it that is declared in this project. */
function* publicNames(): Generator<{ readonly name: string; readonly symbol: ts.Symbol }> {
  const source = program.getSourceFile(entry);
  const module = source && checker.getSymbolAtLocation(source);
  for (const exported of module ? checker.getExportsOfModule(module) : []) {
    const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
    yield { name: exported.name, symbol };
    if (!(symbol.flags & (ts.SymbolFlags.Class | ts.SymbolFlags.Interface))) continue;
    const members = [...checker.getPropertiesOfType(checker.getDeclaredTypeOfSymbol(symbol)), ...(symbol.exports?.values() ?? [])];
    for (const member of members) {
      const declared = member.declarations?.some((declaration) => declaration.getSourceFile().fileName.startsWith(ours));
      if (declared) yield { name: `${exported.name}.${member.name}`, symbol: member };
    }
  }
}

test("an editor explains everything that a program can say", () => {
  const names = [...publicNames()];
  expect(names.map(({ name }) => name)).toEqual(
    expect.arrayContaining([
      "EducationArgs.website",
      "CustomerQualification.approved",
      "CustomerQualification.get",
      "ProviderArgs.tenantId",
    ]),
  );
  const silent = names.filter(({ symbol }) => symbol.getDocumentationComment(checker).length === 0);
  expect(silent.map(({ name }) => name)).toEqual([]);
});
