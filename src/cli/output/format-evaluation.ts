import type { Language, Text } from "../../error.ts";
import { metricNames, type Estimate, type Evaluation } from "../../evaluate/index.ts";
import { qualityFaultWords } from "../../feature/index.ts";

/** Name of each metric, with a hint on reading it. */
const metricTexts: Readonly<Record<(typeof metricNames)[number], { readonly name: Text; readonly hint: Text }>> = {
  frechet: {
    name: { ja: "フレシェ距離", en: "Fréchet distance" },
    hint: { ja: "全体のちがい。小さいほどよい", en: "how different as a whole; less is better" },
  },
  kernel: {
    name: { ja: "カーネル距離", en: "kernel distance" },
    hint: { ja: "同じく。枚数が少なくても使える", en: "the same, also for few pictures" },
  },
  precision: {
    name: { ja: "本物らしさ（precision）", en: "precision" },
    hint: { ja: "本物にまぎれる絵の割合", en: "drawn pictures that could be real" },
  },
  recall: {
    name: { ja: "多様さ（recall）", en: "recall" },
    hint: { ja: "モデルにも描けそうな本物の割合", en: "real pictures that it could draw" },
  },
  density: {
    name: { ja: "密度（density）", en: "density" },
    hint: { ja: "本物らしさ。外れた絵に強い", en: "like precision, steadier" },
  },
  coverage: {
    name: { ja: "網羅率（coverage）", en: "coverage" },
    hint: { ja: "多様さ。外れた絵に強い", en: "like recall, steadier" },
  },
};

/** Formats an evaluation as lines for people: a table, the verdict on copies, notices. */
export function formatEvaluation(evaluation: Evaluation, language: Language): string[] {
  const { space, counts, generated, floor, notices } = evaluation;
  const t = (text: Text) => text[language];
  const table = [
    ["", t({ ja: "モデルの絵", en: "drawn" }), t({ ja: "本物どうし", en: "real" }), ""],
    ...metricNames.map((measure) => {
      const { name, hint } = metricTexts[measure];
      const digits = decimalPlaces(generated[measure], floor[measure]);
      return [t(name), formatEstimate(generated[measure], digits), formatEstimate(floor[measure], digits), t(hint)];
    }),
  ];
  const widths = [0, 1, 2].map((column) => Math.max(...table.map((row) => terminalWidth(row[column]))));
  const lines = table.map((row) =>
    row
      .map((cell, column) => (column < 3 ? cell + " ".repeat(widths[column] - terminalWidth(cell)) : cell))
      .join("  ")
      .trimEnd(),
  );
  const heading = {
    ja: `モデルの絵 ${counts.compared} 枚を、本物 ${counts.compared} 枚とくらべました（± は 1 標準偏差、${space}）。\n「本物どうし」は、別の本物 ${counts.compared} 枚を同じ本物とくらべた値です。`,
    en: `${counts.compared} drawn pictures beside ${counts.compared} real ones (± one standard deviation, ${space}).\nBeside the same ones, another ${counts.compared} real pictures get what stands under "real".`,
  };
  return [
    ...qualityLines(evaluation).map(t),
    "",
    t(heading),
    "",
    ...lines,
    "",
    t(copyText(evaluation)),
    ...notices.map((notice) => `  ${t(notice)}`),
  ];
}

/** Says how far the pictures are from the real ones, and what is wrong. */
function qualityLines({ quality: { generated, floor, faults } }: Evaluation): Text[] {
  const [far, near] = [generated.distance, floor.distance].map((value) => Math.max(0, value).toFixed(3));
  return [
    {
      ja: `本物との差 ${far}（本物どうしは ${near}）: ${faults.length === 0 ? "目立つ欠点はありません" : ""}`,
      en: `${far} from the real pictures (real ones ${near}): ${faults.length === 0 ? "no fault stands out" : ""}`,
    },
    ...faults.map((fault) => {
      const { name, meaning } = qualityFaultWords[fault];
      return { ja: `  ${name.ja}: ${meaning.ja}`, en: `  ${name.en}: ${meaning.en}` };
    }),
  ];
}

function copyText({ counts, copies: { suspicious, expected, found } }: Evaluation): Text {
  const near = Math.round(suspicious * counts.drawn);
  const percent = (part: number) => `${(100 * part).toFixed(1)} %`;
  return {
    ja: `元の絵 ${counts.real} 枚のどれかに近すぎる絵: ${counts.drawn} 枚のうち ${near} 枚（${percent(suspicious)}。新しい本物でも ${percent(expected)} ほど）。${
      found ? "丸写しがあるようです。図で確かめてください。" : "丸写しのきざしはありません。"
    }`,
    en: `Too near to one of ${counts.real} originals: ${near} of ${counts.drawn} (${percent(suspicious)}; of fresh real pictures ${percent(expected)}). ${
      found ? "Some seem to be copies: look at the figure." : "No sign of copying."
    }`,
  };
}

/** Returns the number of decimals that show two digits of the larger standard deviation. */
function decimalPlaces(...estimates: readonly (Estimate | undefined)[]): number {
  const std = Math.max(...estimates.map((estimate) => estimate?.std ?? 0));
  return std > 0 ? Math.min(8, Math.max(0, 1 - Math.floor(Math.log10(std)))) : 3;
}

/** Formats `12.34 ± 0.56`. */
function formatEstimate(estimate: Estimate | undefined, digits: number): string {
  if (!estimate) return "—";
  return `${estimate.value.toFixed(digits)} ± ${estimate.std.toFixed(digits)}`.replaceAll("-", "−");
}

/** Returns the columns of a terminal that a text takes: Japanese characters take two. */
function terminalWidth(text: string): number {
  return [...text].reduce((columns, letter) => columns + (/[\u3000-\u9fff\uff01-\uff60]/.test(letter) ? 2 : 1), 0);
}
