import { builtinNames, credits } from "omakase";
import { useManifest } from "../../kept/manifest.ts";
import { useRun } from "../../kept/run.tsx";
import { useLanguage, type Words } from "../../language/language.tsx";
import { words as trainWords } from "../train/words.ts";
import styles from "./about.module.css";
import { words } from "./words.ts";

const kinds = ["gan", "vae", "cgan", "pix2pix", "ae", "dcgan"];

/** As Train says it, where that has a word for it. */
const wordOf = (known: readonly string[], name: string) =>
  known.includes(name) ? (trainWords as Words)[name] : undefined;

/** Who made the pictures, what the models are, and that nothing leaves the machine. */
export default function AboutScreen() {
  const { say, number } = useLanguage();
  const { data: manifest } = useManifest();
  const { facts, cards } = useRun();
  const sayName = (known: readonly string[], name: string): string => {
    const word = wordOf(known, name);
    return word ? say(word) : name;
  };
  return (
    <div className={styles.about}>
      <h1 className={styles.wide}>{say(words.title)}</h1>
      <p className={styles.wide}>{say(words.intro)}</p>
      <section className="panel">
        <h2>{say(words.leaves)}</h2>
        <p>{say(manifest?.kind === "site" ? words.leavesSite : words.leavesServer)}</p>
        {facts && (
          <p className="muted">
            {say(words.computing)}: {say(facts.device)}
          </p>
        )}
      </section>
      <section className={`panel ${styles.tall}`}>
        <h2>{say(words.pictures)}</h2>
        <ul className={styles.credits}>
          {Object.entries(credits).map(([name, credit]) => (
            <li key={name}>{say(credit)}</li>
          ))}
        </ul>
        <p className="muted">
          {say(words.learned)}{" "}
          <a className={styles.licence} href="https://creativecommons.org/licenses/by/4.0/" rel="noreferrer">
            {say(words.ccBy)}
          </a>
        </p>
      </section>
      <section className="panel">
        <h2>{say(words.recipe)}</h2>
        <p>{say(words.recipeWhy)}</p>
      </section>
      {cards.length > 0 && (
        <section className={`panel ${styles.wide}`}>
          <h2>{say(words.models)}</h2>
          <div className={styles.scroll} tabIndex={0} role="region" aria-label={say(words.models)}>
            <table>
              <thead>
                <tr>
                  <th scope="col">{say(words.modelName)}</th>
                  <th scope="col">{say(words.modelKind)}</th>
                  <th scope="col">{say(words.modelSource)}</th>
                  <th scope="col" className={styles.seen}>
                    {say(words.modelSeen)}
                  </th>
                </tr>
              </thead>
              <tbody>
                {cards.map(({ id, name, model, source, picturesSeen }) => (
                  <tr key={id}>
                    <th scope="row">{name}</th>
                    <td>{sayName(kinds, model)}</td>
                    <td>{sayName(builtinNames, source)}</td>
                    <td className={styles.seen}>{number(picturesSeen)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </section>
      )}
      {manifest && <p className={`muted ${styles.wide}`}>{say(words.version, { version: manifest.omakase })}</p>}
    </div>
  );
}
