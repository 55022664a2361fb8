/** Makes the docs that the editor of the screen Learn shows, from the doc comments of the library's public names. */
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { firstSentence } from "./src/feature/learn/editor/doc-text.ts";
import type { DocEntry, DocParameter, DocType, LibraryDocs } from "./src/feature/learn/editor/library-docs.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Modules that a program of the course may import, and where each begins. */
const entryFiles = { omakase: `${root}src/index.ts`, "omakase/lesson": `${root}src/lesson/index.ts` } as const;

/**
 * Makes the docs of all public names.
 *
 * @param files - where each module begins. Default: the library.
 */
export function libraryDocs(files: Readonly<Record<keyof typeof entryFiles, string>> = entryFiles): LibraryDocs {
  const program = ts.createProgram(Object.values(files), {
    module: ts.ModuleKind.NodeNext,
    target: ts.ScriptTarget.ES2023,
    lib: ["lib.es2023.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts"],
    types: [],
    strict: true,
    allowImportingTsExtensions: true,
    noEmit: true,
    skipLibCheck: true,
  });
  const writer = createWriter(program.getTypeChecker());
  const entries = (file: string) => writer.moduleEntries(program.getSourceFile(file)!);
  const modules = { omakase: entries(files.omakase), "omakase/lesson": entries(files["omakase/lesson"]) };
  return withKnownTypes({ modules, types: writer.types }, coursePrograms());
}

/** Returns the programs that a learner reads, chapters and examples, without comments. */
function coursePrograms(): string {
  const chapters = readdirSync(`${root}lesson`).map((name) => `lesson/${name}/lesson.ts`);
  const examples = readdirSync(`${root}example`).map((name) => `example/${name}`);
  const texts = [...chapters, ...examples].map((path) => readFileSync(join(root, path), "utf8"));
  return texts.join("\n").replaceAll(/\/\/.*$/gm, "");
}

/** Marks the names that programs use. A name in a namespace counts after the namespace's name, or in `const { … } = nn;`. */
function withCommonNames(entries: readonly DocEntry[], programs: string): DocEntry[] {
  const words = new Set(programs.match(/\w+/g));
  const mark = (entry: DocEntry, used: ReadonlySet<string>): DocEntry =>
    used.has(entry.name) ? { ...entry, common: true } : entry;
  return entries.map((entry) => {
    if (!entry.members) return mark(entry, words);
    const uses = programs.matchAll(new RegExp(`\\b${entry.name}\\.(\\w+)|const \\{([^}]*)\\} = ${entry.name};`, "g"));
    const used = new Set([...uses].flatMap(([, one, several]) => (several ?? one).match(/\w+/g) ?? []));
    return { ...mark(entry, words), members: entry.members.map((one) => mark(one, used)) };
  });
}

/**
 * Leaves out types that the course does not name, and fields of objects but for two kinds: of what its names take and
 * give, and of the options of other functions. The rest would add half to the size.
 */
function withKnownTypes({ modules, types }: LibraryDocs, programs: string): LibraryDocs {
  const words = new Set(programs.match(/\w+/g));
  const known = new Set<string>();
  const follow = (key: string | undefined): void => {
    if (key === undefined || known.has(key)) return;
    known.add(key);
    const { fields, each } = types[key];
    for (const field of each ? [...fields, each] : fields) takenKeys(field).forEach(follow);
  };
  for (const entry of flat(modules)) {
    if (words.has(entry.name)) [...takenKeys(entry), entry.result].forEach(follow);
    else for (const { name, type } of entry.parameters ?? []) if (type && name === "options") known.add(type);
  }
  const isLeftOut = (value: unknown): boolean =>
    value instanceof Object && "kind" in value && value.kind === "type" && !words.has((value as DocEntry).name);
  const prune = (field: string, value: unknown): unknown => {
    if (Array.isArray(value)) return value.filter((one) => !isLeftOut(one));
    return (field === "type" || field === "result") && !known.has(value as string) ? undefined : value;
  };
  const marked = {
    omakase: withCommonNames(modules.omakase, programs),
    "omakase/lesson": withCommonNames(modules["omakase/lesson"], programs),
  };
  const kept = { modules: marked, types: Object.fromEntries(Object.entries(types).filter(([key]) => known.has(key))) };
  return JSON.parse(JSON.stringify(kept, prune)) as LibraryDocs;
}

function flat(modules: LibraryDocs["modules"]): DocEntry[] {
  const entries = Object.values(modules).flat();
  return entries.flatMap((entry) => [entry, ...(entry.members ?? [])]);
}

