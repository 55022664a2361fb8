import { OmakaseError } from "../error.ts";
import type { AnimationOptions } from "../host.ts";
import type { Picture } from "./picture.ts";
import { imageText } from "../text/index.ts";

/**
 * Checks the arguments of a host's `encodeAnimation`.
 *
 * @throws OmakaseError `option` when there are no frames, or the rate is outside 1 … 50 per second.
 */
export function checkAnimationOptions(frames: readonly Picture[], { framesPerSecond }: AnimationOptions): void {
  if (frames.length === 0) {
    throw new OmakaseError("option", { where: "frames", ...imageText.checkAnimationOptions.noFrames });
  }
  if (!(framesPerSecond >= 1 && framesPerSecond <= 50)) {
    throw new OmakaseError("option", {
      where: "rate",
      ...imageText.checkAnimationOptions.framesPerSecond({ framesPerSecond }),
    });
  }
}
