import type { Text } from "omakase/studio";
import type { IndividualOrigin } from "../../worker/fuse/fuse-service.ts";
import { useLanguage } from "../../language/language.tsx";
import styles from "./fuse.module.css";
import { words } from "./words.ts";

/** Renders the share of each parent as a bar; adjacent text says the same. */
export function ShareBar({ share }: Pick<IndividualOrigin, "share">) {
  return (
    <div className={styles.bar} aria-hidden="true">
      <i data-of="left" style={{ width: `${share.a * 100}%` }} />
      <i data-of="new" style={{ width: `${(1 - share.a - share.b) * 100}%` }} />
      <i data-of="right" style={{ width: `${share.b * 100}%` }} />
    </div>
  );
}

/** Renders the origin of each gene in words. */
export function OriginWords({ genes }: Pick<IndividualOrigin, "genes">) {
  const { t, language } = useLanguage();
  const named = (test: (share: number | undefined) => boolean): readonly Text[] =>
    genes.filter(({ share }) => test(share)).map(({ label }) => label);
  const parts = [
    ["left", words.fromLeft, named((share) => share === 1)],
    ["right", words.fromRight, named((share) => share === 0)],
    ["both", words.fromBoth, named((share) => share !== undefined && share > 0 && share < 1)],
    ["new", words.fromNew, named((share) => share === undefined)],
  ] as const;
  return (
    <dl className={styles.origin}>
      {parts
        .filter(([, , labels]) => labels.length > 0)
        .map(([of, from, labels]) => (
          <div key={of} data-of={of}>
            <dt>{t(from)}</dt>
            <dd>{labels.map((label) => t(label)).join(language === "ja" ? "、" : ", ")}</dd>
          </div>
        ))}
    </dl>
  );
}
