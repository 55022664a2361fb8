import type { Language, Text } from "../error.ts";
import type { Files } from "../host.ts";
import { inLanguage, checkpointText } from "../text/index.ts";

/** Facts of a model card. */
export interface ModelCardFacts {
  /** The name of the run. */
  readonly run: string;
  /** Kind of the model, such as `vae`. */
  readonly model: string;
  /** Height and width of its pictures, px. */
  readonly size: number;
  /** Source of the training images, as the user named it. */
  readonly source: string;
  /** Number of training images. */
  readonly pictures: number;
  /** Credits and licence; undefined when unknown, as with a user's own folder. */
  readonly credit: Text | undefined;
  readonly steps: number;
  readonly imagesSeen: number;
  readonly seed: number;
  readonly device: { readonly name: string; readonly version: string };
  /** The version of omakase. */
  readonly omakase: string;
  /** See `modelHash`. */
  readonly modelHash: string;
  /** Final verdict of the training. */
  readonly verdict: Text;
  /** Changes during the training. Default: none. */
  readonly retry?: Text;
  /** Command that reproduces the model. */
  readonly command: string;
}

/** Formats a model card as Markdown: kind, data, training, and cautions. */
export function modelCard(facts: ModelCardFacts, language: Language): string {
  const t = (text: Text) => inLanguage(text, language);
  const number = (value: number) => value.toLocaleString("en-US");
  const rows: [string, string][] = [
    [t(words.kind), facts.model],
    [t(words.size), `${facts.size} × ${facts.size} px`],
    [t(words.source), `${code(facts.source)} ${t(words.count(number(facts.pictures)))}`],
    [t(words.credit), t(facts.credit ?? words.unknownCredit)],
    [t(words.steps), number(facts.steps)],
    [t(words.seen), number(facts.imagesSeen)],
    [t(words.seed), String(facts.seed)],
    [t(words.verdict), t(facts.verdict)],
    ...(facts.retry ? [[t(words.retry), t(facts.retry)] satisfies [string, string]] : []),
    [t(words.device), `${facts.device.name} (${facts.device.version})`],
    ["omakase", facts.omakase],
    [t(words.hash), code(facts.modelHash)],
  ];
  return `${[
    `# ${facts.run}`,
    t(words.intro),
    ["| | |", "|---|---|", ...rows.map(([name, value]) => `| ${name} | ${cell(value)} |`)].join("\n"),
    `## ${t(words.how)}`,
    fenced(facts.command),
    t(words.again),
    `## ${t(words.mind)}`,
    t(words.caution),
  ].join("\n\n")}\n`;
}

/** Writes card.md of a run. */
export function writeModelCard(
  files: Files,
  runPath: string,
  facts: ModelCardFacts,
  language: Language,
): Promise<void> {
  return files.write(files.join(runPath, "card.md"), modelCard(facts, language));
}

const words = {
  intro: checkpointText.modelCard.intro,
  kind: checkpointText.modelCard.kind,
  size: checkpointText.modelCard.size,
  source: checkpointText.modelCard.source,
  count: (count: string) => checkpointText.modelCard.pictures({ count }),
  credit: checkpointText.modelCard.credit,
  unknownCredit: checkpointText.modelCard.unknownCredit,
  steps: checkpointText.modelCard.steps,
  seen: checkpointText.modelCard.seen,
  seed: checkpointText.modelCard.seed,
  verdict: checkpointText.modelCard.verdict,
  retry: checkpointText.modelCard.retry,
  device: checkpointText.modelCard.device,
  hash: checkpointText.modelCard.hash,
  how: checkpointText.modelCard.how,
  again: checkpointText.modelCard.again,
  mind: checkpointText.modelCard.mind,
  caution: checkpointText.modelCard.caution,
};

/** Formats a text as Markdown code, with a fence longer than its backticks. */
function code(text: string): string {
  const fence = "`".repeat(longestRun(text) + 1);
  const space = text.startsWith("`") || text.endsWith("`") ? " " : "";
  return `${fence}${space}${text}${space}${fence}`;
}

function fenced(text: string): string {
  const fence = "`".repeat(Math.max(3, longestRun(text) + 1));
  return `${fence}\n${text}\n${fence}`;
}

function longestRun(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
}

/** Escapes a text for a table cell, which cannot hold line breaks or bare bars. */
function cell(text: string): string {
  return text.replace(/\r?\n/g, " ").replaceAll("|", "\\|");
}
