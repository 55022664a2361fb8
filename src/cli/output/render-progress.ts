import type { Session } from "../session.ts";
import { cliText } from "../../text/index.ts";

/** Returns options that show the progress of rendering and let Ctrl-C stop it. */
export function renderProgress({ signal, status, t }: Session) {
  return {
    signal,
    onProgress: ({ done, total }: { readonly done: number; readonly total: number }) =>
      status(t(cliText.renderProgress.drawing({ done, total }))),
  };
}

/** Returns options that show the progress of an inversion and let Ctrl-C stop it. */
export function searchProgress({ signal, status, t }: Session) {
  return {
    signal,
    onProgress: ({ done, total }: { readonly done: number; readonly total: number }) =>
      status(t(cliText.renderProgress.searching({ done: Math.floor(done), total }))),
  };
}
