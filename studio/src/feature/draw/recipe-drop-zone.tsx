import { useEffect, useRef, useState } from "react";
import { useLanguage } from "../../language/language.tsx";
import { bringIntoView } from "../../component/bring-into-view.ts";
import { Button } from "../../component/button.tsx";
import { ErrorNote } from "../../component/note.tsx";
import styles from "./recipe-drop-zone.module.css";
import type { RecipeLoader } from "./use-recipe-loader.ts";
import { words } from "./words.ts";

/** Accepts pictures with a recipe: dropped anywhere, or chosen. */
export function RecipeDropZone({ open }: Pick<RecipeLoader, "open">) {
  const { t } = useLanguage();
  const input = useRef<HTMLInputElement>(null);
  const isOver = useDrop(open);
  return (
    <div className={styles.zone}>
      <div className="row">
        <Button icon="upload" onClick={() => input.current?.click()}>
          {t(words.open)}
        </Button>
        <span className="muted">{t(words.openWhy)}</span>
      </div>
      <input
        ref={input}
        type="file"
        accept="image/png"
        hidden
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          if (file) open(file);
          target.value = ""; // the same file may be chosen again
        }}
      />
      {isOver && (
        <div className={styles.over} aria-hidden="true">
          {t(words.drop)}
        </div>
      )}
    </div>
  );
}

/** Shows what became of the last picture: in view, wherever it was dropped. */
export function RecipeOutcome({ loader }: { readonly loader: RecipeLoader }) {
  const { t } = useLanguage();
  const { notice, otherModel, missingModel, error } = loader;
  const box = useRef<HTMLDivElement>(null);
  const isQuiet = !notice && !otherModel && !missingModel && error === undefined;
  useEffect(() => {
    if (!isQuiet) bringIntoView(box.current);
  }, [isQuiet, loader]);
  return (
    <div ref={box} className={styles.outcome} data-quiet={isQuiet || undefined}>
      <p role="status" className={notice ? "muted" : "unseen"}>
        {notice && t(notice)}
      </p>
      {otherModel && (
        <div className={styles.other} role="alert">
          <p>{t(words.otherModel, { name: otherModel.candidate.name })}</p>
          <Button variant="main" onClick={otherModel.change}>
            {t(words.switchModel, { name: otherModel.candidate.name })}
          </Button>
        </div>
      )}
      {missingModel && (
        <p className={styles.other} role="alert">
          {t(words.missingModel, { name: missingModel.run, hash: missingModel.modelHash.slice(0, 12) })}
        </p>
      )}
      <ErrorNote error={error} />
    </div>
  );
}

/**
 * Handles files dropped anywhere in the window.
 *
 * @returns whether a file is held over the window.
 */
function useDrop(open: (file: File) => void): boolean {
  const [isOver, setIsOver] = useState(false);
  const newest = useRef(open);
  useEffect(() => {
    newest.current = open;
  });
  useEffect(() => {
    const holdsFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes("Files") ?? false;
    const over = (event: DragEvent): void => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      setIsOver(true);
    };
    const leave = (event: DragEvent): void => {
      if (event.relatedTarget === null) setIsOver(false);
    };
    const drop = (event: DragEvent): void => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      setIsOver(false);
      const [file] = event.dataTransfer?.files ?? [];
      if (file) newest.current(file);
    };
    addEventListener("dragover", over);
    addEventListener("dragleave", leave);
    addEventListener("drop", drop);
    return () => {
      removeEventListener("dragover", over);
      removeEventListener("dragleave", leave);
      removeEventListener("drop", drop);
    };
  }, []);
  return isOver;
}
