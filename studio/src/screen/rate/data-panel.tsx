import { useRef, useState } from "react";
import { engine } from "../../engine/client.ts";
import { raterText } from "../../kept/rater.tsx";
import { useRun } from "../../kept/run.tsx";
import type { UsedTaste } from "../../kept/taste.tsx";
import { useLanguage } from "../../language/language.tsx";
import { Button } from "../../part/button.tsx";
import { Chips } from "../../part/chips.tsx";
import { ErrorNote } from "../../part/note.tsx";
import { Question } from "../../part/question.tsx";
import { saveFile } from "../../part/save-file.ts";
import { Fold } from "./fold.tsx";
import styles from "./rate.module.css";
import { words } from "./words.ts";

/** Ratings out of the page and into it, and starting over. */
export function DataPanel({ taste, rater }: { readonly taste: UsedTaste; readonly rater: string }) {
  const { say } = useLanguage();
  const { facts, card } = useRun();
  const [open, setOpen] = useState(false);
  const [whose, setWhose] = useState<"mine" | "all">("mine");
  const [told, setTold] = useState("");
  const [error, setError] = useState<unknown>();
  const file = useRef<HTMLInputElement>(null);
  const some = (whose === "mine" ? taste.own : taste.held).map(({ rating }) => rating);
  const attempt = async (work: () => Promise<string>): Promise<void> => {
    setError(undefined);
    try {
      setTold(await work());
    } catch (thrown) {
      setError(thrown);
    }
  };
  const write = (format: "csv" | "json"): void =>
    void attempt(async () => {
      const text = await engine().taste.write(facts!.id, some, format);
      saveFile(`${card!.name}-ratings.${format}`, text, format === "csv" ? "text/csv" : "application/json");
      return "";
    });
  const readIn = (chosen: File): void =>
    void attempt(async () => say(words.imported, { ...(await taste.readIn(chosen.name, await chosen.text())) }));
  return (
    <Fold title={say(words.data)} open={open} onOpen={setOpen}>
      <p className="muted">{say(words.dataWhy)}</p>
      {taste.others.length > 0 && (
        <>
          <p className="muted">
            {say(words.others, { names: taste.others.map((name) => say(raterText(name))).join(", ") })}
          </p>
          <Chips
            label={say(words.exportWhat)}
            choices={[
              { value: "mine", label: say(words.exportMine), note: String(taste.own.length) },
              { value: "all", label: say(words.exportAll), note: String(taste.held.length) },
            ]}
            chosen={whose}
            onChoose={setWhose}
          />
        </>
      )}
      <div className="row">
        <Button icon="save" disabled={some.length === 0} onClick={() => write("csv")}>
          {say(words.csv)}
        </Button>
        <Button icon="save" disabled={some.length === 0} onClick={() => write("json")}>
          {say(words.json)}
        </Button>
        <Button icon="upload" onClick={() => file.current?.click()}>
          {say(words.import)}
        </Button>
        <input
          ref={file}
          type="file"
          hidden
          accept=".csv,.json,text/csv,application/json"
          aria-label={say(words.import)}
          onChange={({ target }) => {
            const [chosen] = target.files ?? [];
            if (chosen) readIn(chosen);
            target.value = "";
          }}
        />
      </div>
      <p role="status">{told}</p>
      <ErrorNote error={error} />
      <Question
        button={
          <Button className={`button ${styles.alone}`} disabled={taste.own.length === 0}>
            {say(words.startOver)}
          </Button>
        }
        title={say(words.startOverTitle)}
        why={say(words.startOverWhy, { rater: say(raterText(rater)), count: taste.own.length })}
        yes={say(words.startOverYes)}
        no={say(words.cancel)}
        onYes={() =>
          void attempt(async () => {
            await taste.startOver();
            return "";
          })
        }
      />
    </Fold>
  );
}
