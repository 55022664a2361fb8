import { useSyncExternalStore } from "react";

/** Something that the browser keeps, as all parts of the page see it. */
export interface Store<Value> {
  current(): Value;
  /** Reads what is kept, once. */
  read(): Promise<void>;
  show(next: Value): void;
  /** What there is; it is read when somebody first looks. */
  use(): Value;
}

/**
 * @param unread - what there is before it is read.
 * @param readKept - reads what the browser keeps.
 */
export function createStore<Value>(unread: Value, readKept: () => Promise<Value>): Store<Value> {
  const listeners = new Set<() => void>();
  let value = unread;
  let reading: Promise<void> | undefined;
  const current = (): Value => value;
  const show = (next: Value): void => {
    value = next;
    for (const listener of listeners) listener();
  };
  const read = (): Promise<void> => (reading ??= readKept().then(show));
  const subscribe = (listener: () => void): (() => void) => {
    listeners.add(listener);
    void read();
    return () => listeners.delete(listener);
  };
  return { current, read, show, use: () => useSyncExternalStore(subscribe, current) };
}
