import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { newJobSchema, type ModelName } from "omakase";
import { useLanguage } from "../../language/language.tsx";
import { Chips } from "../../part/chips.tsx";
import { ErrorNote } from "../../part/note.tsx";
import { Minutes } from "./minutes.tsx";
import styles from "./new-training.module.css";
import { places, type PlaceName } from "./places.ts";
import { isBuiltin, Sets } from "./sets.tsx";
import { usePlaces } from "./trainings.ts";
import { words } from "./words.ts";

const models = ["gan", "vae", "cgan", "pix2pix", "ae", "dcgan"] as const satisfies readonly ModelName[];
const sizes = [16, 32, 64, 128] as const;
/** So many pictures of a built-in set are soon drawn in a browser. */
const browserCount = 2000;

const explained = {
  gan: words.ganHow,
  vae: words.vaeHow,
  cgan: words.cganHow,
  pix2pix: words.pix2pixHow,
  ae: words.aeHow,
  dcgan: words.dcganHow,
};

/** Which models can learn from a set: orders need labels, translating needs pairs. */
function fits(model: ModelName, source: string): boolean {
  if (!isBuiltin(source)) return true;
  if (model === "pix2pix") return ["sushi", "sushi-camera", "emoji"].includes(source);
  return model !== "cgan" || source !== "emoji";
}

/** Asks what is to be learned from what, and begins. */
export function NewTraining({ onStart }: { readonly onStart: (key: string) => void }) {
  const { say } = useLanguage();
  const queries = useQueryClient();
  const choices = usePlaces();
  const [wanted, setPlace] = useState<PlaceName>();
  const place = wanted ?? choices[0];
  const [source, setSource] = useState("sushi");
  const [model, setModel] = useState<ModelName>("gan");
  const [minutes, setMinutes] = useState("10");
  const [size, setSize] = useState<(typeof sizes)[number]>(64);
  const [count, setCount] = useState("");
  const [seed, setSeed] = useState("");
  const usualCount = place === "browser" && isBuiltin(source) ? browserCount : undefined;
  const plan = newJobSchema.safeParse({
    model,
    source,
    minutes: Number(minutes),
    size,
    ...(seed !== "" && { seed: Number(seed) }),
    ...(count !== "" ? { count: Number(count) } : usualCount !== undefined && { count: usualCount }),
  }).data;
  const starting = useMutation({
    mutationFn: () => places[place].add(plan!),
    onSuccess: async ({ id }) => {
      await queries.invalidateQueries({ queryKey: ["jobs", place] });
      onStart(`${place}:${id}`);
    },
  });
  const choose = (source: string): void => {
    setSource(source);
    if (!fits(model, source)) setModel("gan");
  };
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (plan) starting.mutate();
      }}
    >
      <h3>{say(words.pictures)}</h3>
      <Sets key={place} place={place} chosen={source} onChoose={choose} />
      <h3>{say(words.model)}</h3>
      <Chips
        label={say(words.model)}
        choices={models.filter((one) => fits(one, source)).map((value) => ({ value, label: say(words[value]) }))}
        chosen={model}
        onChoose={setModel}
      />
      <p className="muted">{say(explained[model])}</p>
      <h3>{say(words.minutes)}</h3>
      <Minutes value={minutes} onChange={setMinutes} unit={say(words.minutesField)} />
      <p className="muted">{say(words.minutesHow)}</p>
      <details className={styles.more}>
        <summary>{say(words.more)}</summary>
        <div className={styles.form}>
          {choices.length > 1 && (
            <>
              <h3>{say(words.place)}</h3>
              <Chips
                label={say(words.place)}
                choices={choices.map((value) => ({ value, label: say(words[value]) }))}
                chosen={place}
                onChoose={(next) => {
                  setPlace(next);
                  if (!isBuiltin(source)) setSource("sushi"); // the other place does not have it
                }}
              />
            </>
          )}
          <h3>{say(words.size)}</h3>
          <Chips
            label={say(words.size)}
            choices={sizes.map((value) => ({ value, label: `${value} px` }))}
            chosen={size}
            onChoose={setSize}
          />
          <label className={styles.field}>
            {say(words.count)}
            <input
              className="field"
              type="number"
              min="1"
              step="1"
              placeholder={usualCount === undefined ? "" : String(usualCount)}
              value={count}
              onChange={({ target }) => setCount(target.value)}
            />
          </label>
          <label className={styles.field}>
            {say(words.seed)}
            <input
              className="field"
              type="number"
              min="0"
              step="1"
              value={seed}
              onChange={({ target }) => setSeed(target.value)}
            />
          </label>
          <p className="muted">{say(words.seedHow)}</p>
        </div>
      </details>
      <button type="submit" className="button" data-look="main" disabled={!plan || starting.isPending}>
        {say(words.start)}
      </button>
      <p className="muted">{say(place === "server" ? words.serverHow : words.browserHow)}</p>
      <ErrorNote error={starting.error} />
    </form>
  );
}
