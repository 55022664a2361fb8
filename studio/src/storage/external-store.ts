import { useSyncExternalStore } from "react";

/** Stored value that all components share. */
export interface ExternalStore<Value> {
  current(): Value;
  /** Reads the stored value, once. */
  read(): Promise<void>;
  set(next: Value): void;
  /** Returns the current value; the first use reads it from the storage. */
  use(): Value;
}

/**
 * Creates a store.
 *
 * @param initial - value before the first read.
 * @param readStored - reads the stored value.
 */
export function createExternalStore<Value>(initial: Value, readStored: () => Promise<Value>): ExternalStore<Value> {
  const listeners = new Set<() => void>();
  let value = initial;
  let reading: Promise<void> | undefined;
  const current = (): Value => value;
  const set = (next: Value): void => {
    value = next;
    for (const listener of listeners) listener();
  };
  const read = (): Promise<void> => (reading ??= readStored().then(set));
  const subscribe = (listener: () => void): (() => void) => {
    listeners.add(listener);
    void read();
    return () => listeners.delete(listener);
  };
  return { current, read, set, use: () => useSyncExternalStore(subscribe, current) };
}
