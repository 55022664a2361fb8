import { builtinDatasets, datasetCredits } from "omakase/studio";
import { useManifest } from "../../storage/manifest.ts";
import { useRun } from "../../storage/current-run.tsx";
import { alongCredits, creditLinks } from "./credits.ts";
import { useLanguage, type Words } from "../../language/language.tsx";
import { tourUrl } from "../../app/tour-link.tsx";
import { modelName } from "../../component/model-names.ts";
import { words as trainWords } from "../train/words.ts";
import styles from "./about.module.css";
import { words } from "./words.ts";

const kinds = ["latent-flow", "gan", "vae", "cgan", "pix2pix", "ae", "dcgan"];

/** Returns the name that the Train screen uses, if it has one. */
const wordOf = (known: readonly string[], name: string) =>
  known.includes(name) ? (trainWords as Words)[name] : undefined;

/** Shows the credits of the pictures, the models, and the privacy note. */
export default function AboutScreen() {
  const { t, formatNumber } = useLanguage();
  const { data: manifest } = useManifest();
  const { facts, infos: candidates } = useRun();
  const sayName = (known: readonly string[], name: string): string => {
    const word = wordOf(known, name);
    return word ? t(word) : name;
  };
  return (
    <div className={styles.about}>
      <h1 className={styles.wide}>{t(words.title)}</h1>
      <p className={styles.wide}>
        {t(words.intro)} <a href={tourUrl}>{t(words.tour)}</a>
      </p>
      <section className="panel">
        <h2>{t(words.leaves)}</h2>
        <p>{t(manifest?.kind === "site" ? words.leavesSite : words.leavesServer)}</p>
        {facts && (
          <p className="muted">
            {t(words.computing)}: {t(facts.device)}
          </p>
        )}
      </section>
      <section className={`panel ${styles.tall}`}>
        <h2>{t(words.pictures)}</h2>
        <ul className={styles.credits}>
          {Object.entries(datasetCredits).map(([name, credit]) => (
            <li key={name}>{t(credit)}</li>
          ))}
        </ul>
        <p className="muted">{t(words.learned)}</p>
        <h3>{t(words.alongTitle)}</h3>
        <ul className={styles.credits}>
          {alongCredits.map((credit) => (
            <li key={credit.en}>{t(credit)}</li>
          ))}
        </ul>
        <ul className={styles.links} aria-label={t(words.links)}>
          {creditLinks.map(([text, url]) => (
            <li key={url}>
              <a href={url} target="_blank" rel="noopener noreferrer">
                {t(text)}
              </a>
            </li>
          ))}
        </ul>
      </section>
      <section className="panel">
        <h2>{t(words.recipe)}</h2>
        <p>{t(words.recipeWhy)}</p>
      </section>
      {candidates.length > 0 && (
        <section className={`panel ${styles.wide}`}>
          <h2>{t(words.models)}</h2>
          <div className={styles.scroll} tabIndex={0} role="region" aria-label={t(words.models)}>
            <table>
              <thead>
                <tr>
                  <th scope="col">{t(words.modelName)}</th>
                  <th scope="col">{t(words.modelKind)}</th>
                  <th scope="col">{t(words.modelSource)}</th>
                  <th scope="col" className={styles.seen}>
                    {t(words.modelSeen)}
                  </th>
                </tr>
              </thead>
              <tbody>
                {candidates.map(({ id, name, model, source, imagesSeen }) => (
                  <tr key={id}>
                    <th scope="row">{t(modelName({ name, source }))}</th>
                    <td>{sayName(kinds, model)}</td>
                    <td>{sayName(builtinDatasets, source)}</td>
                    <td className={styles.seen}>{formatNumber(imagesSeen)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </section>
      )}
      {manifest && <p className={`muted ${styles.wide}`}>{t(words.version, { version: manifest.omakase })}</p>}
    </div>
  );
}
