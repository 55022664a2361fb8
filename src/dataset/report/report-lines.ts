import type { Text } from "../../error.ts";
import type { Dataset } from "../dataset.ts";
import { untranslatedText } from "../tag.ts";
import type { DatasetReport } from "./report-dataset.ts";

/** Maximum number of examples of one kind. */
const maxExamples = 10;

/** Formats a report in sentences, the most important first. */
export function reportLines(report: Omit<DatasetReport, "lines">, dataset: Dataset): Text[] {
  return [
    ...summary(report),
    ...(dataset.inputs ? [aboutPairs] : []),
    ...dataset.notices,
    ...sizes(report),
    ...duplicates(report, dataset),
    ...labels(report),
    ...rareCombinationLines(report),
    ...skippedFiles(report),
    ...(dataset.credit ? [dataset.credit] : []),
  ];
}

const aboutPairs: Text = {
  ja: "入力と完成した絵の組です。枚数や明るさなどは、完成した絵のほうを調べた結果です。",
  en: "These are pairs of inputs and targets; what is said here is about the targets.",
};

type Facts = Omit<DatasetReport, "lines">;

function summary({ name, count, size, channels, brightness, blankIndices }: Facts): Text[] {
  const mean = Math.round((100 * brightness.reduce((sum, value) => sum + value, 0)) / count);
  const lines: Text[] = [
    {
      ja: `${name}: ${count}枚、${size} × ${size} ピクセルの${channels === 1 ? "白黒" : "カラー"}、平均の明るさ${mean}%。`,
      en: `${name}: ${pictures(count)}, ${size} × ${size} pixels, ${channels === 1 ? "grey" : "colour"}, ${mean}% bright on average.`,
    },
  ];
  if (count < 500) {
    lines.push({
      ja: "枚数が少ないので、モデルは新しい絵を作るより、今ある絵を覚えてしまいがちです。500枚以上あると安心です。",
      en: "So few pictures are more easily learnt by heart than understood; 500 or more would be better.",
    });
  }
  if (blankIndices.length > 0) {
    lines.push({
      ja: `一色だけで何も写っていない画像が${blankIndices.length}枚あります。取り除くことをおすすめします。`,
      en: `One even colour and nothing else: ${pictures(blankIndices.length)}. Better taken out.`,
    });
  }
  return lines;
}

function sizes({ widths, heights, size, enlargedCount, count }: Facts): Text[] {
  const range = (values: readonly number[]): string => {
    const low = values.reduce((least, value) => Math.min(least, value), Infinity);
    const high = values.reduce((most, value) => Math.max(most, value), 0);
    return low === high ? `${low}` : `${low}–${high}`;
  };
  if ([...widths, ...heights].every((length) => length === size)) return [];
  const lines: Text[] = [
    {
      ja: `もとの大きさは、幅${range(widths)}、高さ${range(heights)} ピクセルです。`,
      en: `Original sizes: ${range(widths)} pixels wide, ${range(heights)} high.`,
    },
  ];
  if (enlargedCount > 0) {
    lines.push({
      ja: `${enlargedCount}枚（${percent(enlargedCount, count)}）は ${size} ピクセルより小さいので、引き伸ばしました。ぼやけて見えることがあります。`,
      en: `Smaller than ${size} pixels, so enlarged and perhaps soft: ${pictures(enlargedCount)} (${percent(enlargedCount, count)}).`,
    });
  }
  return lines;
}

function duplicates({ duplicates: { exact, nearPairs, isIncomplete } }: Facts, { nameOf }: Dataset): Text[] {
  const surplus = exact.reduce((sum, group) => sum + group.length - 1, 0);
  const lines: Text[] = [];
  if (surplus === 0) lines.push({ ja: "まったく同じ画像はありません。", en: "No picture occurs twice." });
  else {
    lines.push({
      ja: `まったく同じ画像が${surplus}枚余分にあります（${exact.length}組）。`,
      en: `Exact repetitions of another picture: ${surplus}, in ${exact.length} ${exact.length === 1 ? "group" : "groups"}.`,
    });
    for (const group of exact.slice(0, maxExamples))
      lines.push(untranslatedText(`  ${group.slice(0, 5).map(nameOf).join(" = ")}`));
  }
  if (nearPairs.length > 0) {
    lines.push({
      ja: `よく似た画像の組が${nearPairs.length}組${isIncomplete ? "以上" : ""}あります。`,
      en: `Pairs that look nearly the same: ${nearPairs.length}${isIncomplete ? " or more" : ""}.`,
    });
    for (const { first, second } of nearPairs.slice(0, maxExamples))
      lines.push(untranslatedText(`  ${nameOf(first)} ≈ ${nameOf(second)}`));
  }
  return lines;
}

