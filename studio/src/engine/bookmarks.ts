/** A tab can be gone at any moment: this long apart at least, milliseconds … */
const shortest = 5000;
/** … and where it takes long to write one down, so far apart that it costs a fiftieth of the time, but no further than this. */
const longest = 60_000;
const share = 50;

/** When a training of the browser is to be written down, beside its checkpoints. */
export interface Bookmarks {
  /** Whether it is time for one. */
  readonly due: () => boolean;
  /** It is written down. */
  kept(): void;
  /** One is due at once: the page may go. */
  want(): void;
}

/** @param clock - milliseconds. */
export function bookmarks(clock: () => number): Bookmarks {
  let at = clock();
  let spacing = shortest;
  let wanted = false;
  return {
    due() {
      if (!wanted && clock() - at < spacing) return false;
      wanted = false;
      at = clock();
      return true;
    },
    kept() {
      spacing = Math.min(longest, Math.max(shortest, share * (clock() - at)));
      at = clock();
    },
    want: () => void (wanted = true),
  };
}
