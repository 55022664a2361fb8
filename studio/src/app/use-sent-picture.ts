import { useEffect, useRef } from "react";
import { useModelGallery, type GalleryPicture } from "../storage/gallery.ts";
import { routeUrl, useRoute } from "./route.ts";

/**
 * Takes the picture that another screen sent: its key is in the address, `#/fuse?picture=…`, and the picture in the
 * gallery.
 *
 * @param modelHash - model of the screen; a picture of another model never arrives.
 * @param isReady - whether the screen can take it.
 */
export function useSentPicture(modelHash: string, isReady: boolean, onArrive: (picture: GalleryPicture) => void): void {
  const { screen, parameters } = useRoute();
  const key = parameters.get("picture");
  const gallery = useModelGallery(modelHash);
  const picture = isReady ? gallery.find((one) => one.key === key) : undefined;
  const newest = useRef(onArrive);
  useEffect(() => {
    newest.current = onArrive;
  });
  useEffect(() => {
    if (!picture) return;
    history.replaceState(null, "", routeUrl(screen)); // going back must not send it again
    newest.current(picture);
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- once for each picture, even if its record changes
  }, [picture?.key, screen]);
}
