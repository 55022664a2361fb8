import { useCallback, useEffect, useRef, useState } from "react";
import { engine } from "../../engine/client.ts";
import type { Pixels } from "../../engine/shown.ts";
import type { Surface } from "../../engine/translate.ts";
import { useLanguage } from "../../language/language.tsx";
import { ErrorNote } from "../../part/note.tsx";
import { useLatest } from "../../part/use-latest.ts";
import styles from "./desk.module.css";
import { drawingOf, emptyDrawing, pixelsOfDrawing } from "./drawing.ts";
import { Easel } from "./easel.tsx";
import { Paints } from "./paints.tsx";
import { Result } from "./result.tsx";
import { Starts } from "./starts.tsx";
import { Toolbar, type Tool } from "./toolbar.tsx";
import { useDrawing, wasLeft } from "./use-drawing.ts";
import { words } from "./words.ts";

/** A picture, and how long it took to come. */
interface Timed {
  readonly pixels: Pixels;
  readonly milliseconds: number;
}

const intros = { labels: words.introLabels, lines: words.introLines, pictures: words.introPictures };

/** Paper, brushes, and beside them what becomes of it. */
export function Desk({ id, surface }: { readonly id: string; readonly surface: Surface }) {
  const { say } = useLanguage();
  const { side, kind, paints, empty, first } = surface;
  const [tool, setTool] = useState<Tool>({
    name: "brush",
    paint: paints[first],
    radius: kind === "labels" ? side / 18 : side / 64,
    mirrored: false,
  });
  const [dropError, setDropError] = useState<unknown>();
  const [over, setOver] = useState(false);
  const draft = useDrawing(
    id,
    useCallback(() => emptyDrawing(side, paints[empty]), [side, paints, empty]),
  );
  const { answer, error, ask } = useLatest(async (drawing: Pixels): Promise<Timed> => {
    const begun = performance.now(); // the page is a host
    const pixels = await engine().translate.picture(id, drawing);
    return { pixels, milliseconds: performance.now() - begun };
  });
  const { current, version, replace, open } = draft;
  useEffect(() => ask(pixelsOfDrawing(current())), [ask, current, version]);

  // Nobody begins before an empty page.
  const begun = useRef(false);
  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    if (wasLeft(id) || surface.starts === 0) return;
    void engine()
      .translate.start(id, 0)
      .then((pixels) => !wasLeft(id) && open(drawingOf(pixels)), setDropError);
  }, [id, surface, open]);

  const adopt = async (file: File | undefined): Promise<void> => {
    if (!file) return;
    try {
      replace(drawingOf(await engine().translate.adopt(id, file)));
      setDropError(undefined);
    } catch (thrown) {
      setDropError(thrown);
    }
  };
  const clear = (): void => replace(emptyDrawing(side, paints[empty]));
  return (
    <div
      className={styles.desk}
      data-kind={kind}
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        void adopt(event.dataTransfer.files[0]);
      }}
      onKeyDown={(event) => {
        if (!(event.ctrlKey || event.metaKey)) return;
        const key = event.key.toLowerCase();
        if (key !== "z" && key !== "y") return;
        event.preventDefault();
        if (key === "y" || event.shiftKey) draft.redo();
        else draft.undo();
      }}
    >
      <header className={styles.head}>
        <h1>{say(words.title)}</h1>
        <p className="muted">{say(intros[kind])}</p>
      </header>
      {kind === "labels" && <Paints surface={surface} tool={tool} onChange={setTool} />}
      <section className={styles.work}>
        <Toolbar tool={tool} onChange={setTool} draft={draft} onClear={clear} side={side} />
        <Easel surface={surface} tool={tool} onTool={setTool} draft={draft} />
        {kind !== "labels" && <Paints surface={surface} tool={tool} onChange={setTool} />}
      </section>
      <Result
        id={id}
        pixels={answer?.pixels}
        milliseconds={answer?.milliseconds}
        drawing={() => pixelsOfDrawing(current())}
        onOpen={(file) => void adopt(file)}
      />
      <div className={styles.below}>
        <ErrorNote error={error ?? dropError} />
        {surface.starts > 0 && (
          <Starts id={id} count={surface.starts} onPick={(pixels) => replace(drawingOf(pixels))} />
        )}
      </div>
    </div>
  );
}
