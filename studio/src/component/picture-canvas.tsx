import { useEffect, useRef } from "react";
import type { Pixels } from "../worker/rendered-picture.ts";
import styles from "./picture-canvas.module.css";

/** See {@link PictureCanvas}. */
export interface PictureCanvasProps {
  /** Pixels to draw; undefined shows a plain grey area. */
  readonly pixels: Pixels | undefined;
  /** Description for screen readers; empty if adjacent text describes the picture. */
  readonly label: string;
  /** Frame and corners. Default true. */
  readonly framed?: boolean;
}

/** Renders a picture as large as its box, with smoothed pixels. */
export function PictureCanvas({ pixels, label, framed = true }: PictureCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    if (!canvas.current || !pixels) return;
    canvas.current.width = pixels.width;
    canvas.current.height = pixels.height;
    canvas.current.getContext("2d")!.putImageData(new ImageData(pixels.data, pixels.width, pixels.height), 0, 0);
  }, [pixels]);
  return (
    <canvas
      ref={canvas}
      className={styles.picture}
      data-framed={framed || undefined}
      data-empty={pixels ? undefined : true}
      {...(label === "" ? { "aria-hidden": true } : { role: "img", "aria-label": label })}
    />
  );
}
