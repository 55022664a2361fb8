import { useMemo } from "react";
import type { Attribute } from "omakase/studio";
import { useModelGallery } from "../../storage/gallery.ts";
import { useLanguage } from "../../language/language.tsx";
import { oddsOf } from "../../component/rarity-badge.tsx";
import { Icon } from "../../component/icon.tsx";
import pill from "../../component/pill.module.css";
import styles from "./collection.module.css";
import { toggleAttribute } from "./draw-settings.ts";
import type { DrawState } from "./use-draw-state.ts";
import { words } from "./words.ts";

/** Shows which traits a person's pictures have; pressing a missing one asks for it in the next draws. */
export function Collection({ state }: { readonly state: DrawState }) {
  const { t } = useLanguage();
  const { facts } = state;
  const pictures = useModelGallery(facts.hash);
  const rows = useMemo(() => {
    const tags = [...(facts.attributes?.tags.entries() ?? [])].filter(([, { kind }]) => kind !== "number");
    return tags.map(([index, tag]) => {
      const values = new Set(pictures.map(({ candidate }) => candidate.values[index]));
      // a value that no training image shows cannot be drawn well
      const places = [...tag.choices.keys()].filter((place) => facts.frequencies[index]?.shares?.[place] !== 0);
      return { index, tag, places, values };
    });
  }, [facts, pictures]);
  if (rows.length === 0) return undefined;
  const total = rows.reduce((sum, { places }) => sum + places.length, 0);
  const found = rows.reduce((sum, { places, values }) => sum + places.filter((place) => values.has(place)).length, 0);
  return (
    <details className={styles.collection}>
      <summary>
        <h2>{t(words.collection)}</h2>
        <span>{t(words.collected, { count: found, total })}</span>
        <progress aria-label={t(words.collection)} value={found} max={total} />
        <Icon name="chevron" />
      </summary>
      <p className="muted">{t(found === total ? words.collectedAll : words.collectionWhy)}</p>
      <dl>
        {rows.map(({ index, tag, places, values }) => (
          <div key={tag.name}>
            <dt>{t(tag.label)}</dt>
            {places.map((place) => (
              <dd key={place}>
                {values.has(place) ? (
                  <span className={pill.pill}>{t(tag.choices[place].label)}</span>
                ) : (
                  <MissingTrait state={state} tag={tag} index={index} place={place} />
                )}
              </dd>
            ))}
          </div>
        ))}
      </dl>
    </details>
  );
}

function MissingTrait({
  state: { facts, settings, change },
  tag: { label, choices },
  index,
  place,
}: {
  readonly state: DrawState;
  readonly tag: Attribute;
  readonly index: number;
  readonly place: number;
}) {
  const { t } = useLanguage();
  const value = t(choices[place].label);
  const share = facts.frequencies[index]?.shares?.[place];
  const isWished = settings.attributeSettings[index] === place;
  return (
    <button
      type="button"
      className={pill.pill}
      aria-pressed={isWished}
      aria-label={t(words.askFor, { label: t(label), value })}
      title={t(words.askFor, { label: t(label), value })}
      onClick={() => change(toggleAttribute(settings, index, place))}
    >
      {value}
      {share !== undefined && <small>{t(words.shortOdds, { count: oddsOf(share) })}</small>}
    </button>
  );
}
