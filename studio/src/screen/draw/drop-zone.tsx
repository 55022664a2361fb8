import { useEffect, useRef, useState } from "react";
import { useLanguage } from "../../language/language.tsx";
import { Button } from "../../part/button.tsx";
import { ErrorNote } from "../../part/note.tsx";
import styles from "./drop.module.css";
import type { Recipes } from "./use-recipes.ts";
import { words } from "./words.ts";

/** Takes pictures with a recipe: dropped anywhere, or chosen. */
export function DropZone({ recipes: { open, said, other, missing, error } }: { readonly recipes: Recipes }) {
  const { say } = useLanguage();
  const input = useRef<HTMLInputElement>(null);
  const isOver = useDrop(open);
  return (
    <div className={styles.zone}>
      <div className="row">
        <Button icon="upload" onClick={() => input.current?.click()}>
          {say(words.open)}
        </Button>
        <span className="muted">{say(words.openWhy)}</span>
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
      <p role="status" className={said ? "muted" : "unseen"}>
        {said && say(said)}
      </p>
      {other && (
        <div className={styles.other} role="alert">
          <p>{say(words.otherModel, { name: other.card.name })}</p>
          <Button look="main" onClick={other.change}>
            {say(words.switchModel, { name: other.card.name })}
          </Button>
        </div>
      )}
      {missing && (
        <p className={styles.other} role="alert">
          {say(words.missingModel, { name: missing.run, hash: missing.modelHash.slice(0, 12) })}
        </p>
      )}
      <ErrorNote error={error} />
      {isOver && (
        <div className={styles.over} aria-hidden="true">
          {say(words.drop)}
        </div>
      )}
    </div>
  );
}

/** Files that are dropped anywhere in the window. @returns whether one is held over it. */
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