function labels({ labels: tags, numberTags, count }: Facts): Text[] {
  const lines = tags.map(({ tag, counts, unknown }): Text => {
    const sorted = [...counts].sort((a, b) => b.count - a.count);
    const list = (language: "ja" | "en"): string => {
      const shown = sorted
        .slice(0, 2 * maxExamples)
        .map(({ choice, count: times }) => `${choice.label[language]} ${times}`);
      if (sorted.length > shown.length) shown.push("…");
      if (unknown > 0) shown.push(`${language === "ja" ? "不明" : "unknown"} ${unknown}`);
      return shown.join(language === "ja" ? "、" : ", ");
    };
    return { ja: `${tag.label.ja}: ${list("ja")}`, en: `${tag.label.en}: ${list("en")}` };
  });
  for (const { tag, values } of numberTags) {
    const known = values.filter((value) => !Number.isNaN(value)).sort();
    if (known.length === 0) continue;
    const [low, middle, high] = [known[0], known[known.length >> 1], known[known.length - 1]].map((value) =>
      String(Number(value.toPrecision(3))),
    );
    const unknown = count - known.length;
    lines.push({
      ja: `${tag.label.ja}: ${low} 〜 ${high}（中央の値 ${middle}）${unknown > 0 ? `、不明 ${unknown}` : ""}`,
      en: `${tag.label.en}: ${low} to ${high} (median ${middle})${unknown > 0 ? `, unknown ${unknown}` : ""}`,
    });
  }
  return lines;
}

function rareCombinationLines({ rareCombinations }: Facts): Text[] {
  if (rareCombinations.length === 0) return [];
  const lines: Text[] = [
    {
      ja: `めずらしいラベルの組み合わせ（画像の 1% 未満、または数枚）が${rareCombinations.length}通りあり、モデルには覚えにくいものです。cgan の学習に --balanced を付けると、そうした画像を多めに見せます。特にめずらしいもの:`,
      en: `Rare combinations of labels (under 1% of the pictures, or only a few), hard for a model to learn: ${rareCombinations.length}. With --balanced, cgan sees such pictures more often. The rarest:`,
    },
  ];
  for (const { first, second, count, expected } of rareCombinations.slice(0, maxExamples)) {
    const pair = (language: "ja" | "en"): string =>
      [first, second].map(({ tag, choice }) => `${tag.label[language]}=${choice.label[language]}`).join(" + ");
    lines.push({
      ja: `  ${pair("ja")}: ${count}枚（偏りがなければ約${Math.round(expected)}枚）`,
      en: `  ${pair("en")}: ${count} (about ${Math.round(expected)} if they did not depend on each other)`,
    });
  }
  return lines;
}

function skippedFiles({ skipped }: Facts): Text[] {
  if (skipped.length === 0) return [];
  const lines: Text[] = [
    {
      ja: `使えないファイルが${skipped.length}個あったので、飛ばしました。`,
      en: `Files that cannot be used and were skipped: ${skipped.length}.`,
    },
  ];
  for (const { file, reason } of skipped.slice(0, maxExamples)) {
    lines.push({ ja: `  ${file}: ${reason.ja}`, en: `  ${file}: ${reason.en}` });
  }
  if (skipped.length > maxExamples) lines.push(untranslatedText("  …"));
  return lines;
}

function pictures(count: number): string {
  return count === 1 ? "1 picture" : `${count} pictures`;
}

function percent(part: number, whole: number): string {
  const share = (100 * part) / whole;
  return share < 1 ? "<1%" : `${Math.round(share)}%`;
}