/** Returns the keys of what a value holds, and of what it takes when it is called. */
function takenKeys({ type, parameters = [] }: DocEntry): (string | undefined)[] {
  return [type, ...parameters.map((one) => one.type)];
}

function createWriter(checker: ts.TypeChecker) {
  const types: Record<string, DocType> = {};
  const keys = new Map<string, string>();

  const moduleEntries = (file: ts.SourceFile): DocEntry[] => exportEntries(checker.getSymbolAtLocation(file)!);

  function exportEntries(module: ts.Symbol): DocEntry[] {
    return checker
      .getExportsOfModule(module)
      .map((symbol) => exportEntry(symbol.name, withoutAlias(symbol)))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  function withoutAlias(symbol: ts.Symbol): ts.Symbol {
    return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  }

  function exportEntry(name: string, symbol: ts.Symbol): DocEntry {
    const { flags } = symbol;
    if (flags & ts.SymbolFlags.ValueModule)
      return { name, kind: "namespace", ...moduleText(symbol), members: exportEntries(symbol) };
    if (flags & ts.SymbolFlags.Value) {
      const type = checker.getTypeOfSymbolAtLocation(symbol, symbol.valueDeclaration!);
      const kind = flags & ts.SymbolFlags.Class ? "class" : callOf(type) ? "function" : "constant";
      return { name, kind, ...valueParts(symbol, type) };
    }
    const type = typeKey(checker.getDeclaredTypeOfSymbol(symbol));
    return { name, kind: "type", ...textOf(symbol), ...(type !== undefined && { type }) };
  }

  /** Describes a value: a function by its parameters, all else by its fields. */
  function valueParts(symbol: ts.Symbol, type: ts.Type): Partial<DocEntry> {
    const tags = symbol.getJsDocTags(checker);
    const tag = (name: string) => tags.find((one) => one.name === name)?.text;
    const example = plainText(tag("example"))?.replace(/^```\w*\n|\n```$/g, "");
    const parts = { ...textOf(symbol), ...(example !== undefined && { example }) };
    const call = callOf(type);
    if (!call) {
      const key = typeKey(type);
      const signature = `: ${written(symbol.valueDeclaration) ?? checker.typeToString(type)}`;
      return { ...parts, signature: short(signature), ...(key !== undefined && { type: key }) };
    }
    const returns = plainText(tag("returns"));
    const texts = new Map(tags.filter(({ name }) => name === "param").map(({ text = [] }) => paramText(text)));
    const parameters = call.parameters.map((parameter) => describeParameter(parameter, texts));
    const result = typeKey(awaited(call.getReturnType()));
    return {
      ...parts,
      signature: short(signatureText(call, parameters)),
      ...(parameters.length > 0 && { parameters }),
      ...(returns !== undefined && { returns }),
      ...(result !== undefined && { result }),
    };
  }

  function describeParameter(symbol: ts.Symbol, texts: ReadonlyMap<string, string>): DocParameter {
    const name = nameOf(symbol);
    const [text, type] = [texts.get(name), typeKey(typeOfParameter(symbol))];
    return { name, ...(text && { text }), ...(type !== undefined && { type }) };
  }

  function typeOfParameter(symbol: ts.Symbol): ts.Type {
    return checker.getNonNullableType(checker.getTypeOfSymbolAtLocation(symbol, symbol.valueDeclaration!));
  }

  function signatureText(call: ts.Signature, parameters: readonly DocParameter[]): string {
    const words = call.parameters.map((symbol, at) => {
      const node = symbol.valueDeclaration;
      const parameter = node && ts.isParameter(node) ? node : undefined;
      const [rest, optional] = [parameter?.dotDotDotToken, parameter?.questionToken ?? parameter?.initializer];
      const type = written(node) ?? checker.typeToString(typeOfParameter(symbol));
      return `${rest ? "..." : ""}${parameters[at].name}${optional ? "?" : ""}: ${type}`;
    });
    const node = call.getDeclaration() as ts.SignatureDeclaration | undefined;
    const result = node?.type?.getText() ?? checker.typeToString(call.getReturnType());
    return `(${words.join(", ")}): ${result}`.replaceAll(/\s+/g, " ");
  }

  /** Returns the key of an object type of the library, whose fields it notes; undefined for other types. */
  function typeKey(given: ts.Type): string | undefined {
    const type = checker.getNonNullableType(given);
    if (type.isUnion() || !(type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection))) return undefined;
    if (callOf(type) || checker.isArrayLikeType(type)) return undefined;
    const fields = type.getProperties().filter(isOwn);
    const each = checker.getIndexTypeOfType(type, ts.IndexKind.String);
    const name = checker.typeToString(type);
    if (fields.length === 0 && !(each && typeOrCall(each))) return undefined;
    const identity = fields.map(placeOf).join() || name; // `Partial<Settings>` has the fields of `Settings`
    const known = keys.get(identity);
    if (known !== undefined) return known;
    const key = String(keys.size);
    keys.set(identity, key);
    const about = {
      name: name.replace(/^(?!Readonly|Record|Partial|Pick|Omit)(\w+)<.*>$/, "$1"),
      ...textOf(type.aliasSymbol ?? type.symbol),
    };
    types[key] = { ...about, fields: [] }; // types may hold themselves
    const entries = fields.map(fieldEntry);
    const others = each && { each: { name: "", kind: "property", ...eachParts(each) } as const };
    types[key] = { ...about, fields: entries, ...others };
    return key;
  }

  function typeOrCall(type: ts.Type): boolean {
    return callOf(type) !== undefined || typeKey(type) !== undefined;
  }

  function eachParts(type: ts.Type): Partial<DocEntry> {
    const call = callOf(type);
    if (call) return { parameters: call.parameters.map((one) => describeParameter(one, new Map())) };
    const key = typeKey(type);
    return key === undefined ? {} : { type: key };
  }

  function fieldEntry(symbol: ts.Symbol): DocEntry {
    const type = checker.getTypeOfSymbol(symbol);
    const kind = callOf(checker.getNonNullableType(type)) ? "function" : "property";
    const { text, ...parts } = valueParts(symbol, checker.getNonNullableType(type));
    return { name: symbol.name, kind, ...(text !== undefined && { text: firstSentence(text) }), ...parts };
  }

  function callOf(type: ts.Type): ts.Signature | undefined {
    return checker.getNonNullableType(type).getCallSignatures()[0];
  }

  function awaited(type: ts.Type): ts.Type {
    return checker.getAwaitedType(type) ?? type;
  }

  function textOf(symbol: ts.Symbol | undefined): { readonly text?: string } {
    const text = plainText(symbol?.getDocumentationComment(checker))?.split(/\n\s*\n/)[0];
    return text ? { text: text.replaceAll(/\s+/g, " ") } : {};
  }

  return { moduleEntries, types };
}

