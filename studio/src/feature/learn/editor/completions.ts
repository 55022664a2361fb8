/** Completions of what a program can use: names of the library and of the program itself. */
import type { Completion, CompletionContext, CompletionResult } from "@codemirror/autocomplete";
import type { DocEntry, LibraryDocs } from "./library-docs.ts";
import { parseProgram, programNames, type ProgramNames, type SyntaxNode } from "./program-names.ts";

/** Nodes in which nothing is completed. */
const texts = /Comment$|^String$|^TemplateString$|^RegExp$|^Number$/;
/** Words of the language that begin names: a learner who has written one wants no name. */
const keywords = new Set(
  "as async await break case catch class const continue default do else export false finally for from function if import in let new null of return satisfies switch throw true try type typeof undefined void while yield".split(
    " ",
  ),
);
/** Places in the list: a longer name loses a point for each letter, so that these are larger. */
const boosts = { own: 60, network: 50, common: 30, importedCommon: -30, imported: -60 } as const;
/** Letters after which names are offered that the program does not import yet. */
const lettersOfOthers = 2;

/**
 * Finds the completions at a place.
 *
 * @param docs - docs of the library; without them the names of the program are left.
 * @param info - draws the doc of a name.
 */
export function findCompletions(
  context: CompletionContext,
  docs: LibraryDocs,
  info: (entry: DocEntry) => HTMLElement,
): CompletionResult | null {
  const { state, pos, explicit } = context;
  const word = context.matchBefore(/\w*$/)!;
  const typed = pos - word.from;
  if (/^\d/.test(word.text) || keywords.has(word.text)) return null;
  const tree = parseProgram(state);
  const inner = tree.resolveInner(pos, -1);
  if (texts.test(inner.name)) return null;
  const node = /^\W/.test(inner.name) ? inner.parent! : inner; // a bracket or a comma
  const names = programNames(state.sliceDoc(), tree, docs);
  const isAfterDot = /(^|[^.])\.$/.test(state.sliceDoc(word.from - 2, word.from)); // and not a spread
  if (typed === 0 && !explicit && !isAfterDot) return null;
  const options = isAfterDot
    ? memberOptions(node, names)
    : optionsAt(node, { names, docs, at: word.from, adds: explicit || typed >= lettersOfOthers });
  if (options.length === 0) return null;
  const withInfo = options.map(({ entry, ...option }) => (entry ? { ...option, info: () => info(entry) } : option));
  return { from: word.from, options: withInfo, validFor: /^\w*$/ };
}

/** Completion, with the doc of its name. */
type Option = Completion & { readonly entry?: DocEntry };

interface Place {
  readonly names: ProgramNames;
  readonly docs: LibraryDocs;
  /** Start of the word. */
  readonly at: number;
  /** Whether to offer names that the program would have to import. */
  readonly adds: boolean;
}

function memberOptions(node: SyntaxNode, names: ProgramNames): Option[] {
  const owner = node.name === "MemberExpression" || node.name === "IndexedType" ? node : node.parent;
  const first = owner?.firstChild;
  if (owner?.name === "IndexedType" && first) return fieldOptions(names.placeOf(first)?.entry, names, isType);
  return owner?.name === "MemberExpression" && first ? fieldOptions(names.entryOf(first), names, isValue) : [];
}

function optionsAt(node: SyntaxNode, place: Place): Option[] {
  const { names } = place;
  const [holder, isName] = /(Name|Definition)$/.test(node.name) ? [node.parent!, true] : [node, false];
  const own = isName ? names.read(node) : "";
  const without = (options: Option[], taken: readonly SyntaxNode[]): Option[] => {
    const present = new Set(taken.map(names.read).map((text) => /^\w*/.exec(text)![0]));
    return options.filter(({ label }) => label === own || !present.has(label));
  };
  if (holder.name === "ImportGroup") return without(importOptions(holder, node, names), holder.getChildren("VariableDefinition")); // oxfmt-ignore
  const pattern = holder.name === "PatternProperty" ? holder.parent! : holder;
  const isUnclosed = pattern.name === "ObjectPattern" && pattern.parent!.name === "AssignmentExpression"; // an object so far
  if (isUnclosed) return fieldOptions(names.expected(pattern.parent!), names, () => true);
  if (pattern.name === "ObjectPattern") return without(patternOptions(pattern, names), pattern.getChildren("PatternProperty")); // oxfmt-ignore
  if (node.name === "VariableDefinition") return []; // a new name
  const object = holder.name === "Property" && node.name === "PropertyDefinition" ? holder.parent! : holder;
  if (object.name === "ObjectExpression") {
    const fields = fieldOptions(names.expected(object), names, () => true);
    if (fields.length > 0) return without(fields, object.getChildren("Property"));
  }
  return visibleOptions(place, node.name === "TypeName" ? isType : isValue);
}

