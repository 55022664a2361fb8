import type { Language, Text } from "../error.ts";
import type { Files } from "../host.ts";

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
  const words = table[language];
  const number = (value: number) => value.toLocaleString("en-US");
  const rows: [string, string][] = [
    [words.kind, facts.model],
    [words.size, `${facts.size} × ${facts.size} px`],
    [words.source, `${code(facts.source)} ${words.count(number(facts.pictures))}`],
    [words.credit, facts.credit?.[language] ?? words.unknownCredit],
    [words.steps, number(facts.steps)],
    [words.seen, number(facts.imagesSeen)],
    [words.seed, String(facts.seed)],
    [words.verdict, facts.verdict[language]],
    ...(facts.retry ? [[words.retry, facts.retry[language]] satisfies [string, string]] : []),
    [words.device, `${facts.device.name} (${facts.device.version})`],
    ["omakase", facts.omakase],
    [words.hash, code(facts.modelHash)],
  ];
  return `${[
    `# ${facts.run}`,
    words.intro,
    ["| | |", "|---|---|", ...rows.map(([name, value]) => `| ${name} | ${cell(value)} |`)].join("\n"),
    `## ${words.how}`,
    fenced(facts.command),
    words.again,
    `## ${words.mind}`,
    words.caution,
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

const table = {
  en: {
    intro: "A generative image model, trained with omakase.",
    kind: "Model",
    size: "Pictures",
    source: "Learned from",
    count: (count: string) => `(${count} pictures)`,
    credit: "Credits and licence",
    unknownCredit: "Unknown to omakase: please write here whose pictures these are and what is allowed with them.",
    steps: "Steps",
    seen: "Pictures seen (with repeats)",
    seed: "Seed",
    verdict: "Verdict",
    retry: "On the way",
    device: "Trained on",
    hash: "Hash of the model",
    how: "How it was made",
    again: "The same command on the same kind of machine, device and version gives the same model.",
    mind: "What to mind",
    caution:
      "The model draws what resembles the pictures it learned from, with their gaps and their bias, and from few pictures it may repeat some almost exactly. Before you publish what it draws, make sure that you may do so.",
  },
  ja: {
    intro: "omakase で学習した、絵を描くモデルです。",
    kind: "モデル",
    size: "絵の大きさ",
    source: "学習した絵",
    count: (count: string) => `（${count} 枚）`,
    credit: "作者とライセンス",
    unknownCredit: "omakase にはわかりません。だれの絵で、どう使ってよいかを、ここに書いてください。",
    steps: "ステップ数",
    seen: "見た絵の数（くり返しを含む）",
    seed: "シード",
    verdict: "診断",
    retry: "途中のできごと",
    device: "学習に使った装置",
    hash: "モデルのハッシュ",
    how: "作りかた",
    again: "同じ種類のパソコン、同じ装置、同じバージョンで同じコマンドを実行すると、同じモデルができます。",
    mind: "使うときの注意",
    caution:
      "このモデルは、学習した絵に似たものを描きます。もとの絵のかたよりや、足りないところも受けつぎます。絵が少ないと、もとの絵とほとんど同じものを描くことがあります。描いた絵を公開する前に、公開してよいものかどうかを確かめてください。",
  },
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
