import { useEffect, useRef } from "react";
import { useRoute } from "./route.ts";

/**
 * Shows an example on a screen that opens empty, once; not where another screen sent a picture, nor when a person
 * empties the screen later.
 *
 * @param isReady - whether the screen can show one.
 * @param isEmpty - whether the screen is empty.
 * @param onShow - shows the example.
 */
export function useExample(isReady: boolean, isEmpty: boolean, onShow: () => void): void {
  const { parameters } = useRoute();
  const isDue = useRef(!parameters.has("picture")); // the address loses it before the picture has arrived
  useEffect(() => {
    if (!isReady || !isDue.current) return;
    isDue.current = false;
    if (isEmpty) onShow();
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- once, when the screen has opened
  }, [isReady]);
}
