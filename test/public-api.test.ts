import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { expect, test } from "vitest";

const path = (name: string) => fileURLToPath(new URL(`../${name}`, import.meta.url));
/** The committed list. After a wanted change: `UPDATE_PUBLIC_API=1 npx vitest run test/public-api.test.ts`. */
const report = path("docs/public-api.txt");

/** Lists the public names, those in namespaces behind a dot, values before types. */
function publicNames(): { readonly values: string[]; readonly types: string[] } {
  const entry = path("src/index.ts");
  const options = { module: ts.ModuleKind.NodeNext, target: ts.ScriptTarget.ES2023, allowImportingTsExtensions: true, noEmit: true, skipLibCheck: true }; // oxfmt-ignore
  const program = ts.createProgram([entry], options);
  const checker = program.getTypeChecker();
  const names = { values: [] as string[], types: [] as string[] };
  const visit = (module: ts.Symbol, prefix: string) => {
    for (const symbol of checker.getExportsOfModule(module)) {
      const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
      if (target.flags & ts.SymbolFlags.ValueModule) visit(target, `${prefix}${symbol.name}.`);
      else names[target.flags & ts.SymbolFlags.Value ? "values" : "types"].push(prefix + symbol.name);
    }
  };
  visit(checker.getSymbolAtLocation(program.getSourceFile(entry)!)!, "");
  return { values: names.values.sort(), types: names.types.sort() };
}

test("the public names are those of the committed list, and at most 60 values are flat", () => {
  const { values, types } = publicNames();
  const text = `values\n${values.map((name) => `  ${name}\n`).join("")}types\n${types.map((name) => `  ${name}\n`).join("")}`;
  if (process.env.UPDATE_PUBLIC_API) ts.sys.writeFile(report, text);
  expect(text).toBe(readFileSync(report, "utf8"));
  expect(values.filter((name) => !name.includes(".")).length).toBeLessThanOrEqual(60);
});
