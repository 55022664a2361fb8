/** Minimum interval of autosaves, milliseconds; a tab can close at any moment. */
const minInterval = 5000;
/** Maximum interval of autosaves, milliseconds; slow writes stretch the interval until they cost 2 % of the time. */
const maxInterval = 60_000;
const intervalPerSaveTime = 50;

/** Timer of a browser training's autosaves between checkpoints. */
export interface AutosaveTimer {
  /** Returns whether an autosave is due. */
  readonly isDue: () => boolean;
  /** Reports a finished autosave. */
  saved(): void;
  /** Makes an autosave due at once, because the page may close. */
  request(): void;
}

/**
 * Creates a timer.
 *
 * @param clock - returns milliseconds.
 */
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
