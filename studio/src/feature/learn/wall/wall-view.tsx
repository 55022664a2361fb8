import { useState } from "react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { chapterFolder } from "omakase/lesson";
import type { WallPicture } from "omakase/studio";
import { routeUrl } from "../../../app/route.ts";
import { Button } from "../../../component/button.tsx";
import { ErrorNote } from "../../../component/note.tsx";
import { useLanguage } from "../../../language/language.tsx";
import { chapters } from "../chapters.ts";
import { MembershipForm } from "./membership-form.tsx";
import { readWall, takeDown, useMembership, wallPictureUrl } from "./wall.ts";
import styles from "./wall.module.css";
import { words } from "./words.ts";

/** Time between two looks at the wall, ms. */
const interval = 3000;

/** See {@link WallView}. */
export interface WallViewProps {
  /** Join code from the address; empty: none. */
  readonly code: string;
  /** Key of the host from the address, who shows the wall to all. */
  readonly hostKey?: string;
}

/** Renders the pictures that the learners of a class show to each other. */
export default function WallView({ code: linked, hostKey }: WallViewProps) {
  const { t } = useLanguage();
  const [membership, setMembership] = useMembership();
  const [typed, setTyped] = useState<string>();
  const key = hostKey ?? typed ?? (linked || membership.code);
  const queries = useQueryClient();
  const queryKey = ["wall", key];
  const { data: wall, error } = useQuery({
    queryKey,
    queryFn: () => readWall(key),
    enabled: key !== "",
    refetchInterval: ({ state }) => (state.error === null ? interval : false),
    retry: false,
  });
  const enter = (code: string): void => {
    setTyped(code);
    setMembership({ ...membership, code });
  };
  const remove = (number: number): void =>
    void takeDown(number, key).then(() => queries.invalidateQueries({ queryKey }));
  return (
    <div className={styles.wall}>
      <nav className="row">
        <a href={routeUrl("learn")}>← {t(words.chapters)}</a>
      </nav>
      <h1>{t(words.title)}</h1>
      <p className="lead">{t(words.lead)}</p>
      {hostKey !== undefined && (
        <p className={styles.code}>
          {t(words.joinCode)} <b>{linked}</b>
        </p>
      )}
      {error !== null && <ErrorNote error={error} />}
      {!wall && (key === "" || error !== null) && (
        <MembershipForm membership={membership} label={t(words.enter)} onSubmit={({ code }) => enter(code)} />
      )}
      {wall?.pictures.length === 0 && <p className="muted">{t(words.empty)}</p>}
      <div className={styles.pictures}>
        {wall?.pictures.map((picture) => (
          <HungPicture
            key={picture.number}
            picture={picture}
            code={hostKey === undefined ? key : linked}
            onRemove={wall.isHost ? remove : undefined}
          />
        ))}
      </div>
    </div>
  );
}

interface HungPictureProps {
  readonly picture: WallPicture;
  readonly code: string;
  /** Takes it down; undefined: this visitor may not. */
  readonly onRemove: ((number: number) => void) | undefined;
}

function HungPicture({ picture: { number, chapter, name }, code, onRemove }: HungPictureProps) {
  const { t } = useLanguage();
  const known = chapters.find((one) => chapterFolder(one) === chapter);
  const title = known ? `${known.number} · ${t(known.title)}` : chapter;
  const url = wallPictureUrl(number, code);
  const label = name || t(words.nameless);
  return (
    <figure className={styles.hung}>
      <a href={url} target="_blank" rel="noreferrer">
        <img
          src={url}
          alt={t(words.alt, { name: label, chapter: title })}
          onLoad={({ currentTarget }) => {
            currentTarget.dataset.small = String(currentTarget.naturalWidth < currentTarget.width);
          }}
        />
      </a>
      <figcaption>
        <span>
          {name && <b>{name}</b>}
          <small className="muted">{title}</small>
        </span>
        {onRemove && (
          <Button icon="trash" variant="quiet" iconOnly onClick={() => onRemove(number)}>
            {t(words.takeDown, { number })}
          </Button>
        )}
      </figcaption>
    </figure>
  );
}
