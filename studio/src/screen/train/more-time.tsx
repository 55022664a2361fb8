import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { moreTimeSchema } from "omakase";
import { useLanguage } from "../../language/language.tsx";
import { ErrorNote } from "../../part/note.tsx";
import { Minutes } from "./minutes.tsx";
import styles from "./more-time.module.css";
import { places } from "./places.ts";
import type { Training } from "./trainings.ts";
import { words } from "./words.ts";

/** Asks for how much longer a training that is done is to go on. */
export function MoreTime({ training: { place, job } }: { readonly training: Training }) {
  const { say } = useLanguage();
  const queries = useQueryClient();
  const [typed, setTyped] = useState("10");
  const more = moreTimeSchema.safeParse({ minutes: Number(typed) }).data;
  const going = useMutation({
    mutationFn: () => places[place].more(job.id, more!.minutes),
    onSettled: () => queries.invalidateQueries({ queryKey: ["jobs", place] }),
  });
  return (
    <details className={styles.more}>
      <summary>{say(words.moreTime)}</summary>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (more) going.mutate();
        }}
      >
        <p className="muted">{say(words.moreTimeHow)}</p>
        <Minutes value={typed} onChange={setTyped} unit={say(words.moreMinutes)} />
        <button type="submit" className="button" data-look="main" disabled={!more || going.isPending}>
          {say(words.moreTimeStart)}
        </button>
        <ErrorNote error={going.error} />
      </form>
    </details>
  );
}