function importOptions(group: SyntaxNode, node: SyntaxNode, names: ProgramNames): Option[] {
  const isTyped = (node.name === "VariableDefinition" ? node.prevSibling : node)?.name === "type";
  return names.moduleOf(group.parent!).map((entry) => {
    const option = optionOf(entry);
    return isType(entry) && !isTyped ? { ...option, apply: `type ${entry.name}` } : option;
  });
}

function patternOptions(pattern: SyntaxNode, names: ProgramNames): Option[] {
  const entry = names.patternEntry(pattern);
  const fields = fieldOptions(entry, names, isValue);
  const isCalled = pattern.parent?.name === "ParamList" && pattern.parent.firstChild!.nextSibling !== pattern;
  return isCalled ? [...names.networksOf(pattern).map(names.read).map((label) => ({ label, type: "function", boost: boosts.network })), ...fields] : fields; // oxfmt-ignore
}

function fieldOptions(entry: DocEntry | undefined, names: ProgramNames, fits: (one: DocEntry) => boolean): Option[] {
  return names.fieldsOf(entry).filter(fits).map(optionOf);
}

/** Offers the names that can be used at a place, then names in namespaces, then names for the import. */
function visibleOptions({ names, docs, at, adds }: Place, fits: (one: DocEntry) => boolean): Option[] {
  const visible = names.visible(at).filter(({ node }) => node.from !== at);
  const known = visible.map((one) => ({ name: one.name, entry: names.definedEntry(one.node) }));
  const own = known.flatMap(({ name, entry }): Option[] => {
    if (!entry) return [{ label: name, type: "variable", boost: boosts.own }];
    return fits(entry) || entry.kind === "namespace" ? [{ ...optionOf(entry), label: name, boost: boosts.own }] : [];
  });
  if (!adds) return own;
  const present = new Set(known.map(({ entry }) => entry));
  const isAbsent = (entry: DocEntry): boolean => fits(entry) && !present.has(entry);
  const inside = known.flatMap(({ name, entry }) =>
    (entry?.members ?? []).filter(isAbsent).map((member) => ({ ...optionOf(member), apply: `${name}.${member.name}` })),
  );
  return [...own, ...inside, ...importable(names, docs.modules, isAbsent)];
}

/** Offers names that are not imported; choosing one adds it to the import of its module, if there is one. */
function importable(
  names: ProgramNames,
  modules: LibraryDocs["modules"],
  isAbsent: (entry: DocEntry) => boolean,
): Option[] {
  return names.imports().flatMap(({ module, group }) => {
    const last = group.lastChild!.prevSibling!;
    const end = last.name === "," ? last.prevSibling! : last;
    return modules[module].filter(isAbsent).map((entry): Option => {
      const insert = `${end.name === "{" ? " " : ", "}${isType(entry) ? "type " : ""}${entry.name}`;
      return {
        ...optionOf(entry),
        boost: entry.common ? boosts.importedCommon : boosts.imported,
        apply: (view, _, from, to) => {
          const addition = { from: end.to, insert };
          const length = end.to < from ? insert.length : 0;
          const anchor = from + entry.name.length + length;
          view.dispatch({ changes: [addition, { from, to, insert: entry.name }], selection: { anchor }, userEvent: "input.complete" }); // oxfmt-ignore
        },
      };
    });
  });
}

function isType({ kind }: DocEntry): boolean {
  return kind === "type" || kind === "namespace";
}

function isValue({ kind }: DocEntry): boolean {
  return kind !== "type";
}

function optionOf(entry: DocEntry): Option {
  const { name, kind, signature, common } = entry;
  return {
    label: name,
    type: kind,
    boost: common ? boosts.common : 0,
    ...(signature !== undefined && { detail: signature }),
    entry,
  };
}
