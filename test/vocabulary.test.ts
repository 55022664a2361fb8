import { execFileSync } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { describe, expect, test } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Words that no identifier contains, with the word of the field. docs/glossary.md has them all. */
const retired: Readonly<Record<string, string>> = {
  artist: "sampler",
  counterfeiter: "generator",
  dealer: "suggestion queue",
  detective: "discriminator",
  examiner: "monitor",
  gentlest: "least disruptive",
  misfit: "outlier",
  moe: "cgan",
  obedience: "attribute accuracy",
  oddness: "anomaly score",
  wish: "condition, attribute",
  wishes: "conditions, attributes",
};

const sources = execFileSync("git", ["ls-files", "src", "studio/src", "bench", "script", "example"], { cwd: root })
  .toString()
  .split("\n")
  .filter((path) => /\.(ts|tsx|mjs)$/.test(path))
  .filter((path) => statSync(join(root, path), { throwIfNoEntry: false })?.isFile())
  .map((path) => ({
    path,
    file: ts.createSourceFile(path, readFileSync(join(root, path), "utf8"), ts.ScriptTarget.Latest, true),
  }));

/** Splits `readWishesOf` into read, wishes, of. */
function wordsOf(identifier: string): string[] {
  return identifier.split(/(?=[A-Z])|[_\d]+/).map((word) => word.toLowerCase());
}

function identifiersIn(file: ts.SourceFile): Set<string> {
  const found = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) found.add(node.text);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

describe("identifiers", () => {
  test("contain no retired word", () => {
    const breaches = sources.flatMap(({ path, file }) =>
      [...identifiersIn(file)].flatMap((name) =>
        wordsOf(name)
          .filter((word) => Object.hasOwn(retired, word))
          .map((word) => `${path}: ${name} (${word} → ${retired[word]})`),
      ),
    );
    expect(breaches).toEqual([]);
  });

  test("exported names are defined in one folder of src/ only, but for ten", () => {
    const folders = new Map<string, Set<string>>();
    for (const { path, file } of sources.filter(
      ({ path }) => path.startsWith("src/") && !/\.(test|nightly)\.ts$/.test(path),
    ))
      for (const statement of file.statements)
        for (const name of exportedNames(statement))
          folders.set(name, (folders.get(name) ?? new Set()).add(path.split("/")[1]));
    const shared = [...folders]
      .filter(([, places]) => places.size > 1)
      .map(([name, places]) => `${name}: ${[...places].join(", ")}`);
    expect(shared.length, shared.join("\n")).toBeLessThanOrEqual(10);
  });
});

/** Words of the lessons that studio and reports use as well, by others for the same thing. */
const screenWords: Readonly<Record<string, string>> = {
  にせ絵師: "偽札づくり",
  贋作師: "偽札づくり",
  "情報量（KL）": "ゴムののび（KL）",
  "information in the latent": "stretch of the rubber bands",
};

test("lessons, studio and reports have one word for one thing", () => {
  const paths = execFileSync("git", ["ls-files", "src/text", "studio/src", "lesson", "docs"], { cwd: root });
  const breaches = paths
    .toString()
    .split("\n")
    .filter((path) => /\.(ts|tsx|md)$/.test(path) && statSync(join(root, path), { throwIfNoEntry: false })?.isFile())
    .flatMap((path) => {
      const text = readFileSync(join(root, path), "utf8");
      return Object.keys(screenWords)
        .filter((word) => text.includes(word))
        .map((word) => `${path}: ${word} → ${screenWords[word]}`);
    });
  expect(breaches).toEqual([]);
});

/** Names that a statement declares and exports. */
function exportedNames(statement: ts.Statement): string[] {
  if (!ts.canHaveModifiers(statement)) return [];
  if (!ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) return [];
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.flatMap(({ name }) => (ts.isIdentifier(name) ? [name.text] : []));
  const { name } = statement as ts.FunctionDeclaration | ts.InterfaceDeclaration;
  return name ? [name.text] : [];
}
