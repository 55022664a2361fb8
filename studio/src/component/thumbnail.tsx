import type { ReactNode } from "react";
import type { RunInfo } from "omakase/studio";
import { useModelGallery } from "../storage/gallery.ts";
import { bundledThumbnail, useModelThumbnail } from "../storage/model-thumbnail.ts";
import { Icon } from "./icon.tsx";
import { PictureCanvas } from "./picture-canvas.tsx";
import styles from "./thumbnail.module.css";

/** Renders the frame of a small picture in a list. */
export function Thumbnail({ children }: { readonly children: ReactNode }) {
  return <span className={styles.thumbnail}>{children}</span>;
}

/**
 * Shows the newest picture that a model drew here, a favourite before others. Where there is none: the one that the model
 * brings along, or one drawn for the list.
 */
export function ModelThumbnail({ info }: { readonly info: RunInfo }) {
  const pictures = useModelGallery(info.hash);
  const shown = pictures.find(({ favourite }) => favourite) ?? pictures.at(0);
  const bundled = bundledThumbnail(info);
  const drawn = useModelThumbnail(info, shown === undefined && bundled === undefined);
  const pixels = shown?.pixels ?? drawn;
  const instead = bundled ? <img src={bundled} alt="" /> : <Icon name="draw" />;
  return <Thumbnail>{pixels ? <PictureCanvas pixels={pixels} label="" /> : instead}</Thumbnail>;
}
