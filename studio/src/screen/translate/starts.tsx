import { useQueries } from "@tanstack/react-query";
import { engine } from "../../engine/client.ts";
import type { Pixels } from "../../engine/shown.ts";
import { useLanguage } from "../../language/language.tsx";
import { PictureCanvas } from "../../part/picture.tsx";
import styles from "./starts.module.css";
import { words } from "./words.ts";

/** See {@link Starts}. */
export interface StartsProps {
  readonly id: string;
  readonly count: number;
  readonly onPick: (pixels: Pixels) => void;
}

/** Drawings to begin with. */
export function Starts({ id, count, onPick }: StartsProps) {
  const { say } = useLanguage();
  const starts = useQueries({
    queries: Array.from({ length: count }, (_, number) => ({
      queryKey: ["start", id, number],
      queryFn: () => engine().translate.start(id, number),
      staleTime: Infinity,
      retry: false,
    })),
  });
  return (
    <section>
      <h2>{say(words.starts)}</h2>
      <ul className={styles.starts}>
        {starts.map(({ data }, number) => (
          <li key={number}>
            <button
              type="button"
              className={styles.start}
              disabled={!data}
              aria-label={say(words.start, { number: number + 1 })}
              onClick={() => data && onPick(data)}
            >
              <PictureCanvas pixels={data} label="" />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
