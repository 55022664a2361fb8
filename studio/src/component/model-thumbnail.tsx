import { useModelGallery } from "../storage/gallery.ts";
import { Icon } from "./icon.tsx";
import { PictureCanvas } from "./picture-canvas.tsx";

/** Shows the newest picture that a model drew here, a favourite before others. */
export function ModelThumbnail({ modelHash }: { readonly modelHash: string }) {
  const pictures = useModelGallery(modelHash);
  const shown = pictures.find(({ favourite }) => favourite) ?? pictures.at(0);
  return shown ? <PictureCanvas pixels={shown.pixels} label="" /> : <Icon name="draw" />;
}
