import { omakaseVersion } from "../checkpoint/index.ts";
import type { Language, Text } from "../error.ts";
import { inLanguage, runText } from "../text/index.ts";
import type { Files } from "../host.ts";
import type { AnomalyModel } from "../anomaly/index.ts";
import type { OutlierOrigin } from "./outlier-run.ts";

/** Writes the model card `card.md` of an anomaly model: its training images, and its lowest false-alarm rate. */
export async function writeOutlierModelCard(
  files: Files,
  path: string,
  { picture, detectors, backbone, counts, weights, calibration }: AnomalyModel,
  { source, pictures, seed, credit }: OutlierOrigin & { readonly credit?: Text },
  language: Language,
): Promise<void> {
  const t = (text: Text) => inLanguage(text, language);
  const lowest = `${(100 / (calibration.length + 1)).toPrecision(2)} %`;
  const rows = [
    [t(words.source), `${source}`.replaceAll("|", "\\|")],
    [t(words.credit), t(credit ?? words.unknown)],
    [t(words.size), `${picture.size} × ${picture.size} px`],
    [t(words.counts), `${counts.training} / ${counts.scale} / ${calibration.length}`],
    [t(words.parts), detectors.join(", ")],
    ...(backbone ? [[t(words.network), `${backbone.layers.join(", ")} (SHA-256 ${backbone.hash})`]] : []),
    ...(weights.size > 0 ? [[t(words.pictures), String(pictures)]] : []), // otherwise nothing was trained
    [t(words.seed), String(seed)],
    [t(words.lowest), lowest],
    ["omakase", omakaseVersion],
  ];
  const lines = [
    `# ${t(words.title)}`,
    "",
    "| | |",
    "|---|---|",
    ...rows.map(([name, value]) => `| ${name} | ${value} |`),
  ];
  await files.write(
    files.join(path, "card.md"),
    `${[...lines, "", `## ${t(words.mind)}`, "", t(words.caution)].join("\n")}\n`,
  );
}

const words = runText.writeOutlierModelCard;
