import { packColour } from "../../worker/rendered-picture.ts";
import type { PaletteColour, DrawingSurface } from "../../worker/translate/translation-service.ts";
import { useLanguage } from "../../language/language.tsx";
import styles from "./colour-palette.module.css";
import type { DrawingTool } from "./toolbar.tsx";
import { words } from "./words.ts";

/** See {@link ColourPalette}. */
export interface ColourPaletteProps {
  readonly surface: DrawingSurface;
  readonly tool: DrawingTool;
  readonly onChange: (tool: DrawingTool) => void;
}

/** Renders the colours to paint with. */
export function ColourPalette({ surface: { kind, palette }, tool, onChange }: ColourPaletteProps) {
  const { t } = useLanguage();
  const choose = (colour: PaletteColour): void =>
    onChange({ ...tool, colour, name: tool.name === "eraser" ? "brush" : tool.name });
  return (
    <div className={styles.paints} data-kind={kind} role="group" aria-label={t(words.paints)}>
      {palette.map((paint) => (
        <button
          key={paint.colour.join()}
          type="button"
          className={styles.paint}
          aria-pressed={tool.name !== "eraser" && packColour(paint.colour) === packColour(tool.colour.colour)}
          onClick={() => choose(paint)}
        >
          <span className={styles.swatch} style={{ background: `rgb(${paint.colour.join(" ")})` }} />
          {paint.name && t(paint.name)}
        </button>
      ))}
      {kind === "pictures" && (
        <label className={styles.paint}>
          <input
            type="color"
            className={styles.own}
            value={hexOf(tool.colour)}
            onChange={({ target }) => choose({ colour: colourOf(target.value) })}
          />
          {t(words.own)}
        </label>
      )}
    </div>
  );
}

function hexOf({ colour }: PaletteColour): string {
  return `#${colour.map((part) => part.toString(16).padStart(2, "0")).join("")}`;
}

function colourOf(hex: string): PaletteColour["colour"] {
  const part = (at: number): number => Number.parseInt(hex.slice(at, at + 2), 16);
  return [part(1), part(3), part(5)];
}
