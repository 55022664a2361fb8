import { useEffect, useId, useRef } from "react";
import { useLanguage } from "../language/language.tsx";
import { writeSetting } from "../storage/setting.ts";
import { routeUrl } from "./route.ts";
import type { Screen } from "./screens.ts";
import styles from "./tour.module.css";
import { tourSetting } from "./tour-link.tsx";
import { words } from "./tour-words.ts";

/** Screens of the tour, in its order, with a sentence about each. */
const sentences = {
  draw: words.draw,
  rate: words.rate,
  morph: words.morph,
  translate: words.translate,
  train: words.train,
  learn: words.learn,
};

/** Renders a step of the tour of the screens over the open one: `#/rate?tour=2`. */
export default function Tour({ step, offered }: { readonly step: number; readonly offered: readonly Screen[] }) {
  const { t } = useLanguage();
  const title = useId();
  const next = useRef<HTMLAnchorElement>(null);
  const stops = offered.filter(({ id }) => id in sentences);
  const stop = stops[step - 1];
  useEffect(() => writeSetting(tourSetting, "seen"), []);
  useEffect(() => next.current?.focus({ preventScroll: true }), [step]);
  if (!stop) return undefined;
  const address = (to: number): string => routeUrl(stops[to - 1].id, { tour: String(to) });
  const end = routeUrl(stop.id);
  return (
    <aside
      className={styles.tour}
      aria-labelledby={title}
      onKeyDown={({ key }) => {
        if (key === "Escape") location.hash = end;
      }}
    >
      <div aria-live="polite">
        <h2 id={title}>
          {t(stop.name)} <small className="muted">{t(words.step, { step, steps: stops.length })}</small>
        </h2>
        <p>{t(sentences[stop.id as keyof typeof sentences])}</p>
      </div>
      <p className={styles.ways}>
        {step < stops.length && <a href={end}>{t(words.end)}</a>}
        {step > 1 && (
          <a className="button" href={address(step - 1)}>
            {t(words.back)}
          </a>
        )}
        <a className="button" data-look="main" ref={next} href={step < stops.length ? address(step + 1) : end}>
          {t(step < stops.length ? words.next : words.begin)}
        </a>
      </p>
    </aside>
  );
}
