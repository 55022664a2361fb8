import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { extendRequestSchema } from "omakase/studio";
import { useLanguage } from "../../language/language.tsx";
import { ErrorNote } from "../../component/note.tsx";
import { TimeField } from "./time-field.tsx";
import styles from "./extend-form.module.css";
import { trainingBackends } from "./training-backend.ts";
import type { PlacedTraining } from "./trainings.ts";
import { words } from "./words.ts";

/** Renders a form that extends a finished training. */
export function ExtendForm({ training: { backend, job } }: { readonly training: PlacedTraining }) {
  const { t } = useLanguage();
  const queries = useQueryClient();
  const [typed, setTyped] = useState("10");
  const more = extendRequestSchema.safeParse({ minutes: Number(typed) }).data;
  const going = useMutation({
    mutationFn: () => trainingBackends[backend].extend(job.id, more!.minutes),
    onSettled: () => queries.invalidateQueries({ queryKey: ["jobs", backend] }),
  });
  return (
    <details className={styles.more}>
      <summary>{t(words.moreTime)}</summary>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (more) going.mutate();
        }}
      >
        <p className="muted">{t(words.moreTimeHow)}</p>
        <TimeField value={typed} onChange={setTyped} unit={t(words.moreMinutes)} />
        <button type="submit" className="button" data-look="main" disabled={!more || going.isPending}>
          {t(words.moreTimeStart)}
        </button>
        <ErrorNote error={going.error} />
      </form>
    </details>
  );
}
