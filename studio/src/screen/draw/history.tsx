import { useState } from "react";
import { useGalleryOf, type KeptPicture } from "../../kept/gallery.ts";
import { useLanguage } from "../../language/language.tsx";
import { Button } from "../../part/button.tsx";
import { Chips } from "../../part/chips.tsx";
import { Tray } from "../../part/tray.tsx";
import styles from "./history.module.css";
import { words } from "./words.ts";

const filters = {
  all: () => true,
  hearts: ({ favourite }: KeptPicture) => favourite,
  liked: ({ rating }: KeptPicture) => rating !== undefined && rating > 0,
  disliked: ({ rating }: KeptPicture) => rating !== undefined && rating < 0,
  unrated: ({ rating }: KeptPicture) => rating === undefined,
} as const;

/** Which of the old pictures are shown. */
export type HistoryFilter = keyof typeof filters;

/** The pictures that were drawn before with this model. */
export function useHistory(hash: string, filter: HistoryFilter): readonly KeptPicture[] {
  return useGalleryOf(hash).filter(filters[filter]);
}

/** See {@link History}. */
export interface HistoryProps {
  readonly pictures: readonly KeptPicture[];
  readonly filter: HistoryFilter;
  readonly onFilter: (filter: HistoryFilter) => void;
  readonly chosen: string | undefined;
  readonly onPick: (picture: KeptPicture) => void;
}

/** The pictures that were drawn before, to go back to. */
export function History({ pictures, filter, onFilter, chosen, onPick }: HistoryProps) {
  const { say } = useLanguage();
  const [isGrid, setIsGrid] = useState(false);
  return (
    <section className={styles.history} aria-label={say(words.history)}>
      <div className={styles.head}>
        <h2>{say(words.history)}</h2>
        <Chips
          label={say(words.filter)}
          choices={(Object.keys(filters) as HistoryFilter[]).map((value) => ({ value, label: say(words[value]) }))}
          chosen={filter}
          onChoose={onFilter}
        />
        <Button look="quiet" icon="grid" aria-pressed={isGrid} onClick={() => setIsGrid(!isGrid)}>
          {say(words.grid)}
        </Button>
      </div>
      {pictures.length === 0 ? (
        <p className="muted">{say(filter === "all" ? words.historyNone : words.historyNoneSuch)}</p>
      ) : (
        <>
          <div className={isGrid ? styles.grid : undefined}>
            <Tray
              label={say(words.history)}
              pictures={pictures}
              onPick={onPick}
              chosen={chosen === undefined ? [] : [chosen]}
            />
          </div>
          <p className="muted">{say(words.historyWhy)}</p>
        </>
      )}
    </section>
  );
}
