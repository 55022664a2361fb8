import { useState } from "react";
import { useModelGallery, type GalleryPicture } from "../../storage/gallery.ts";
import { useLanguage } from "../../language/language.tsx";
import { Button } from "../../component/button.tsx";
import { Chips } from "../../component/chips.tsx";
import { PictureTray } from "../../component/picture-tray.tsx";
import styles from "./history.module.css";
import { words } from "./words.ts";

const filters = {
  all: () => true,
  hearts: ({ favourite }: GalleryPicture) => favourite,
  liked: ({ rating }: GalleryPicture) => rating !== undefined && rating > 0,
  disliked: ({ rating }: GalleryPicture) => rating !== undefined && rating < 0,
  unrated: ({ rating }: GalleryPicture) => rating === undefined,
} as const;

/** Filter of the history. */
export type HistoryFilter = keyof typeof filters;

/** Returns the earlier pictures of a model that pass the filter. */
export function useHistory(hash: string, filter: HistoryFilter): readonly GalleryPicture[] {
  return useModelGallery(hash).filter(filters[filter]);
}

/** See {@link History}. */
export interface HistoryProps {
  readonly pictures: readonly GalleryPicture[];
  readonly filter: HistoryFilter;
  readonly onFilter: (filter: HistoryFilter) => void;
  readonly chosen: string | undefined;
  readonly onPick: (picture: GalleryPicture) => void;
}

/** Renders earlier pictures to return to. */
export function History({ pictures, filter, onFilter, chosen, onPick }: HistoryProps) {
  const { t } = useLanguage();
  const [isGrid, setIsGrid] = useState(false);
  return (
    <section className={styles.history} aria-label={t(words.history)}>
      <div className={styles.head}>
        <h2>{t(words.history)}</h2>
        <Chips
          label={t(words.filter)}
          choices={(Object.keys(filters) as HistoryFilter[]).map((value) => ({ value, label: t(words[value]) }))}
          chosen={filter}
          onChoose={onFilter}
        />
        <Button variant="quiet" icon="grid" aria-pressed={isGrid} onClick={() => setIsGrid(!isGrid)}>
          {t(words.grid)}
        </Button>
      </div>
      {pictures.length === 0 ? (
        <p className="muted">{t(filter === "all" ? words.historyNone : words.historyNoneSuch)}</p>
      ) : (
        <>
          <div className={isGrid ? styles.grid : undefined}>
            <PictureTray
              label={t(words.history)}
              pictures={pictures}
              onPick={onPick}
              chosen={chosen === undefined ? [] : [chosen]}
            />
          </div>
          <p className="muted">{t(words.historyWhy)}</p>
        </>
      )}
    </section>
  );
}
