import { useId, useRef, useState, type DragEvent } from "react";
import type { HandedFile } from "../../engine/look-files.ts";
import { useLanguage } from "../../language/language.tsx";
import { Button } from "../../part/button.tsx";
import styles from "./drop-zone.module.css";
import { words } from "./words.ts";

/** See {@link DropZone}. */
export interface DropZoneProps {
  /** What to do here. */
  readonly invitation: string;
  readonly onFiles: (files: readonly HandedFile[]) => void;
  /** One picture, or many, or a folder, or an archive. Default false. */
  readonly many?: boolean;
  readonly disabled?: boolean;
}

/** A place to drop pictures on, with buttons for those who choose instead. */
export function DropZone({ invitation, onFiles, many = false, disabled = false }: DropZoneProps) {
  const { say } = useLanguage();
  const [isOver, setIsOver] = useState(false);
  const [files, folder] = [useRef<HTMLInputElement>(null), useRef<HTMLInputElement>(null)];
  const id = useId();
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setIsOver(false);
    if (disabled) return;
    void droppedFiles(event.dataTransfer).then(
      (found) => found.length > 0 && onFiles(many ? found : found.slice(0, 1)),
    );
  };
  const chosen = (input: HTMLInputElement): void => {
    const found = Array.from(input.files ?? [], (file) => ({ path: file.webkitRelativePath || file.name, file }));
    input.value = ""; // so that the same can be chosen again
    if (found.length > 0) onFiles(found);
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
          {say(many ? words.chooseFiles : words.chooseFile)}
        </Button>
        {many && (
          <Button disabled={disabled} onClick={() => folder.current!.click()}>
            {say(words.chooseFolder)}
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

/** Files of what was dropped, also those in folders. */
async function droppedFiles({ items, files }: DataTransfer): Promise<HandedFile[]> {
  const entries = Array.from(items, (item) => item.webkitGetAsEntry());
  if (entries.every((entry) => entry === null)) return Array.from(files, (file) => ({ path: file.name, file }));
  const found: HandedFile[] = [];
  for (const entry of entries) if (entry) await walk(entry, found);
  return found;
}

async function walk(entry: FileSystemEntry, found: HandedFile[]): Promise<void> {
  if (entry.isFile) {
    const file = await new Promise<File>((done, fail) => (entry as FileSystemFileEntry).file(done, fail));
    found.push({ path: entry.fullPath.replace(/^\//, ""), file });
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((done, fail) => reader.readEntries(done, fail)); // 100 at a time
    if (some.length === 0) return;
    for (const one of some) await walk(one, found);
  }
}
