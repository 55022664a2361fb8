import type { Session } from "../session.ts";

/** Returns options that show the progress of rendering and let Ctrl-C stop it. */
export function renderProgress({ signal, status, t }: Session) {
  return {
    signal,
    onProgress: ({ done, total }: { readonly done: number; readonly total: number }) =>
      status(t({ ja: `描いています ${done} / ${total}`, en: `drawing ${done} / ${total}` })),
  };
}

/** Returns options that show the progress of an inversion and let Ctrl-C stop it. */
export function searchProgress({ signal, status, t }: Session) {
  return {
    signal,
    onProgress: ({ done, total }: { readonly done: number; readonly total: number }) =>
      status(
        t({ ja: `さがしています ${Math.floor(done)} / ${total}`, en: `searching ${Math.floor(done)} / ${total}` }),
      ),
  };
}
