/** Finds what the names of a program mean, from its syntax tree and the docs of the library. It infers no types of its own. */
import { typescriptLanguage } from "@codemirror/lang-javascript";
import type { EditorState } from "@codemirror/state";
import type { DocEntry, LibraryDocs, OwnLine } from "./library-docs.ts";

type Tree = ReturnType<typeof typescriptLanguage.parser.parse>;
/** Node of a syntax tree of the program. */
export type SyntaxNode = Tree["topNode"];

let parsed: { readonly doc: EditorState["doc"]; readonly tree: Tree } | undefined;

/** Parses a program to its end; the editor's own tree may lack what was just written. */
export function parseProgram({ doc }: EditorState): Tree {
  if (parsed?.doc !== doc) parsed = { doc, tree: typescriptLanguage.parser.parse(doc.toString()) };
  return parsed.tree;
}

/** A name that the program defines, and the part of the text where it can be used. */
export interface Definition {
  readonly name: string;
  readonly node: SyntaxNode;
  readonly from: number;
  readonly to: number;
}

/** Name in the program, with what the library says about it. */
export interface NamedPlace {
  readonly from: number;
  readonly to: number;
  readonly entry: DocEntry;
}

/** Nodes that end the reach of what is defined in them. */
const scopes = new Set(["Script", "Block", "ArrowFunction", "FunctionDeclaration", "ForStatement", "Property"]);
/** Types of TypeScript that are about the type between their brackets. */
const wrappers = new Set(["Partial", "Pick", "Omit", "Readonly", "Required", "Promise"]);

