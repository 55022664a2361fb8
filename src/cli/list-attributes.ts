import type { Attribute } from "../dataset/index.ts";
import { rangeOf } from "../generate/index.ts";
import type { Artist } from "./open-artist.ts";
import { requireAttributes } from "./require-attributes.ts";
import type { Session } from "./session.ts";

/** `omakase generate <run> --list`: what can be wished for, and how frequent it was among the pictures learned from. */
export function listAttributes(session: Session, { run, artist }: Artist): void {
  const { tags } = requireAttributes(artist);
  artist.dispose();
  tags.forEach((attribute, at) => {
    const values = run.examples![at];
    const { name, label, kind, choices, wraps } = attribute;
    const known = values.filter((value) => !Number.isNaN(value));
    const title = { ja: label.ja === name ? name : `${name}（${label.ja}）`, en: name };
    if (kind === "number") {
      const [low, high] = rangeOf(values) ?? [0, 0];
      session.emit({ type: "attribute", name, label, kind, low, high, wraps });
      const round = { ja: wraps ? `（${wraps} で一周）` : "", en: wraps ? ` (the same again after ${wraps})` : "" };
      session.print({
        ja: `${title.ja}: ${short(low)} から ${short(high)} まで${round.ja}`,
        en: `${title.en}: ${short(low)} to ${short(high)}${round.en}`,
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
      ja: `${title.ja}: ${choiceWords(attribute, shares, "ja").join("、")}`,
      en: `${title.en}: ${choiceWords(attribute, shares, "en").join(", ")}`,
    });
  });
  session.print({
    ja: `たとえば: npx omakase generate ${run.path} --set ${example(tags)}`,
    en: `For example: npx omakase generate ${run.path} --set ${example(tags)}`,
  });
}

function choiceWords({ choices }: Attribute, shares: readonly number[], language: "ja" | "en"): string[] {
  return choices.map(({ name, label }, place) => {
    const percent = `${(100 * shares[place]).toFixed(shares[place] < 0.1 ? 1 : 0)} %`;
    if (language === "ja") return `${name}（${label.ja === name ? "" : `${label.ja}、`}${percent}）`;
    return `${name} (${percent})`;
  });
}

function example(tags: readonly Attribute[]): string {
  const [{ name, kind, choices, mean }] = tags;
  return `${name}=${kind === "number" ? short(mean!) : choices.at(-1)!.name}`;
}

function short(value: number): string {
  return String(Number(value.toPrecision(3)));
}
