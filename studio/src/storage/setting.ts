import { useCallback, useState } from "react";

/** What the browser remembers; null where it remembers nothing, or may not. */
export function readSetting(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** Lets the browser remember a text; where it may not, or has no room, the page goes on without. */
export function writeSetting(key: string, text: string): void {
  try {
    localStorage.setItem(key, text);
  } catch {
    // it holds until the page is closed
  }
}

/** A choice that the browser remembers, as JSON. What is found there is used only if it passes `isValid`. */
export function useSetting<Value>(
  name: string,
  defaultValue: Value,
  isValid: (value: unknown) => value is Value,
): readonly [Value, (value: Value) => void] {
  const key = `omakase.${name}`;
  const [value, setValue] = useState(() => {
    try {
      const kept: unknown = JSON.parse(readSetting(key) ?? "null");
      return isValid(kept) ? kept : defaultValue;
    } catch {
      return defaultValue;
    }
  });
  const choose = useCallback(
    (chosen: Value) => {
      writeSetting(key, JSON.stringify(chosen));
      setValue(chosen);
    },
    [key],
  );
  return [value, choose];
}

/** Adds to a remembered list of words, once. */
export function appendToSetting(name: string, word: string): void {
  const key = `omakase.${name}`;
  let kept: unknown;
  try {
    kept = JSON.parse(readSetting(key) ?? "[]");
  } catch {
    kept = [];
  }
  const words = Array.isArray(kept) ? kept.filter((one) => one !== word) : [];
  writeSetting(key, JSON.stringify([...words, word]));
}
