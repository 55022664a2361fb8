import type { Paint } from "../../engine/translate.ts";
import { useLanguage } from "../../language/language.tsx";
import { Button } from "../../part/button.tsx";
import { Slider } from "../../part/slider.tsx";
import styles from "./toolbar.module.css";
import type { Draft } from "./use-drawing.ts";
import { words } from "./words.ts";

/** What is in the hand. */
export interface Tool {
  readonly name: "brush" | "eraser" | "fill";
  readonly paint: Paint;
  /** Half the width of a line, px of the drawing. */
  readonly radius: number;
  readonly mirrored: boolean;
}

const tools = [
  { name: "brush", icon: "brush" },
  { name: "eraser", icon: "eraser" },
  { name: "fill", icon: "bucket" },
] as const;

/** Half the width of the thinnest line, and by how much each next one is wider. */
const [thinnest, growth] = [1, 1.2];
/** The lines that there are: number 0 is the thinnest. */
const widest = 20;

/** A brush one step wider or narrower. */
export function resized(tool: Tool, by: number): Tool {
  const next = Math.min(widest, Math.max(0, Math.round(sizeOf(tool.radius)) + by));
  return { ...tool, radius: radiusOf(next) };
}

function sizeOf(radius: number): number {
  return Math.log(radius / thinnest) / Math.log(growth);
}

function radiusOf(size: number): number {
  return thinnest * growth ** size;
}

/** See {@link Toolbar}. */
export interface ToolbarProps {
  readonly tool: Tool;
  readonly onChange: (tool: Tool) => void;
  readonly draft: Draft;
  readonly onClear: () => void;
  /** Of the drawing, px. */
  readonly side: number;
}

/** Brush, eraser, bucket, their size, and the way back. */
export function Toolbar({ tool, onChange, draft, onClear, side }: ToolbarProps) {
  const { say, number } = useLanguage();
  return (
    <div className={styles.tools} role="toolbar" aria-label={say(words.tools)}>
      <div className={styles.group}>
        {tools.map(({ name, icon }) => (
          <Button
            key={name}
            icon={icon}
            wordless
            aria-pressed={tool.name === name}
            onClick={() => onChange({ ...tool, name })}
          >
            {say(words[name])}
          </Button>
        ))}
        <Button
          icon="mirror"
          wordless
          aria-pressed={tool.mirrored}
          onClick={() => onChange({ ...tool, mirrored: !tool.mirrored })}
        >
          {say(words.mirror)}
        </Button>
      </div>
      <div className={styles.size}>
        <Slider
          label={say(words.size)}
          min={0}
          max={widest}
          step={1}
          value={Math.round(sizeOf(tool.radius))}
          onChange={(size) => onChange({ ...tool, radius: radiusOf(size) })}
          format={(size) => `${number((200 * radiusOf(size)) / side, { maximumFractionDigits: 0 })}%`}
          bare
        />
      </div>
      <div className={styles.group}>
        <Button icon="undo" wordless disabled={!draft.canUndo} onClick={draft.undo}>
          {say(words.undo)}
        </Button>
        <Button icon="redo" wordless disabled={!draft.canRedo} onClick={draft.redo}>
          {say(words.redo)}
        </Button>
        <Button icon="trash" wordless onClick={onClear}>
          {say(words.clear)}
        </Button>
      </div>
    </div>
  );
}
