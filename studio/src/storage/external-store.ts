import { useSyncExternalStore } from "react";

/** Something that the browser keeps, as all parts of the page see it. */
export interface ExternalStore<Value> {
  current(): Value;
  /** Reads what is kept, once. */
  read(): Promise<void>;
  set(next: Value): void;
  /** What there is; it is read when somebody first looks. */
  use(): Value;
}

/**
 * @param unread - what there is before it is read.
 * @param readKept - reads what the browser keeps.
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
