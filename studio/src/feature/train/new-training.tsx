import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { isBuiltinDataset, trainingJobRequestSchema, type ModelName } from "omakase/studio";
import { useLanguage } from "../../language/language.tsx";
import { Chips } from "../../component/chips.tsx";
import { ErrorNote } from "../../component/note.tsx";
import { TimeField } from "./time-field.tsx";
import styles from "./new-training.module.css";
import { trainingBackends, type TrainingBackendName } from "./training-backend.ts";
import { DatasetPicker } from "./dataset-picker.tsx";
import { chosenSettings, SettingFields, type SettingTexts } from "./setting-fields.tsx";
import { useTrainingBackends } from "./trainings.ts";
import { words } from "./words.ts";

const models = ["latent-flow", "gan", "vae", "cgan", "pix2pix", "ae", "dcgan"] as const satisfies readonly ModelName[];
type OfferedModel = (typeof models)[number];
const sizes = [16, 32, 64, 128] as const;
/** Default number of pictures of a built-in set in the browser. */
const defaultBrowserCount = 2000;

const modelHelp = {
  "latent-flow": words.latentFlowHow,
  gan: words.ganHow,
  vae: words.vaeHow,
  cgan: words.cganHow,
  pix2pix: words.pix2pixHow,
  ae: words.aeHow,
  dcgan: words.dcganHow,
};

/** Returns whether a model can learn from a data set: a conditional GAN needs labels, pix2pix needs pairs. */
function supportsSource(model: OfferedModel, source: string): boolean {
  if (!isBuiltinDataset(source)) return true;
  if (model === "pix2pix") return ["sushi", "sushi-camera", "emoji"].includes(source);
  return model !== "cgan" || source !== "emoji";
}

/** Renders the form of a new training. */
export function NewTraining({ onStart }: { readonly onStart: (key: string) => void }) {
  const { t } = useLanguage();
  const queries = useQueryClient();
  const choices = useTrainingBackends();
  const [wanted, setPlace] = useState<TrainingBackendName>();
  const place = wanted ?? choices[0];
  const [source, setSource] = useState("sushi");
  const [model, setModel] = useState<OfferedModel>("latent-flow");
  const [minutes, setMinutes] = useState("10");
  const [size, setSize] = useState<(typeof sizes)[number]>(64);
  const [count, setCount] = useState("");
  const [seed, setSeed] = useState("");
  const [texts, setTexts] = useState<SettingTexts>({});
  const settings = chosenSettings(model, texts);
  const defaultCount = place === "browser" && isBuiltinDataset(source) ? defaultBrowserCount : undefined;
  const request = trainingJobRequestSchema.safeParse({
    model,
    source,
    minutes: Number(minutes),
    size,
    ...(seed !== "" && { seed: Number(seed) }),
    ...(count !== "" ? { count: Number(count) } : defaultCount !== undefined && { count: defaultCount }),
    ...(settings && Object.keys(settings).length > 0 && { settings }),
  }).data;
  const plan = settings && request;
  const starting = useMutation({
    mutationFn: () => trainingBackends[place].add(plan!),
    onSuccess: async ({ id }) => {
      await queries.invalidateQueries({ queryKey: ["jobs", place] });
      onStart(`${place}:${id}`);
    },
  });
  const choose = (source: string): void => {
    setSource(source);
    if (!supportsSource(model, source)) setModel("latent-flow");
  };
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (plan) starting.mutate();
      }}
    >
      <h3>{t(words.pictures)}</h3>
      <DatasetPicker key={place} backend={place} chosen={source} onChoose={choose} />
      <h3>{t(words.model)}</h3>
      <Chips
        label={t(words.model)}
        choices={models
          .filter((one) => supportsSource(one, source))
          .map((value) => ({ value, label: t(words[value]) }))}
        chosen={model}
        onChoose={setModel}
      />
      <p className="muted">{t(modelHelp[model])}</p>
      <h3>{t(words.minutes)}</h3>
      <TimeField value={minutes} onChange={setMinutes} unit={t(words.minutesField)} />
      <p className="muted">{t(words.minutesHow)}</p>
      <details className={styles.more}>
        <summary>{t(words.more)}</summary>
        <div className={styles.form}>
          {choices.length > 1 && (
            <>
              <h3>{t(words.place)}</h3>
              <Chips
                label={t(words.place)}
                choices={choices.map((value) => ({ value, label: t(words[value]) }))}
                chosen={place}
                onChoose={(next) => {
                  setPlace(next);
                  if (!isBuiltinDataset(source)) setSource("sushi"); // the other backend does not have this data set
                }}
              />
            </>
          )}
          <h3>{t(words.size)}</h3>
          <Chips
            label={t(words.size)}
            choices={sizes.map((value) => ({ value, label: `${value} px` }))}
            chosen={size}
            onChoose={setSize}
          />
          <label className={styles.field}>
            {t(words.count)}
            <input
              className="field"
              type="number"
              min="1"
              step="1"
              placeholder={defaultCount === undefined ? "" : String(defaultCount)}
              value={count}
              onChange={({ target }) => setCount(target.value)}
            />
          </label>
          <label className={styles.field}>
            {t(words.seed)}
            <input
              className="field"
              type="number"
              min="0"
              step="1"
              value={seed}
              onChange={({ target }) => setSeed(target.value)}
            />
          </label>
          <p className="muted">{t(words.seedHow)}</p>
          <details className={styles.more}>
            <summary>{t(words.settings)}</summary>
            <div className={styles.form}>
              <SettingFields model={model} texts={texts} onChange={setTexts} />
            </div>
          </details>
        </div>
      </details>
      <button type="submit" className="button" data-look="main" disabled={!plan || starting.isPending}>
        {t(words.start)}
      </button>
      <p className="muted">{t(place === "server" ? words.serverHow : words.browserHow)}</p>
      <ErrorNote error={starting.error} />
    </form>
  );
}