/** Reads the names of a program. */
export function programNames(text: string, tree: Tree, docs: LibraryDocs) {
  const read = ({ from, to }: { readonly from: number; readonly to: number }): string => text.slice(from, to);
  const definitions = findDefinitions(tree, read);

  /** Returns the innermost definition of each name that can be used at a place. */
  function visible(at: number): Definition[] {
    const found = new Map<string, Definition>();
    for (const one of definitions)
      if (one.from <= at && at <= one.to && (found.get(one.name)?.from ?? -1) <= one.from) found.set(one.name, one);
    return [...found.values()];
  }

  function resolve(node: SyntaxNode): DocEntry | undefined {
    const name = read(node);
    const definition = visible(node.from).find((one) => one.name === name);
    return definition && definedEntry(definition.node);
  }

  /** Describes a definition; undefined if the library does not know what it is. */
  function definedEntry(node: SyntaxNode): DocEntry | undefined {
    const { parent } = node;
    if (!parent) return undefined;
    if (parent.name === "ImportGroup") return importedEntry(node);
    if (parent.name === "ImportDeclaration") return { name: read(node), kind: "namespace", members: moduleOf(parent) };
    if (parent.name === "PatternProperty") {
      if (parent.getChild("Spread")) return undefined;
      return fieldOf(patternEntry(parent.parent!), read(parent.getChild("PropertyName") ?? node));
    }
    const value = valueOf(node);
    return value && nameValue(read(node), value);
  }

  /** Gives a value without a doc of its own the name of its variable, and the doc of its type. */
  function nameValue(name: string, value: DocEntry): DocEntry {
    const type = value.name === "" && value.type !== undefined ? docs.types[value.type] : undefined;
    return type ? { ...value, name, signature: `: ${type.name}`, ...(type.text !== undefined && { text: type.text }) } : value; // oxfmt-ignore
  }

  function importedEntry(node: SyntaxNode): DocEntry | undefined {
    const before = node.prevSibling;
    const original = before?.name === "as" && before.prevSibling ? before.prevSibling : node;
    const declaration = node.parent!.parent!;
    return moduleOf(declaration).find(({ name }) => name === read(original));
  }

  /** Returns what the module of an import has. */
  function moduleOf(declaration: SyntaxNode): readonly DocEntry[] {
    const name = declaration.getChild("String");
    if (!name) return docs.modules.omakase; // not written yet
    const modules: Readonly<Record<string, readonly DocEntry[]>> = docs.modules;
    return modules[read(name).slice(1, -1)] ?? [];
  }

  /** Describes the value of a variable, a pattern or a parameter: by its type, by what it is set to, or by who calls it. */
  function valueOf(node: SyntaxNode): DocEntry | undefined {
    let next = node.nextSibling;
    if (next?.name === "TypeAnnotation") {
      const typed = typeEntry(next);
      if (typed) return typed;
      next = next.nextSibling;
    }
    if (next?.name === "Equals") return next.nextSibling ? entryOf(next.nextSibling) : undefined;
    if (node.parent?.name !== "ParamList") return undefined;
    const type = parametersOf(node.parent)[indexIn(node)]?.type;
    return type === undefined ? undefined : { name: "", kind: "constant", type };
  }

  function patternEntry(pattern: SyntaxNode): DocEntry | undefined {
    if (pattern.parent?.name !== "PatternProperty") return valueOf(pattern);
    const key = pattern.parent.getChild("PropertyName");
    return key ? fieldOf(patternEntry(pattern.parent.parent!), read(key)) : undefined;
  }

  /** Returns the parameters that the library gives to a function of the program. */
  function parametersOf(list: SyntaxNode) {
    const owner = list.parent!;
    const entry = owner.name === "Property" ? propertyEntry(owner) : expected(owner);
    return entry?.parameters ?? [];
  }

  function typeEntry(annotation: SyntaxNode): DocEntry | undefined {
    if (annotation.getChild("ArrayType")) return undefined;
    let found: DocEntry | undefined;
    annotation.cursor().iterate(({ node }) => {
      if (found || node.name !== "TypeName" || wrappers.has(read(node))) return;
      const entry = placeOf(node)?.entry;
      if (entry?.type !== undefined && entry.kind !== "namespace")
        found = { name: "", kind: "constant", type: entry.type };
    });
    return found;
  }

  /** Describes what an expression results in. */
  function entryOf(node: SyntaxNode): DocEntry | undefined {
    const [first, last] = [node.firstChild, node.lastChild];
    switch (node.name) {
      case "VariableName":
        return resolve(node);
      case "MemberExpression":
        return first && last ? fieldOf(entryOf(first), read(last)) : undefined;
      case "AwaitExpression":
        return last ? entryOf(last) : undefined;
      case "ParenthesizedExpression":
        return first?.nextSibling ? entryOf(first.nextSibling) : undefined;
      case "CallExpression": {
        const type = first ? entryOf(first)?.result : undefined;
        return type === undefined ? undefined : { name: "", kind: "constant", type };
      }
      default:
        return undefined;
    }
  }

  /** Describes what the library expects in the place of an expression. */
  function expected(node: SyntaxNode): DocEntry | undefined {
    const { parent } = node;
    switch (parent?.name) {
      case "ArgList": {
        const type = calledEntry(parent)?.parameters?.[indexIn(node)]?.type;
        return type === undefined ? undefined : { name: "", kind: "constant", type };
      }
      case "Property":
        return parent.getChild("Spread") ? expected(parent.parent!) : propertyEntry(parent);
      case "ParenthesizedExpression":
        return expected(parent);
      case "VariableDeclaration": {
        const annotation = node.prevSibling?.prevSibling;
        return annotation?.name === "TypeAnnotation" ? typeEntry(annotation) : undefined;
      }
      default:
        return undefined;
    }
  }

  function propertyEntry(property: SyntaxNode): DocEntry | undefined {
    const key = property.getChild("PropertyDefinition") ?? property.getChild("String");
    return key ? fieldOf(expected(property.parent!), read(key).replaceAll(/^"|"$/g, "")) : undefined;
  }

  /** Returns the function that a list of arguments is for. */
  function calledEntry(list: SyntaxNode): DocEntry | undefined {
    const callee = list.parent?.firstChild;
    return callee ? entryOf(callee) : undefined;
  }

  function fieldsOf(entry: DocEntry | undefined): readonly DocEntry[] {
    if (entry?.members) return entry.members;
    return entry?.type === undefined ? [] : docs.types[entry.type].fields;
  }

  function fieldOf(entry: DocEntry | undefined, name: string): DocEntry | undefined {
    const each = entry?.type === undefined ? undefined : docs.types[entry.type].each;
    return fieldsOf(entry).find((field) => field.name === name) ?? (each && { ...each, name });
  }

  /** Describes a name in the program: by the library, and by the line of the program that sets it. */
  function placeOf(node: SyntaxNode): NamedPlace | undefined {
    const known = describe(node);
    const own = ownSource(node, known);
    const entry = own ? { ...(known ?? ownEntry(own)), name: read(node), own: lineOf(own) } : known;
    return entry && { from: node.from, to: node.to, entry };
  }

  /** Finds what sets a name of the program; undefined for a name of the library. */
  function ownSource(node: SyntaxNode, known: DocEntry | undefined): SyntaxNode | undefined {
    const name = read(node);
    const isBare = known?.text === undefined && known?.signature === undefined;
    if (node.name === "PropertyName" && node.parent?.name === "MemberExpression" && isBare)
      // `context.encoder`
      return networksOf(node).find((one) => known && read(one) === name);
    if (!/^Variable(Name|Definition)$/.test(node.name)) return undefined;
    const isDefinition = node.name === "VariableDefinition";
    const definition = isDefinition ? node : visible(node.from).find((one) => one.name === name)?.node;
    const parent = definition?.parent?.name;
    if (!definition || parent === "ImportGroup" || parent === "ImportDeclaration") return undefined;
    if (parent !== "PatternProperty") return definition;
    if (known?.text !== undefined) return undefined; // a field of the library
    const network = networksOf(definition).find((one) => read(one) === name);
    if (!network || network.nextSibling) return network ?? definition;
    return visible(network.from).find((one) => one.name === name)?.node ?? network; // `{ encoder }` is short for `encoder: encoder`
  }

  function ownEntry(source: SyntaxNode): DocEntry {
    const annotation = source.nextSibling?.name === "TypeAnnotation" ? source.nextSibling : undefined;
    return { name: "", kind: "constant", ...(annotation && { signature: read(annotation) }) };
  }

  function lineOf({ from }: SyntaxNode): OwnLine {
    const line = text.slice(0, from).split("\n").length;
    return { line, code: text.split("\n")[line - 1].trim() };
  }

  function describe(node: SyntaxNode): DocEntry | undefined {
    const { parent, name } = node;
    if (!parent) return undefined;
    if (name === "PropertyName" && parent.name === "MemberExpression") return entryOf(parent);
    if (name === "PropertyName" && parent.name === "PatternProperty") return fieldOf(patternEntry(parent.parent!), read(node)); // oxfmt-ignore
    if (name === "PropertyDefinition" && parent.name === "Property") return propertyEntry(parent) ?? resolve(node);
    if (name === "TypeName" && parent.name === "IndexedType" && node.prevSibling)
      return fieldOf(resolve(parent.firstChild!), read(node));
    if (name === "VariableName" && parent.name === "ImportGroup") return importedEntry(node);
    if (name === "VariableDefinition") return definedEntry(node);
    return name === "VariableName" || name === "TypeName" ? resolve(node) : undefined;
  }

  /** Returns the imports of the library's modules that name what they take. */
  function imports() {
    return tree.topNode.getChildren("ImportDeclaration").flatMap((declaration) => {
      const [name, group] = [declaration.getChild("String"), declaration.getChild("ImportGroup")];
      const module = (Object.keys(docs.modules) as (keyof LibraryDocs["modules"])[]).find(
        (one) => name && read(name).slice(1, -1) === one,
      );
      return module && group ? [{ module, group }] : [];
    });
  }

  /** Returns the names of the networks of the model around a node, where the model sets them. */
  function networksOf(node: SyntaxNode): SyntaxNode[] {
    for (let at: SyntaxNode | null = node; at; at = at.parent) {
      const isModel = at.name === "ObjectExpression" && fieldOf(expected(at), "networks") !== undefined;
      const property = isModel && at.getChildren("Property").find((one) => read(one).startsWith("networks"));
      const keys = property ? (property.getChild("ObjectExpression")?.getChildren("Property") ?? []) : undefined;
      if (keys) return keys.flatMap((one) => one.getChild("PropertyDefinition") ?? []);
    }
    return [];
  }

  return { read, visible, imports, definedEntry, entryOf, expected, patternEntry, moduleOf, calledEntry, fieldsOf, placeOf, networksOf }; // oxfmt-ignore
}

/** Names of a program. */
export type ProgramNames = ReturnType<typeof programNames>;

function findDefinitions(tree: Tree, read: (node: SyntaxNode) => string): Definition[] {
  const found: Definition[] = [];
  tree.cursor().iterate(({ node, name }) => {
    if (name !== "VariableDefinition") return;
    let scope = node.parent;
    // the name of a function can be used outside of it
    if (scope?.name === "FunctionDeclaration") scope = scope.parent;
    while (scope && !scopes.has(scope.name)) scope = scope.parent;
    if (scope?.name === "Property" && !scope.getChild("ParamList")) scope = scope.parent;
    const { from, to } = scope ?? tree.topNode;
    found.push({ name: read(node), node, from, to });
  });
  return found;
}

/** Returns the place of an argument or a parameter in its list, from 0. */
function indexIn(node: SyntaxNode): number {
  let commas = 0;
  for (let at = node.prevSibling; at; at = at.prevSibling) if (at.name === ",") commas++;
  return commas;
}
