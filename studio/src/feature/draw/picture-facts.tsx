import { useQuery } from "@tanstack/react-query";
import { engine } from "../../worker/client.ts";
import type { SampledPicture } from "../../worker/draw/draw-batch.ts";
import { useLanguage } from "../../language/language.tsx";
import { oddsOf, RarityBadge, rarityOdds } from "../../component/rarity-badge.tsx";
import { attributeTexts } from "../../component/attribute-text.ts";
import { pictureName } from "../../component/picture-name.ts";
import { KeepRow } from "./keep-row.tsx";
import styles from "./picture-facts.module.css";
import type { RunFacts } from "../../worker/run-facts.ts";
import type { DrawState } from "./use-draw-state.ts";
import { words } from "./words.ts";

/** Shows how rare the chosen picture is, and its traits, each of which can be kept for the next draws. */
export function PictureFacts({ state }: { readonly state: DrawState }) {
  if (!state.chosen) return undefined;
  return (
    <div className={styles.facts}>
      <RarityRow state={state} />
      <KeepRow state={state} chosen={state.chosen} />
    </div>
  );
}

function RarityRow({ state: { facts, chosen, batch } }: { readonly state: DrawState }) {
  const { t, formatNumber } = useLanguage();
  const candidate = chosen?.candidate;
  const { data: rarity } = useQuery({
    queryKey: ["rarity", facts.hash, candidate?.id],
    queryFn: async () => (await engine().draw.rarity(facts.id, [candidate!]))[0] ?? null,
    enabled: candidate !== undefined && facts.attributes !== undefined && candidate.values.length > 0,
    placeholderData: (before) => before,
    staleTime: Infinity,
    networkMode: "always",
  });
  const rarest = candidate && rarestTrait(facts, candidate.values);
  const { anomalyScore } = batch.find((one): one is SampledPicture => one.candidate.id === candidate?.id) ?? {};
  return (
    <div className={styles.rarity}>
      {candidate && <b className={styles.name}>{t(pictureName(candidate.id))}</b>}
      {rarity && <RarityBadge rarity={rarity} />}
      {rarity && rarity.word !== "common" && (
        <span className="muted">{t(rarityOdds, { count: oddsOf(rarity.percentile) })}</span>
      )}
      {rarest && (
        <span className="muted">
          {t(words.rarestTrait, { trait: rarest.texts.map((text) => t(text)).join(" "), count: rarest.count })}
        </span>
      )}
      {anomalyScore !== undefined && anomalyScore > 1 && (
        <span className="muted">
          {t(words.anomalyScore, { value: formatNumber(anomalyScore, { maximumFractionDigits: 2 }) })}
        </span>
      )}
    </div>
  );
}

/** Number of random draws of which one has a trait, from which on it is named beside the picture. */
const leastOdds = 8;

/** Returns the rarest trait that a picture shows; undefined if each of them is frequent. */
function rarestTrait({ attributes, frequencies }: RunFacts, values: readonly number[]) {
  return attributeTexts(attributes, values)
    .filter(({ kind, isPresent }) => kind !== "number" && isPresent)
    .map(({ index, kind, label, value }) => {
      const share = frequencies[index]?.shares?.[values[index]];
      return { texts: kind === "binary" ? [label] : [label, value], count: share ? oddsOf(share) : 0 };
    })
    .filter(({ count }) => count >= leastOdds)
    .toSorted((a, b) => b.count - a.count)
    .at(0);
}
