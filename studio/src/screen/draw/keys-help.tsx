import { useLanguage } from "../../language/language.tsx";
import styles from "./draw.module.css";
import { poseOf } from "./pose.ts";
import type { RunFacts } from "../../engine/describe.ts";
import { words } from "./words.ts";

/** Which keys there are. */
export function KeysHelp({ facts }: { readonly facts: RunFacts }) {
  const { say } = useLanguage();
  const keys = [
    [["D", "Enter"], words.keyDraw],
    [["←", "→"], words.keyMove],
    ...(poseOf(facts) ? [[["Shift + ←→↑↓"], words.keyTurn] as const] : []),
    [["1", "…", "5"], words.keyRate],
    [["H"], words.keyHeart],
    [["S"], words.keySave],
    [["Ctrl + Z", "Ctrl + Shift + Z"], words.keyUndo],
  ] as const;
  return (
    <details className={styles.keys}>
      <summary>{say(words.keys)}</summary>
      <dl>
        {keys.map(([names, what]) => (
          <div key={names.join()}>
            <dt>
              {names.map((name) => (
                <kbd key={name}>{name}</kbd>
              ))}
            </dt>
            <dd>{say(what)}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
