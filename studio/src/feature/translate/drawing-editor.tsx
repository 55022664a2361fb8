import { useCallback, useEffect, useRef, useState } from "react";
import { engine } from "../../worker/client.ts";
import type { Pixels } from "../../worker/rendered-picture.ts";
import type { DrawingSurface } from "../../worker/translate/translation-service.ts";
import { useLanguage } from "../../language/language.tsx";
import { useDropTarget } from "../../component/drop-zone.tsx";
import { ErrorNote } from "../../component/note.tsx";
import { useLatest } from "../../component/use-latest.ts";
import styles from "./drawing-editor.module.css";
import { drawingFromPixels, emptyDrawing, pixelsFromDrawing } from "./drawing.ts";
import { DrawingCanvas } from "./drawing-canvas.tsx";
import { ColourPalette } from "./colour-palette.tsx";
import { TranslationResult } from "./translation-result.tsx";
import { DrawingTemplates } from "./drawing-templates.tsx";
import { Toolbar, type DrawingTool } from "./toolbar.tsx";
import { useDrawing, hasSavedDrawing } from "./use-drawing.ts";
import { words } from "./words.ts";

/** Translated picture and its time, ms; undefined for the first, which includes the warm-up. */
interface TimedPicture {
  readonly pixels: Pixels;
  readonly milliseconds: number | undefined;
}

const intros = { labels: words.introLabels, lines: words.introLines, pictures: words.introPictures };

/** Renders canvas and tools, and beside them the translated picture. */
export function DrawingEditor({ id, surface }: { readonly id: string; readonly surface: DrawingSurface }) {
  const { t } = useLanguage();
  const { side, kind, palette, backgroundIndex, initialIndex } = surface;
  const [tool, setTool] = useState<DrawingTool>({
    name: "brush",
    colour: palette[initialIndex],
    radius: kind === "labels" ? side / 18 : side / 64,
    isMirrored: false,
  });
  const [dropError, setDropError] = useState<unknown>();
  const draft = useDrawing(
    id,
    useCallback(() => emptyDrawing(side, palette[backgroundIndex]), [side, palette, backgroundIndex]),
  );
  const isReady = useRef(false);
  const { answer, error, ask } = useLatest(async (drawing: Pixels): Promise<TimedPicture> => {
    const begun = performance.now(); // the page is a host
    const pixels = await engine().translate.translate(id, drawing);
    const milliseconds = isReady.current ? performance.now() - begun : undefined;
    isReady.current = true;
    return { pixels, milliseconds };
  });
  const { current, version, replace, open } = draft;
  // The first drawing is a template, not an empty page, whose translation would be worth nothing.
  const [isAwaitingTemplate, setIsAwaitingTemplate] = useState(!hasSavedDrawing(id) && surface.templateCount > 0);
  useEffect(() => {
    if (!isAwaitingTemplate || version > 0) ask(pixelsFromDrawing(current()));
  }, [ask, current, version, isAwaitingTemplate]);
  const begun = useRef(false);
  useEffect(() => {
    if (begun.current || !isAwaitingTemplate) return;
    begun.current = true;
    void engine()
      .translate.template(id, 0)
      .then((pixels) => !hasSavedDrawing(id) && open(drawingFromPixels(pixels)), setDropError)
      .finally(() => setIsAwaitingTemplate(false));
  }, [id, isAwaitingTemplate, open]);

  const adopt = async (file: File | undefined): Promise<void> => {
    if (!file) return;
    try {
      replace(drawingFromPixels(await engine().translate.importPicture(id, file)));
      setDropError(undefined);
    } catch (thrown) {
      setDropError(thrown);
    }
  };
  const target = useDropTarget(({ files }) => void adopt(files[0]));
  const clear = (): void => replace(emptyDrawing(side, palette[backgroundIndex]));
  return (
    <div
      className={styles.desk}
      data-kind={kind}
      {...target}
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
        <h1>{t(words.title)}</h1>
        <p className="muted">{t(intros[kind])}</p>
      </header>
      {kind === "labels" && <ColourPalette surface={surface} tool={tool} onChange={setTool} />}
      <section className={styles.work}>
        <Toolbar tool={tool} onChange={setTool} draft={draft} onClear={clear} side={side} />
        <DrawingCanvas surface={surface} tool={tool} onTool={setTool} draft={draft} />
        {kind !== "labels" && <ColourPalette surface={surface} tool={tool} onChange={setTool} />}
      </section>
      <TranslationResult
        id={id}
        pixels={answer?.pixels}
        milliseconds={answer?.milliseconds}
        drawing={() => pixelsFromDrawing(current())}
        onOpen={(file) => void adopt(file)}
      />
      <div className={styles.below}>
        <ErrorNote error={error ?? dropError} />
        {surface.templateCount > 0 && (
          <DrawingTemplates
            id={id}
            count={surface.templateCount}
            isWaiting={answer === undefined && error === undefined}
            onPick={(pixels) => replace(drawingFromPixels(pixels))}
          />
        )}
      </div>
    </div>
  );
}
