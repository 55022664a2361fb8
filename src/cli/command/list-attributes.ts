import type { Attribute } from "../../dataset/index.ts";
import { rangeOf } from "../../sample/index.ts";
import type { OpenedSampler } from "../input/open-model.ts";
import { requireAttributes } from "../input/require-attributes.ts";
import type { Session } from "../session.ts";
import { cliText, inLanguage, listText, nameWithLabel, writeText, type Text } from "../../text/index.ts";

/** `omakase generate <run> --list`: what can be wished for, and how frequent it was among the pictures learned from. */
export function listAttributes(session: Session, { run, sampler }: OpenedSampler): void {
  const { tags } = requireAttributes(sampler);
  sampler.dispose();
  tags.forEach((attribute, at) => {
    const values = run.examples![at];
    const { name, label, kind, choices, period } = attribute;
    const known = values.filter((value) => !Number.isNaN(value));
    const title = nameWithLabel(attribute);
    if (kind === "number") {
      const [low, high] = rangeOf(values) ?? [0, 0];
      session.emit({ type: "attribute", name, label, kind, low, high, period });
      session.print(
        cliText.listAttributes.numberLine({
          title,
          low: roundTo3Digits(low),
          high: roundTo3Digits(high),
          hasPeriod: period !== undefined,
          period: period ?? 0,
        }),
      );
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
    session.print(cliText.listAttributes.choiceLine({ title, choices: listText(choiceTexts(attribute, shares)) }));
  });
  session.print(cliText.listAttributes.example({ argument: run.argument, tags: exampleRequest(tags) }));
}

function choiceTexts({ choices }: Attribute, shares: readonly number[]): Text[] {
  return choices.map((choice, place) => {
    const percent = `${(100 * shares[place]).toFixed(shares[place] < 0.1 ? 1 : 0)} %`;
    const { name, label } = choice;
    return writeText((language) => {
      const word = inLanguage(label, language);
      const { choice: bare, labelledChoice } = cliText.listAttributes;
      const isBare = language === "en" || word === name;
      return inLanguage(isBare ? bare({ name, percent }) : labelledChoice({ name, label: word, percent }), language);
    });
  });
}

function exampleRequest(tags: readonly Attribute[]): string {
  const [{ name, kind, choices, mean }] = tags;
  return `${name}=${kind === "number" ? roundTo3Digits(mean!) : choices.at(-1)!.name}`;
}

function roundTo3Digits(value: number): string {
  return String(Number(value.toPrecision(3)));
}
