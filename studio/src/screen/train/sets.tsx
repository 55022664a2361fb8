import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import type { Text } from "omakase";
import { trainer } from "../../engine/client.ts";
import { useManifest } from "../../kept/manifest.ts";
import { useLanguage } from "../../language/language.tsx";
import { Button } from "../../part/button.tsx";
import { ErrorNote } from "../../part/note.tsx";
import { PictureCanvas } from "../../part/picture.tsx";
import { dropOf, readDrop, type Drop } from "../../part/read-drop.ts";
import { places, type PlaceName } from "./places.ts";
import styles from "./sets.module.css";
import { words } from "./words.ts";

/** See {@link Sets}. */
export interface SetsProps {
  readonly place: PlaceName;
  readonly chosen: string;
  readonly onChoose: (source: string) => void;
}

/** The sets that come along with omakase. */
const builtinNames = ["sushi", "characters", "faces", "emoji", "faces-personas", "sushi-camera"] as const;

/** Those that are drawn without parts that only a server has. */
const selfMade = ["sushi", "characters", "sushi-camera"] as const;

/** Whether pictures come along with omakase. */
export function isBuiltin(source: string): boolean {
  return builtinNames.some((name) => name === source);
}

/** The pictures that one can show a model: those that come along, and one's own. */
export function Sets({ place, chosen, onChoose }: SetsProps) {
  const { say } = useLanguage();
  const queries = useQueryClient();
  const { data: manifest } = useManifest();
  const { data: own = [] } = useQuery({ queryKey: ["sets", place], queryFn: () => places[place].sets() });
  const [error, setError] = useState<unknown>();
  const [taking, setTaking] = useState<{ done: number; total: number }>();
  const [over, setOver] = useState(false);
  const folder = useRef<HTMLInputElement>(null);
  const some = useRef<HTMLInputElement>(null);

  const take = async (drop: Drop | undefined): Promise<void> => {
    if (!drop) return;
    const total = drop.files.length;
    setError(undefined);
    setTaking({ done: 0, total });
    try {
      const { id } = await places[place].take(drop.name, drop.files, (done) => setTaking({ done, total }));
      await queries.invalidateQueries({ queryKey: ["sets", place] });
      onChoose(id);
    } catch (thrown) {
      setError(thrown);
    } finally {
      setTaking(undefined);
    }
  };
  const discard = async (id: string): Promise<void> => {
    try {
      await places[place].discard(id);
      if (chosen === id) onChoose("sushi");
    } catch (thrown) {
      setError(thrown);
    }
    await queries.invalidateQueries({ queryKey: ["sets", place] });
  };
  return (
    <div className={styles.sets}>
      <div className={styles.builtin} role="group" aria-label={say(words.pictures)}>
        {(manifest?.kind === "site" ? selfMade : builtinNames).map((name) => (
          <SetButton key={name} source={name} name={words[name]} chosen={chosen === name} onChoose={onChoose} />
        ))}
      </div>
      {own.length > 0 && (
        <ul className={styles.own}>
          {own.map(({ id, name, files }) => (
            <li key={id}>
              <button type="button" className={styles.mine} aria-pressed={chosen === id} onClick={() => onChoose(id)}>
                {name} <small>{say(words.files, { count: files })}</small>
              </button>
              <Button icon="trash" look="quiet" wordless onClick={() => void discard(id)}>
                {say(words.discard, { name })}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <div
        className={styles.drop}
        data-over={over || undefined}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          void readDrop(event.dataTransfer).then(take, setError);
        }}
      >
        <p>
          <b>{say(words.own)}</b> <span className="muted">{say(words.ownHow)}</span>
        </p>
        <div className="row">
          <Button icon="upload" onClick={() => folder.current?.click()}>
            {say(words.chooseFolder)}
          </Button>
          <Button icon="upload" onClick={() => some.current?.click()}>
            {say(words.chooseFiles)}
          </Button>
        </div>
        <input
          ref={folder}
          type="file"
          hidden
          multiple
          aria-label={say(words.chooseFolder)}
          {...{ webkitdirectory: "" }}
          onChange={({ target }) => {
            void take(dropOf([...(target.files ?? [])]));
            target.value = "";
          }}
        />
        <input
          ref={some}
          type="file"
          hidden
          multiple
          accept="image/*,.zip"
          aria-label={say(words.chooseFiles)}
          onChange={({ target }) => {
            void take(dropOf([...(target.files ?? [])]));
            target.value = "";
          }}
        />
        <p className="muted" role="status">
          {taking ? say(words.taking, taking) : say(place === "server" ? words.keptByServer : words.keptByBrowser)}
        </p>
      </div>
      <ErrorNote error={error} />
    </div>
  );
}

/** See {@link SetButton}. */
interface SetButtonProps {
  readonly source: string;
  readonly name: Text;
  readonly chosen: boolean;
  readonly onChoose: (source: string) => void;
}

/** A set, with a few of its pictures. */
function SetButton({ source, name, chosen, onChoose }: SetButtonProps) {
  const { say } = useLanguage();
  const { data: examples } = useQuery({
    queryKey: ["examples", source],
    queryFn: () => trainer().examples(source),
    staleTime: Infinity,
    retry: false,
  });
  return (
    <button type="button" className={styles.set} aria-pressed={chosen} onClick={() => onChoose(source)}>
      <span className={styles.examples}>
        {Array.from({ length: 4 }, (_, at) => (
          <PictureCanvas key={at} pixels={examples?.[at]} label="" framed={false} />
        ))}
      </span>
      {say(name)}
    </button>
  );
}
