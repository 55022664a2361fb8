import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { smallDatasetNotice, type Text } from "omakase/studio";
import { trainingService } from "../../worker/client.ts";
import { useManifest } from "../../storage/manifest.ts";
import { useLanguage } from "../../language/language.tsx";
import { ConfirmButton } from "../../component/confirm-button.tsx";
import { Button } from "../../component/button.tsx";
import { PictureCanvas } from "../../component/picture-canvas.tsx";
import { DropZone } from "../../component/drop-zone.tsx";
import type { DroppedItems } from "../../component/read-drop.ts";
import { trainingBackends, type TrainingBackendName } from "./training-backend.ts";
import styles from "./dataset-picker.module.css";
import { useUploads } from "./trainings.ts";
import { words } from "./words.ts";

/** See {@link DatasetPicker}. */
export interface DatasetPickerProps {
  readonly backend: TrainingBackendName;
  readonly chosen: string;
  readonly onChoose: (source: string) => void;
}

/** Built-in data sets. */
const builtinNames = ["sushi", "characters", "faces", "emoji", "faces-personas", "sushi-camera"] as const;

/** Built-in data sets that the browser can generate; the others need a server. */
const availableInBrowser = ["sushi", "characters", "sushi-camera"] as const;

/** Renders the choice of a data set: built-in sets and uploads. */
export function DatasetPicker({ backend, chosen, onChoose }: DatasetPickerProps) {
  const { t } = useLanguage();
  const queries = useQueryClient();
  const { data: manifest } = useManifest();
  const own = useUploads(backend);
  const upload = own.find(({ id }) => id === chosen);
  const notice = upload && smallDatasetNotice(upload.files);
  const [error, setError] = useState<unknown>();
  const [uploading, setTaking] = useState<{ done: number; total: number }>();

  const take = async (drop: DroppedItems): Promise<void> => {
    const total = drop.files.length;
    setError(undefined);
    setTaking({ done: 0, total });
    try {
      const { id } = await trainingBackends[backend].upload(drop.name, drop.files, (done) =>
        setTaking({ done, total }),
      );
      await queries.invalidateQueries({ queryKey: ["sets", backend] });
      onChoose(id);
    } catch (thrown) {
      setError(thrown);
    } finally {
      setTaking(undefined);
    }
  };
  const discard = async (id: string): Promise<void> => {
    try {
      await trainingBackends[backend].removeUpload(id);
      if (chosen === id) onChoose("sushi");
    } catch (thrown) {
      setError(thrown);
    }
    await queries.invalidateQueries({ queryKey: ["sets", backend] });
  };
  return (
    <div className={styles.sets}>
      <div className={styles.builtin} role="group" aria-label={t(words.pictures)}>
        {(manifest?.kind === "site" ? availableInBrowser : builtinNames).map((name) => (
          <DatasetButton key={name} source={name} name={words[name]} chosen={chosen === name} onChoose={onChoose} />
        ))}
      </div>
      {own.length > 0 && (
        <ul className={styles.own}>
          {own.map(({ id, name, files }) => (
            <li key={id}>
              <button type="button" className={styles.mine} aria-pressed={chosen === id} onClick={() => onChoose(id)}>
                <UploadExamples backend={backend} id={id} />
                {name} <small>{t(files === 1 ? words.onePicture : words.pictureCount, { count: files })}</small>
              </button>
              <ConfirmButton
                button={
                  <Button icon="trash" variant="quiet" iconOnly>
                    {t(words.discard, { name })}
                  </Button>
                }
                title={t(words.removeSure, { name })}
                consequence={t(words.discardHow)}
                confirmLabel={t(words.removeYes)}
                cancelLabel={t(words.removeNo)}
                onConfirm={() => void discard(id)}
              />
            </li>
          ))}
        </ul>
      )}
      {notice && (
        <p className={styles.few} role="status">
          {t(notice)}
        </p>
      )}
      <DropZone
        many
        invitation={
          <>
            <b>{t(words.own)}</b> <span className="muted">{t(words.ownHow)}</span>
          </>
        }
        onItems={(items) => void take(items)}
        error={error}
      >
        <p className="muted" role="status">
          {uploading
            ? t(words.uploading, uploading)
            : t(backend === "server" ? words.keptByServer : words.keptByBrowser)}
        </p>
      </DropZone>
    </div>
  );
}

/** Renders the first pictures of an upload in a row. */
function UploadExamples({ backend, id }: { readonly backend: TrainingBackendName; readonly id: string }) {
  const { data: examples = [] } = useQuery({
    queryKey: ["upload examples", backend, id],
    queryFn: () => trainingBackends[backend].uploadExamples(id),
    staleTime: Infinity,
    retry: false,
  });
  return (
    <span className={styles.row}>
      {examples.map((pixels, at) => (
        <PictureCanvas key={at} pixels={pixels} label="" framed={false} />
      ))}
    </span>
  );
}

/** See {@link DatasetButton}. */
interface DatasetButtonProps {
  readonly source: string;
  readonly name: Text;
  readonly chosen: boolean;
  readonly onChoose: (source: string) => void;
}

/** Renders a data set with a few of its pictures. */
function DatasetButton({ source, name, chosen, onChoose }: DatasetButtonProps) {
  const { t } = useLanguage();
  const { data: examples } = useQuery({
    queryKey: ["examples", source],
    queryFn: () => trainingService().examples(source),
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
      {t(name)}
    </button>
  );
}
