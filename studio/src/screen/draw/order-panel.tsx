import { useLanguage } from "../../language/language.tsx";
import { Button } from "../../part/button.tsx";
import { Chips } from "../../part/chips.tsx";
import { Slider } from "../../part/slider.tsx";
import { LatentSliders } from "./latent-sliders.tsx";
import { NoisePanel } from "./noise-panel.tsx";
import styles from "./panel.module.css";
import { usualSettings } from "./settings.ts";
import type { Desk } from "./use-desk.ts";
import { WishRow } from "./wish-row.tsx";
import { words } from "./words.ts";

/** Everything that is set before a draw. */
export function OrderPanel({ desk, onSieve }: { readonly desk: Desk; readonly onSieve: () => void }) {
  const { say, number } = useLanguage();
  const { facts, settings, change, undo, redo } = desk;
  const tags = facts.attributes?.tags ?? [];
  return (
    <section className={`panel ${styles.panel}`} aria-label={say(words.settings)}>
      <div className={styles.head}>
        <h2>{say(tags.length > 0 ? words.attributes : words.settings)}</h2>
        <Button look="quiet" wordless icon="undo" disabled={!undo} onClick={undo}>
          {say(words.undo)}
        </Button>
        <Button look="quiet" wordless icon="redo" disabled={!redo} onClick={redo}>
          {say(words.redo)}
        </Button>
        <Button
          look="quiet"
          wordless
          icon="dice"
          onClick={() => change({ ...usualSettings(facts), count: settings.count, sieve: settings.sieve })}
        >
          {say(words.startOver)}
        </Button>
      </div>
      {tags.length > 0 && (
        <div className={styles.rows}>
          {tags.map((tag, at) => (
            <WishRow
              key={tag.name}
              tag={tag}
              frequency={facts.frequencies[at]}
              wish={settings.wishes[at]}
              onWish={(wish) =>
                change({ ...settings, wishes: settings.wishes.with(at, wish) }, `wish ${tag.kind} ${tag.name}`)
              }
            />
          ))}
          <p className="muted">{say(words.offWhy)}</p>
        </div>
      )}
      <NoisePanel desk={desk} />
      <Slider
        label={say(words.truncation)}
        value={Math.round((1 - settings.truncation) * 100)}
        onChange={(percent) => change({ ...settings, truncation: 1 - percent / 100 }, "truncation")}
        min={0}
        max={100}
        step={5}
        format={(percent) => number(percent / 100, { style: "percent" })}
        ends={[say(words.truncationEnds), say(words.truncationEndsOrdinary)]}
      />
      <div className={styles.group}>
        <h3>{say(words.sieve)}</h3>
        <Chips
          label={say(words.sieve)}
          choices={[
            { value: "all", label: say(words.sieveAll) },
            { value: "whole", label: say(words.sieveWhole) },
            { value: "broken", label: say(words.sieveBroken) },
          ]}
          chosen={settings.sieve}
          onChoose={(sieve) => {
            change({ ...settings, sieve });
            if (sieve !== "all") onSieve();
          }}
        />
        {settings.sieve !== "all" && <p className="muted">{say(words.sieveWhy)}</p>}
      </div>
      <LatentSliders desk={desk} />
    </section>
  );
}
