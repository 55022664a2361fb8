/** A tab can be gone at any moment: this long apart at least, milliseconds … */
const minInterval = 5000;
/** … and where it takes long to write one down, so far apart that it costs a fiftieth of the time, but no further than this. */
const maxInterval = 60_000;
const intervalPerSaveTime = 50;

/** When a training of the browser is to be written down, beside its checkpoints. */
export interface AutosaveTimer {
  /** Whether it is time for one. */
  readonly isDue: () => boolean;
  /** It is written down. */
  saved(): void;
  /** One is due at once: the page may go. */
  request(): void;
}

/** @param clock - milliseconds. */
export function createAutosaveTimer(clock: () => number): AutosaveTimer {
  let lastSave = clock();
  let interval = minInterval;
  let isRequested = false;
  return {
    isDue() {
      if (!isRequested && clock() - lastSave < interval) return false;
      isRequested = false;
      lastSave = clock();
      return true;
    },
    saved() {
      interval = Math.min(maxInterval, Math.max(minInterval, intervalPerSaveTime * (clock() - lastSave)));
      lastSave = clock();
    },
    request: () => void (isRequested = true),
  };
}
