import { useLanguage } from "../../language/language.tsx";
import { useMediaQuery } from "../../component/use-media-query.ts";
import styles from "./draw.module.css";
import { poseAxes } from "./pose.ts";
import type { RunFacts } from "../../worker/run-facts.ts";
import { words } from "./words.ts";

/** Lists the keys of the screen. */
export function KeysHelp({ facts }: { readonly facts: RunFacts }) {
  const { t } = useLanguage();
  const isTouch = useMediaQuery("(hover: none)");
  if (isTouch) return undefined;
  const keys = [
    [["D", "Enter"], words.keyDraw],
    [["T"], words.keyLiked],
    [["←", "→"], words.keyMove],
    ...(poseAxes(facts) ? [[["Shift + ←→↑↓"], words.keyTurn] as const] : []),
    [["1", "…", "5"], words.keyRate],
    [["H"], words.keyHeart],
    [["S"], words.keySave],
    [["Delete"], words.keyDelete],
    [["Ctrl + Z", "Ctrl + Shift + Z"], words.keyUndo],
  ] as const;
  return (
    <details className={styles.keys}>
      <summary>{t(words.keys)}</summary>
      <dl>
        {keys.map(([names, what]) => (
          <div key={names.join()}>
            <dt>
              {names.map((name) => (
                <kbd key={name}>{name}</kbd>
              ))}
            </dt>
            <dd>{t(what)}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
