import type { Attribute } from "../../dataset/index.ts";
import { rangeOf } from "../../sample/index.ts";
import type { OpenedSampler } from "../input/open-model.ts";
import { requireAttributes } from "../input/require-attributes.ts";
import type { Session } from "../session.ts";

/** `omakase generate <run> --list`: what can be wished for, and how frequent it was among the pictures learned from. */
export function listAttributes(session: Session, { run, sampler }: OpenedSampler): void {
  const { tags } = requireAttributes(sampler);
  sampler.dispose();
  tags.forEach((attribute, at) => {
    const values = run.examples![at];
    const { name, label, kind, choices, period } = attribute;
    const known = values.filter((value) => !Number.isNaN(value));
    const title = { ja: label.ja === name ? name : `${name}（${label.ja}）`, en: name };
    if (kind === "number") {
      const [low, high] = rangeOf(values) ?? [0, 0];
      session.emit({ type: "attribute", name, label, kind, low, high, period });
      const periodText = {
        ja: period ? `（${period} で一周）` : "",
        en: period ? ` (the same again after ${period})` : "",
      };
      session.print({
        ja: `${title.ja}: ${roundTo3Digits(low)} から ${roundTo3Digits(high)} まで${periodText.ja}`,
        en: `${title.en}: ${roundTo3Digits(low)} to ${roundTo3Digits(high)}${periodText.en}`,
      });
      return;
    }
    const shares = choices.map(
      (_, place) => known.filter((value) => value === place).length / Math.max(1, known.length),
    );
    session.emit({
      type: "attribute",
      name,
      label,
      kind,
      choices: choices.map((choice, place) => ({ ...choice, share: shares[place] })),
    });
    session.print({
      ja: `${title.ja}: ${choiceTexts(attribute, shares, "ja").join("、")}`,
      en: `${title.en}: ${choiceTexts(attribute, shares, "en").join(", ")}`,
    });
  });
  session.print({
    ja: `たとえば: npx omakase generate ${run.argument} --set ${exampleRequest(tags)}`,
    en: `For example: npx omakase generate ${run.argument} --set ${exampleRequest(tags)}`,
  });
}

function choiceTexts({ choices }: Attribute, shares: readonly number[], language: "ja" | "en"): string[] {
  return choices.map(({ name, label }, place) => {
    const percent = `${(100 * shares[place]).toFixed(shares[place] < 0.1 ? 1 : 0)} %`;
    if (language === "ja") return `${name}（${label.ja === name ? "" : `${label.ja}、`}${percent}）`;
    return `${name} (${percent})`;
  });
}

function exampleRequest(tags: readonly Attribute[]): string {
  const [{ name, kind, choices, mean }] = tags;
  return `${name}=${kind === "number" ? roundTo3Digits(mean!) : choices.at(-1)!.name}`;
}

function roundTo3Digits(value: number): string {
  return String(Number(value.toPrecision(3)));
}
