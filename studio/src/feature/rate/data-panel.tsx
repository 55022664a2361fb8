import { useRef, useState } from "react";
import { engine } from "../../worker/client.ts";
import { raterText } from "../../storage/rater.tsx";
import { useRun } from "../../storage/current-run.tsx";
import type { RaterPreference } from "../../storage/rater-preference.tsx";
import { useLanguage } from "../../language/language.tsx";
import { Button } from "../../component/button.tsx";
import { Chips } from "../../component/chips.tsx";
import { ErrorNote } from "../../component/note.tsx";
import { ConfirmButton } from "../../component/confirm-button.tsx";
import { saveFile } from "../../component/save-file.ts";
import { CollapsiblePanel } from "./collapsible-panel.tsx";
import styles from "./rate.module.css";
import { words } from "./words.ts";

/** Exports, imports and deletes ratings. */
export function DataPanel({ preference, rater }: { readonly preference: RaterPreference; readonly rater: string }) {
  const { t } = useLanguage();
  const { facts, info: candidate } = useRun();
  const [open, setOpen] = useState(false);
  const [whose, setWhose] = useState<"mine" | "all">("mine");
  const [message, setMessage] = useState("");
  const [error, setError] = useState<unknown>();
  const file = useRef<HTMLInputElement>(null);
  const some = (whose === "mine" ? preference.ownRatings : preference.ratings).map(({ rating }) => rating);
  const attempt = async (work: () => Promise<string>): Promise<void> => {
    setError(undefined);
    try {
      setMessage(await work());
    } catch (thrown) {
      setError(thrown);
    }
  };
  const write = (format: "csv" | "json"): void =>
    void attempt(async () => {
      const text = await engine().preference.formatRatings(facts!.id, some, format);
      saveFile(`${candidate!.name}-ratings.${format}`, text, format === "csv" ? "text/csv" : "application/json");
      return "";
    });
  const readIn = (chosen: File): void =>
    void attempt(async () =>
      t(words.imported, { ...(await preference.importRatings(chosen.name, await chosen.text())) }),
    );
  return (
    <CollapsiblePanel title={t(words.data)} open={open} onOpen={setOpen}>
      <p className="muted">{t(words.dataWhy)}</p>
      {preference.otherRaters.length > 0 && (
        <>
          <p className="muted">
            {t(words.others, { names: preference.otherRaters.map((name) => t(raterText(name))).join(", ") })}
          </p>
          <Chips
            label={t(words.exportWhat)}
            choices={[
              { value: "mine", label: t(words.exportMine), note: String(preference.ownRatings.length) },
              { value: "all", label: t(words.exportAll), note: String(preference.ratings.length) },
            ]}
            chosen={whose}
            onChoose={setWhose}
          />
        </>
      )}
      <div className="row">
        <Button icon="save" disabled={some.length === 0} onClick={() => write("csv")}>
          {t(words.csv)}
        </Button>
        <Button icon="save" disabled={some.length === 0} onClick={() => write("json")}>
          {t(words.json)}
        </Button>
        <Button icon="upload" onClick={() => file.current?.click()}>
          {t(words.import)}
        </Button>
        <input
          ref={file}
          type="file"
          hidden
          accept=".csv,.json,text/csv,application/json"
          aria-label={t(words.import)}
          onChange={({ target }) => {
            const [chosen] = target.files ?? [];
            if (chosen) readIn(chosen);
            target.value = "";
          }}
        />
      </div>
      <p role="status">{message}</p>
      <ErrorNote error={error} />
      <ConfirmButton
        button={
          <Button className={`button ${styles.alone}`} disabled={preference.ownRatings.length === 0}>
            {t(words.startOver)}
          </Button>
        }
        title={t(words.startOverTitle)}
        consequence={t(words.startOverWhy, { rater: t(raterText(rater)), count: preference.ownRatings.length })}
        confirmLabel={t(words.startOverYes)}
        cancelLabel={t(words.cancel)}
        onConfirm={() =>
          void attempt(async () => {
            await preference.clearRatings();
            return "";
          })
        }
      />
    </CollapsiblePanel>
  );
}
