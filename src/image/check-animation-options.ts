import { OmakaseError } from "../error.ts";
import type { AnimationOptions } from "../host.ts";
import type { Picture } from "./picture.ts";

/**
 * Checks the arguments of a host's `encodeAnimation`.
 *
 * @throws OmakaseError `option` when there are no frames, or the rate is outside 1 … 50 per second.
 */
export function checkAnimationOptions(frames: readonly Picture[], { framesPerSecond }: AnimationOptions): void {
  if (frames.length === 0) {
    throw new OmakaseError("option", {
      where: "frames",
      expected: { ja: "1枚以上の画像", en: "at least one picture" },
      got: { ja: "0枚", en: "none" },
      remedy: { ja: "画像を渡してください", en: "Pass pictures" },
    });
  }
  if (!(framesPerSecond >= 1 && framesPerSecond <= 50)) {
    throw new OmakaseError("option", {
      where: "rate",
      expected: { ja: "毎秒1〜50枚", en: "1 to 50 pictures per second" },
      got: { ja: `${framesPerSecond}`, en: `${framesPerSecond}` },
      remedy: { ja: "1から50の数を指定してください", en: "Choose a number from 1 to 50" },
    });
  }
}
