import { eyePainter, eyePlace } from "./eye.ts";
import type { CharacterLabels } from "./character-labels.ts";
import { mouthHeight, mouthPainter } from "./mouth.ts";
import { blendTone, setTone, type CelPaint, type CelPoint } from "./cel-paint.ts";
import { skinTones } from "./palette.ts";
import { mixTones, tone, type Tone } from "./tone.ts";
import type { Random } from "../../tensor/index.ts";

const rose = tone("#ff6f7d");

/** Creates the paint of the body's skin, like the face without its features. */
export function skinPaint(complexion: number): CelPaint {
  const [base, shade, line] = skinTones[complexion].map(tone);
  return { kind: "skin", base, shade, line, threshold: -0.25 };
}

/**
 * Creates the paint of the head: skin with eyes, brows, nose, mouth and blush. All are located in the front view, so
 * that they turn, narrow and vanish with the face. Eyes and mouth slide towards the viewer in profile, as in animation,
 * to stay wide enough.
 */
export function facePaint(labels: CharacterLabels, complexion: number, line: Tone, random: Random): CelPaint {
  const skin = skinPaint(complexion);
  const [slant, open, brow] = [0.012 + 0.02 * random.normal(), 1 + 0.05 * random.normal(), 0.04 * random.normal()];
  const eye = eyePainter({
    color: labels.eyeColor,
    line,
    skin: skin.base,
    skinLine: skin.line,
    slant: Math.max(-0.03, Math.min(0.05, slant)),
    openness: Math.max(0.92, Math.min(1.06, open)),
    brow,
  });
  const mouth = mouthPainter(labels.mouth, skin.line);
  const profile = Math.sin((labels.yaw * Math.PI) / 180) ** 3;
  const slide = 0.15 * profile;
  const noseShade = mixTones(skin.shade, skin.line, 0.35);
  const hatch = mixTones(rose, skin.line, 0.3);

  const detail = (point: CelPoint): void => {
    const { x, y, z } = point;
    if (z < 0.1 || y > 0.2 || y < -0.92) return;
    const side = x < 0 ? -1 : 1;
    const far = x * side;
    if (labels.blush) {
      const reach = ((far - 0.49) / 0.2) ** 2 + ((y + 0.575) / 0.1) ** 2;
      if (reach < 1) {
        blendTone(point, rose, Math.min(0.65, 1.1 * (1 - reach)));
        const strokes = (far - 0.33 + 0.45 * (y + 0.575)) / 0.09;
        if (Math.abs(y + 0.575) < 0.05 && strokes > 0.4 && strokes < 3.6 && Math.abs((strokes % 1) - 0.5) < 0.14)
          setTone(point, hatch);
      }
    }
    eye(point, far - eyePlace.x + 0.08 * profile * side, y - eyePlace.y, side);
    if (y < -0.55) mouth(point, x + slide, y - mouthHeight);
    else if (y < -0.44 && y > -0.54 && Math.abs(x) < 0.05) {
      if (Math.abs(y + 0.505) < 0.016 && Math.abs(x) < 0.035) setTone(point, noseShade);
    }
  };
  return { ...skin, detail };
}
