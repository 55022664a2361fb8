import { colourNumber } from "../../engine/shown.ts";
import type { Paint, Surface } from "../../engine/translate.ts";
import { useLanguage } from "../../language/language.tsx";
import styles from "./paints.module.css";
import type { Tool } from "./toolbar.tsx";
import { words } from "./words.ts";

/** See {@link Paints}. */
export interface PaintsProps {
  readonly surface: Surface;
  readonly tool: Tool;
  readonly onChange: (tool: Tool) => void;
}

/** What one can paint with. */
export function Paints({ surface: { kind, paints }, tool, onChange }: PaintsProps) {
  const { say } = useLanguage();
  const choose = (paint: Paint): void =>
    onChange({ ...tool, paint, name: tool.name === "eraser" ? "brush" : tool.name });
  return (
    <div className={styles.paints} data-kind={kind} role="group" aria-label={say(words.paints)}>
      {paints.map((paint) => (
        <button
          key={paint.colour.join()}
          type="button"
          className={styles.paint}
          aria-pressed={tool.name !== "eraser" && colourNumber(paint.colour) === colourNumber(tool.paint.colour)}
          onClick={() => choose(paint)}
        >
          <span className={styles.swatch} style={{ background: `rgb(${paint.colour.join(" ")})` }} />
          {paint.name && say(paint.name)}
        </button>
      ))}
      {kind === "pictures" && (
        <label className={styles.paint}>
          <input
            type="color"
            className={styles.own}
            value={hexOf(tool.paint)}
            onChange={({ target }) => choose({ colour: colourOf(target.value) })}
          />
          {say(words.own)}
        </label>
      )}
    </div>
  );
}

function hexOf({ colour }: Paint): string {
  return `#${colour.map((part) => part.toString(16).padStart(2, "0")).join("")}`;
}

function colourOf(hex: string): Paint["colour"] {
  const part = (at: number): number => Number.parseInt(hex.slice(at, at + 2), 16);
  return [part(1), part(3), part(5)];
}
