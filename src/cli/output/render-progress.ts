import type { Session } from "../session.ts";

/** Shows how far the drawing is, and lets Ctrl-C stop it. */
export function renderProgress({ signal, status, t }: Session) {
  return {
    signal,
    onProgress: ({ done, total }: { readonly done: number; readonly total: number }) =>
      status(t({ ja: `描いています ${done} / ${total}`, en: `drawing ${done} / ${total}` })),
  };
}

/** The same for a search. */
export function searchProgress({ signal, status, t }: Session) {
  return {
    signal,
    onProgress: ({ done, total }: { readonly done: number; readonly total: number }) =>
      status(
        t({ ja: `さがしています ${Math.floor(done)} / ${total}`, en: `searching ${Math.floor(done)} / ${total}` }),
      ),
  };
}
