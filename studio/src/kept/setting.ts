import { useCallback, useState } from "react";

/** A choice that the browser remembers, as JSON. What is found there is used only if it passes `isRight`. */
export function useSetting<Value>(
  name: string,
  usual: Value,
  isRight: (value: unknown) => value is Value,
): readonly [Value, (value: Value) => void] {
  const key = `omakase.${name}`;
  const [value, setValue] = useState(() => {
    try {
      const kept: unknown = JSON.parse(localStorage.getItem(key) ?? "null");
      return isRight(kept) ? kept : usual;
    } catch {
      return usual;
    }
  });
  const choose = useCallback(
    (chosen: Value) => {
      localStorage.setItem(key, JSON.stringify(chosen));
      setValue(chosen);
    },
    [key],
  );
  return [value, choose];
}

/** Adds to a remembered list of words, once. */
export function appendSetting(name: string, word: string): void {
  const key = `omakase.${name}`;
  let kept: unknown;
  try {
    kept = JSON.parse(localStorage.getItem(key) ?? "[]");
  } catch {
    kept = [];
  }
  const words = Array.isArray(kept) ? kept.filter((one) => one !== word) : [];
  localStorage.setItem(key, JSON.stringify([...words, word]));
}
