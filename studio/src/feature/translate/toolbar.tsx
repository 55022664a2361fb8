import type { PaletteColour } from "../../worker/translate/translation-service.ts";
import { useLanguage } from "../../language/language.tsx";
import { Button } from "../../component/button.tsx";
import { Slider } from "../../component/slider.tsx";
import styles from "./toolbar.module.css";
import type { DrawingHistory } from "./use-drawing.ts";
import { words } from "./words.ts";

/** Current drawing tool. */
export interface DrawingTool {
  readonly name: "brush" | "eraser" | "fill";
  readonly colour: PaletteColour;
  /** Half the width of a line, px of the drawing. */
  readonly radius: number;
  readonly isMirrored: boolean;
}

const tools = [
  { name: "brush", icon: "brush" },
  { name: "eraser", icon: "eraser" },
  { name: "fill", icon: "bucket" },
] as const;

/** Minimum radius, px, and the ratio of consecutive radii. */
const [minRadius, radiusFactor] = [1, 1.2];
/** Maximum brush size; size 0 is the thinnest. */
const maxSize = 20;

/** Returns the tool with a brush wider or narrower by some steps. */
export function resizeTool(tool: DrawingTool, by: number): DrawingTool {
  const next = Math.min(maxSize, Math.max(0, Math.round(sizeOf(tool.radius)) + by));
  return { ...tool, radius: radiusOf(next) };
}

function sizeOf(radius: number): number {
  return Math.log(radius / minRadius) / Math.log(radiusFactor);
}

function radiusOf(size: number): number {
  return minRadius * radiusFactor ** size;
}

/** See {@link Toolbar}. */
export interface ToolbarProps {
  readonly tool: DrawingTool;
  readonly onChange: (tool: DrawingTool) => void;
  readonly draft: DrawingHistory;
  readonly onClear: () => void;
  /** Side of the drawing, px. */
  readonly side: number;
}

/** Renders brush, eraser, bucket, brush size, and undo. */
export function Toolbar({ tool, onChange, draft, onClear, side }: ToolbarProps) {
  const { t, formatNumber } = useLanguage();
  return (
    <div className={styles.tools} role="toolbar" aria-label={t(words.tools)}>
      <div className={styles.group}>
        {tools.map(({ name, icon }) => (
          <Button
            key={name}
            icon={icon}
            iconOnly
            aria-pressed={tool.name === name}
            onClick={() => onChange({ ...tool, name })}
          >
            {t(words[name])}
          </Button>
        ))}
        <Button
          icon="mirror"
          iconOnly
          aria-pressed={tool.isMirrored}
          onClick={() => onChange({ ...tool, isMirrored: !tool.isMirrored })}
        >
          {t(words.mirror)}
        </Button>
      </div>
      <div className={styles.size}>
        <Slider
          label={t(words.size)}
          min={0}
          max={maxSize}
          step={1}
          value={Math.round(sizeOf(tool.radius))}
          onChange={(size) => onChange({ ...tool, radius: radiusOf(size) })}
          format={(size) => `${formatNumber((200 * radiusOf(size)) / side, { maximumFractionDigits: 0 })}%`}
          hideLabel
        />
      </div>
      <div className={styles.group}>
        <Button icon="undo" iconOnly disabled={!draft.canUndo} onClick={draft.undo}>
          {t(words.undo)}
        </Button>
        <Button icon="redo" iconOnly disabled={!draft.canRedo} onClick={draft.redo}>
          {t(words.redo)}
        </Button>
        <Button icon="trash" iconOnly onClick={onClear}>
          {t(words.clear)}
        </Button>
      </div>
    </div>
  );
}
