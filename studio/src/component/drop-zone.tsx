import { useId, useRef, useState, type DragEvent, type ReactNode } from "react";
import { useLanguage } from "../language/language.tsx";
import { Button } from "./button.tsx";
import { ErrorNote } from "./note.tsx";
import styles from "./drop-zone.module.css";
import { droppedItemsFrom, readDrop, type DroppedItems } from "./read-drop.ts";

/** See {@link DropZone}. */
export interface DropZoneProps {
  /** Instruction. */
  readonly invitation: ReactNode;
  /** Takes the files: one picture, or with `many` all of them. */
  readonly onItems: (items: DroppedItems) => void;
  /** Accepts many pictures, a folder or an archive instead of one picture. Default false. */
  readonly many?: boolean;
  readonly disabled?: boolean;
  /** Error of what was dropped last. Default: none. */
  readonly error?: unknown;
  /** More below the buttons. Default: nothing. */
  readonly children?: ReactNode;
}

const nothingFound = {
  ja: "その中に、読めるファイルがありません。絵の入ったフォルダか zip、または絵を選んでください。",
  en: "There is no file in it. Choose pictures, or a folder or zip of pictures.",
};
const chooseFile = { ja: "絵を選ぶ", en: "Choose a picture" };
const chooseFiles = { ja: "zip か画像を選ぶ", en: "Choose a zip or pictures" };
const chooseFolder = { ja: "フォルダを選ぶ", en: "Choose a folder" };

/** Renders a drop target for pictures, with buttons that open a file dialog. */
export function DropZone({ invitation, onItems, many = false, disabled = false, error, children }: DropZoneProps) {
  const { t } = useLanguage();
  const [files, folder] = [useRef<HTMLInputElement>(null), useRef<HTMLInputElement>(null)];
  const id = useId();
  const [isEmpty, setIsEmpty] = useState(false);
  const take = (found: DroppedItems | undefined): void => {
    setIsEmpty(!found);
    if (found) onItems(many ? found : { ...found, files: found.files.slice(0, 1) });
  };
  const target = useDropTarget((transfer) => {
    if (!disabled) void readDrop(transfer).then(take);
  });
  const chosen = (input: HTMLInputElement): void => {
    take(droppedItemsFrom([...(input.files ?? [])]));
    input.value = ""; // the same file may be chosen again
  };
  return (
    <div className={styles.zone} role="group" aria-labelledby={id} {...target}>
      <p id={id}>{invitation}</p>
      <div className="row">
        <Button icon="upload" disabled={disabled} onClick={() => files.current!.click()}>
          {t(many ? chooseFiles : chooseFile)}
        </Button>
        {many && (
          <Button disabled={disabled} onClick={() => folder.current!.click()}>
            {t(chooseFolder)}
          </Button>
        )}
      </div>
      <input
        ref={files}
        type="file"
        hidden
        multiple={many}
        aria-label={t(many ? chooseFiles : chooseFile)}
        accept={many ? "image/*,.zip" : "image/*"}
        onChange={({ target: input }) => chosen(input)}
      />
      {many && (
        <input
          ref={(input) => {
            folder.current = input;
            input?.setAttribute("webkitdirectory", "");
          }}
          type="file"
          hidden
          aria-label={t(chooseFolder)}
          onChange={({ target: input }) => chosen(input)}
        />
      )}
      {children}
      <ErrorNote error={isEmpty ? { failure: nothingFound } : error} />
    </div>
  );
}

/**
 * Handles files that are dropped on an element.
 *
 * @returns the properties of that element; `data-over` while files are held over it.
 */
export function useDropTarget(onDrop: (transfer: DataTransfer) => void) {
  const [isOver, setIsOver] = useState(false);
  return {
    "data-over": isOver || undefined,
    onDragOver: (event: DragEvent) => {
      event.preventDefault();
      setIsOver(true);
    },
    onDragLeave: () => setIsOver(false),
    onDrop: (event: DragEvent) => {
      event.preventDefault();
      setIsOver(false);
      onDrop(event.dataTransfer);
    },
  };
}
