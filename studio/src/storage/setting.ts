import { useCallback, useState } from "react";

/** Reads a stored setting; null if there is none or storage is forbidden. */
export function readSetting(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** Stores a setting; ignores a full or forbidden storage. */
export function writeSetting(key: string, text: string): void {
  try {
    localStorage.setItem(key, text);
  } catch {
    // the setting then lasts until the page closes
  }
}

/** Removes a stored setting. */
export function removeSetting(key: string): void {
  try {
    localStorage.removeItem(key);
  } catch {
    // a forbidden storage holds none
  }
}

/** Returns a setting stored as JSON and its setter; a stored value counts only if it passes `isValid`. */
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
