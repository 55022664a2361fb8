import type { ReactNode } from "react";
import { useModelGallery } from "../storage/gallery.ts";
import { Icon } from "./icon.tsx";
import { PictureCanvas } from "./picture-canvas.tsx";
import styles from "./thumbnail.module.css";

/** Renders the frame of a small picture in a list. */
export function Thumbnail({ children }: { readonly children: ReactNode }) {
  return <span className={styles.thumbnail}>{children}</span>;
}

/** Shows the newest picture that a model drew here, a favourite before others. */
export function ModelThumbnail({ modelHash }: { readonly modelHash: string }) {
  const pictures = useModelGallery(modelHash);
  const shown = pictures.find(({ favourite }) => favourite) ?? pictures.at(0);
  return <Thumbnail>{shown ? <PictureCanvas pixels={shown.pixels} label="" /> : <Icon name="draw" />}</Thumbnail>;
}