/** Returns the first sentence of the comment at the top of a module. */
function moduleText({ valueDeclaration }: ts.Symbol): { readonly text?: string } {
  const comment = /^\/\*\*([^]*?)\*\//.exec(valueDeclaration!.getSourceFile().text)?.[1];
  return comment === undefined ? {} : { text: firstSentence(comment.replaceAll(/\s+(\* )?/g, " ").trim()) };
}

/** Returns whether the library's own sources declare a field. */
function isOwn({ declarations }: ts.Symbol): boolean {
  const file = declarations?.[0]?.getSourceFile().fileName;
  return file !== undefined && !file.includes("node_modules");
}

function placeOf({ declarations }: ts.Symbol): string {
  const [first] = declarations!;
  return `${relative(root, first.getSourceFile().fileName)}:${first.pos}`;
}

/** Returns the name of a parameter; one that is taken apart is called `options`. */
function nameOf(symbol: ts.Symbol): string {
  return /^__\d+$/.test(symbol.name) ? "options" : symbol.name;
}

/** Returns a type as the source writes it; undefined where it leaves it out. */
function written(node: ts.Node | undefined): string | undefined {
  const type = node && "type" in node ? (node.type as ts.TypeNode | undefined) : undefined;
  return type?.getText().replaceAll(/\s+/g, " ");
}

/** Longest signature, characters. */
const longestSignature = 240;

function short(signature: string): string {
  return signature.length > longestSignature ? `${signature.slice(0, longestSignature)}…` : signature;
}

function paramText(parts: readonly ts.SymbolDisplayPart[]): [name: string, text: string] {
  const [, name, text] = /^(\S+)\s*(?:-\s*)?([^]*)$/.exec(plainText(parts) ?? "") ?? [];
  return [name ?? "", (text ?? "").replaceAll(/\s+/g, " ")];
}

/** Writes a comment without links; a name that it links to becomes code. */
function plainText(parts: readonly ts.SymbolDisplayPart[] | undefined): string | undefined {
  const text = ts.displayPartsToString(parts as ts.SymbolDisplayPart[]);
  return text === "" ? undefined : text.replaceAll(/\{@link (\S+?)\s*\}/g, "`$1`").trim();
}
