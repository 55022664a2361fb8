import { useId, useRef, useState, type DragEvent } from "react";
import type { DroppedFile } from "../../worker/train/upload-store.ts";
import { useLanguage } from "../../language/language.tsx";
import { Button } from "../../component/button.tsx";
import { droppedItemsFrom, readDrop, type DroppedItems } from "../../component/read-drop.ts";
import styles from "./drop-zone.module.css";
import { words } from "./words.ts";

/** See {@link DropZone}. */
export interface DropZoneProps {
  /** Instruction text. */
  readonly invitation: string;
  readonly onFiles: (files: readonly DroppedFile[]) => void;
  /** Accepts many pictures, a folder or an archive instead of one picture. Default false. */
  readonly many?: boolean;
  readonly disabled?: boolean;
}

/** Renders a drop target for pictures, with buttons that open a file dialog. */
export function DropZone({ invitation, onFiles, many = false, disabled = false }: DropZoneProps) {
  const { t } = useLanguage();
  const [isOver, setIsOver] = useState(false);
  const [files, folder] = [useRef<HTMLInputElement>(null), useRef<HTMLInputElement>(null)];
  const id = useId();
  const hand = (found: DroppedItems | undefined): void => {
    if (found) onFiles(many ? found.files : found.files.slice(0, 1));
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setIsOver(false);
    if (disabled) return;
    void readDrop(event.dataTransfer).then(hand);
  };
  const chosen = (input: HTMLInputElement): void => {
    hand(droppedItemsFrom([...(input.files ?? [])]));
    input.value = ""; // the same file may be chosen again
  };
  return (
    <div
      className={styles.zone}
      data-over={isOver || undefined}
      role="group"
      aria-labelledby={id}
      onDragOver={(event) => {
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={drop}
    >
      <p id={id}>{invitation}</p>
      <div className="row">
        <Button icon="upload" disabled={disabled} onClick={() => files.current!.click()}>
          {t(many ? words.chooseFiles : words.chooseFile)}
        </Button>
        {many && (
          <Button disabled={disabled} onClick={() => folder.current!.click()}>
            {t(words.chooseFolder)}
          </Button>
        )}
      </div>
      <input
        ref={files}
        type="file"
        hidden
        multiple={many}
        accept={many ? "image/*,.zip" : "image/*"}
        onChange={({ target }) => chosen(target)}
      />
      {many && (
        <input
          ref={(input) => {
            folder.current = input;
            input?.setAttribute("webkitdirectory", "");
          }}
          type="file"
          hidden
          onChange={({ target }) => chosen(target)}
        />
      )}
    </div>
  );
}
