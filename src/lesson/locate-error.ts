import { OmakaseError, formatErrorTexts, type Text } from "../error.ts";
import { lessonText } from "../text/index.ts";

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
  return { text: sentences.other({ message }), line };
}

const sentences = lessonText.locateError;

/** Frequent errors of beginners: pattern of the message, and its meaning. */
const explanations: readonly (readonly [RegExp, (...parts: string[]) => Text])[] = [
  [/^(\S+) is not defined/, (name) => sentences.notDefined({ name })],
  [/does not provide an export named '?([^' ]+)'?/, (name) => sentences.noExport({ name })],
  [/^(.+) is not a function/, (name) => sentences.notFunction({ name })],
  [
    /^Cannot read properties of (undefined|null) \(reading '(.+)'\)/,
    (nothing, name) => sentences.readOfNothing({ nothing, name }),
  ],
  [/^Assignment to constant variable/, () => sentences.constant],
  [/^Cannot access '(.+)' before initialization/, (name) => sentences.tooEarly({ name })],
  [/^the weights lack "(\w+)\./, (name) => sentences.unused({ name })],
  [/(?:already been declared|Identifier '(.+)' has)/, (name = "") => sentences.twice({ hasName: name !== "", name })],
  [
    /(?:Error transforming .*?: )?Unexpected token(?:.*?)(?: \(\d+:\d+\))?$/,
    () => sentences.brokenOff({ brackets: "( ) { }" }),
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
