import { useEffect, useRef } from "react";
import type { Pixels } from "../worker/rendered-picture.ts";
import styles from "./picture-canvas.module.css";

/** See {@link PictureCanvas}. */
export interface PictureCanvasProps {
  /** Nothing yet: a quiet grey. */
  readonly pixels: Pixels | undefined;
  /** What it shows, for those who do not see it; empty where words beside it say so. */
  readonly label: string;
  /** Frame and corners. Default true. */
  readonly framed?: boolean;
}

/** A picture, as large as the box that it stands in, pixels smoothed. */
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
