import { useCallback, useEffect, useState } from "react";
import { useLanguage } from "../language/language.tsx";
import { Button } from "./button.tsx";

/** Values before changes that can be taken back. */
export interface TakeBack<Value> {
  /** Remembers a value before it changes. */
  readonly remember: (value: Value) => void;
  /** Restores the value before the last remembered change; undefined: there is none. */
  readonly takeBack: (() => void) | undefined;
}

/** Largest number of remembered values. */
const most = 50;

/** Remembers values before changes, and restores them by a button or by Ctrl+Z outside of fields. */
export function useTakeBack<Value>(restore: (value: Value) => void): TakeBack<Value> {
  const [before, setBefore] = useState<readonly Value[]>([]);
  const takeBack =
    before.length === 0
      ? undefined
      : () => {
          restore(before.at(-1)!);
          setBefore(before.slice(0, -1));
        };
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const isUndo = event.key.toLowerCase() === "z" && (event.ctrlKey || event.metaKey) && !event.shiftKey;
      const isField = event.target instanceof Element && event.target.closest("input:not([type=range]), textarea");
      if (!takeBack || !isUndo || isField || event.defaultPrevented) return;
      event.preventDefault();
      takeBack();
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  });
  const remember = useCallback((value: Value): void => setBefore((all) => [...all, value].slice(-most)), []);
  return { remember, takeBack };
}

/** Renders the button that takes the last change back; nothing without one. */
export function TakeBackButton({ takeBack }: Pick<TakeBack<unknown>, "takeBack">) {
  const { t } = useLanguage();
  if (!takeBack) return undefined;
  return (
    <Button variant="quiet" icon="undo" onClick={takeBack}>
      {t(takeBackText)}
    </Button>
  );
}

const takeBackText = { ja: "元に戻す", en: "Undo" };
