import { credits } from "omakase";
import { useManifest } from "../../kept/manifest.ts";
import { useRun } from "../../kept/run.tsx";
import { useLanguage } from "../../language/language.tsx";
import styles from "./about.module.css";
import { words } from "./words.ts";

/** Who made the pictures, what the models are, and that nothing leaves the machine. */
export default function AboutScreen() {
  const { say, number } = useLanguage();
  const { data: manifest } = useManifest();
  const { facts, cards } = useRun();
  return (
    <div className={styles.about}>
      <h1>{say(words.title)}</h1>
      <p>{say(words.intro)}</p>
      <section className="panel">
        <h2>{say(words.leaves)}</h2>
        <p>{say(manifest?.kind === "site" ? words.leavesSite : words.leavesServer)}</p>
        {facts && (
          <p className="muted">
            {say(words.computing)}: {say(facts.device)}
          </p>
        )}
      </section>
      <section className="panel">
        <h2>{say(words.pictures)}</h2>
        <ul className={styles.credits}>
          {Object.entries(credits).map(([name, credit]) => (
            <li key={name}>{say(credit)}</li>
          ))}
        </ul>
        <p className="muted">
          {say(words.learned)}{" "}
          <a href="https://creativecommons.org/licenses/by/4.0/" rel="noreferrer">
            {say(words.ccBy)}
          </a>
        </p>
      </section>
      <section className="panel">
        <h2>{say(words.recipe)}</h2>
        <p>{say(words.recipeWhy)}</p>
      </section>
      {cards.length > 0 && (
        <section className="panel">
          <h2>{say(words.models)}</h2>
          <div className={styles.scroll} tabIndex={0} role="region" aria-label={say(words.models)}>
            <table>
              <thead>
                <tr>
                  <th scope="col">{say(words.modelName)}</th>
                  <th scope="col">{say(words.modelKind)}</th>
                  <th scope="col">{say(words.modelSource)}</th>
                  <th scope="col">{say(words.modelSeen)}</th>
                </tr>
              </thead>
              <tbody>
                {cards.map(({ id, name, model, source, picturesSeen }) => (
                  <tr key={id}>
                    <th scope="row">{name}</th>
                    <td>{model}</td>
                    <td>{source}</td>
                    <td>{number(picturesSeen)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </section>
      )}
      {manifest && <p className="muted">{say(words.version, { version: manifest.omakase })}</p>}
    </div>
  );
}
