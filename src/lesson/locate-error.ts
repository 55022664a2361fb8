import { OmakaseError, formatErrorTexts, type Text } from "../error.ts";

/** Error in a learner's program, for people. */
export interface LocatedError {
  /** Sentence with what to do. */
  readonly text: Text;
  /** Line in the learner's file, from 1; undefined when it lies elsewhere. */
  readonly line?: number;
}

/**
 * Finds the line of a learner's file where an error comes from, and puts frequent errors of JavaScript into plain words.
 *
 * @param error - whatever the program threw, or the loader on its behalf.
 * @param file - name of the file, as it stands in stack traces.
 */
export function locateError(error: unknown, file: string): LocatedError {
  const line = lineOf(error, file);
  if (error instanceof OmakaseError && error.cause instanceof Error && !(error.cause instanceof OmakaseError))
    return { line, text: locateError(error.cause, file).text };
  if (error instanceof OmakaseError) {
    const { ja, en } = formatErrorTexts(error);
    const tidy = (text: string) => text.replace(new RegExp(`^${escapePattern(file)}:\\d+, `), "");
    return { text: { ja: tidy(ja), en: tidy(en) }, line };
  }
  const message = error instanceof Error ? error.message.split("\n")[0] : String(error);
  for (const [pattern, explain] of explanations) {
    const found = pattern.exec(message);
    if (found) return { text: explain(...found.slice(1)), line };
  }
  return { text: { ja: `エラー: ${message}`, en: `Error: ${message}` }, line };
}

/** Frequent errors of beginners: pattern of the message, and its meaning. */
const explanations: readonly (readonly [RegExp, (...parts: string[]) => Text])[] = [
  [
    /^(\S+) is not defined/,
    (name) => ({
      ja: `「${name}」という名前はまだありません。つづりを確かめるか、いちばん上で import してください。`,
      en: `There is no "${name}" yet. Check the spelling, or import it at the top.`,
    }),
  ],
  [
    /does not provide an export named '?([^' ]+)'?/,
    (name) => ({
      ja: `読みこもうとした「${name}」は、そのライブラリにはありません。つづりを確かめてください。`,
      en: `The library has no "${name}" to import. Check the spelling.`,
    }),
  ],
  [
    /^(.+) is not a function/,
    (name) => ({
      ja: `「${name}」は関数ではないので、うしろに ( ) を付けて呼べません。`,
      en: `"${name}" is not a function, so it cannot be called with ( ).`,
    }),
  ],
  [
    /^Cannot read properties of (undefined|null) \(reading '(.+)'\)/,
    (nothing, name) => ({
      ja: `まだ何も入っていないもの（${nothing}）の「${name}」を読もうとしました。return を忘れていませんか。`,
      en: `Something is still empty (${nothing}), so its "${name}" cannot be read. Is a return missing?`,
    }),
  ],
  [
    /^Assignment to constant variable/,
    () => ({
      ja: "const で決めたものは変えられません。別の名前で const を書いてください。",
      en: "A const cannot be changed. Write another const with a new name.",
    }),
  ],
  [
    /^Cannot access '(.+)' before initialization/,
    (name) => ({
      ja: `「${name}」を、決めるより前に使っています。行の順番を入れかえてください。`,
      en: `"${name}" is used before the line that sets it. Swap the lines.`,
    }),
  ],
  [
    /^the weights lack "(\w+)\./,
    (name) => ({
      ja: `損失が「${name}」を使っていないので、学習するものがありません。`,
      en: `The loss does not use "${name}", so there is nothing for it to learn.`,
    }),
  ],
  [
    /(?:already been declared|Identifier '(.+)' has)/,
    (name = "") => ({
      ja: `同じ名前${name && `「${name}」`}を二度決めています。片方の名前を変えるか、消してください。`,
      en: `The same name ${name && `"${name}" `}is set twice. Rename one of the two, or delete it.`,
    }),
  ],
  [
    /(?:Error transforming .*?: )?Unexpected token(?:.*?)(?: \(\d+:\d+\))?$/,
    () => ({
      ja: "ここで文の形がこわれています。かっこ ( ) { } やカンマが足りないか、多すぎます。",
      en: "The text breaks off here. A bracket ( ) { } or a comma is missing, or there is one too many.",
    }),
  ],
];

/** Returns the line that an error names: the place of a syntax error, or the first stack frame in the file. */
function lineOf(error: unknown, file: string): number | undefined {
  if (!(error instanceof Error)) return undefined;
  const syntax = (error as { readonly loc?: { readonly line?: number } }).loc?.line ?? undefined;
  if (syntax !== undefined) return syntax;
  const place = new RegExp(`${escapePattern(file)}(?:\\?[^:]*)?:(\\d+)`);
  const found = place.exec(`${error.message}\n${error.stack ?? ""}`) ?? /\((\d+):\d+\)$/.exec(error.message);
  if (found) return Number(found[1]);
  return error.cause === undefined ? undefined : lineOf(error.cause, file);
}

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
