import { useCallback, useState } from "react";

/** What the browser remembers; null where it remembers nothing, or may not. */
export function remembered(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** Lets the browser remember a text; where it may not, or has no room, the page goes on without. */
export function remember(key: string, text: string): void {
  try {
    localStorage.setItem(key, text);
  } catch {
    // it holds until the page is closed
  }
}

/** A choice that the browser remembers, as JSON. What is found there is used only if it passes `isRight`. */
export function useSetting<Value>(
  name: string,
  usual: Value,
  isRight: (value: unknown) => value is Value,
): readonly [Value, (value: Value) => void] {
  const key = `omakase.${name}`;
  const [value, setValue] = useState(() => {
    try {
      const kept: unknown = JSON.parse(remembered(key) ?? "null");
      return isRight(kept) ? kept : usual;
    } catch {
      return usual;
    }
  });
  const choose = useCallback(
    (chosen: Value) => {
      remember(key, JSON.stringify(chosen));
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
    kept = JSON.parse(remembered(key) ?? "[]");
  } catch {
    kept = [];
  }
  const words = Array.isArray(kept) ? kept.filter((one) => one !== word) : [];
  remember(key, JSON.stringify([...words, word]));
}
