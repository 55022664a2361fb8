import { checkInteger } from "../../error.ts";
import type { Picture } from "../../image/index.ts";
import { random, type Random } from "../../tensor/index.ts";
import type { Vector } from "../render3d/camera.ts";
import { beret, bow, glasses } from "./accessory.ts";
import { backdrop } from "./backdrop.ts";
import { bodyMeshes } from "./body.ts";
import { characterCamera } from "./character-camera.ts";
import { facePaint, skinPaint } from "./face.ts";
import { hair } from "./hair.ts";
import { earMesh, headMesh } from "./head.ts";
import { sampleCharacterLabels, type CharacterLabels } from "./character-labels.ts";
import { flatPaint } from "./cel-paint.ts";
import { hairPaint, skinTones } from "./palette.ts";
import { renderCel } from "./render-cel.ts";
import { toneFromHue, tone, type Tone } from "./tone.ts";

/** Options of {@link drawCharacter}. */
export interface CharacterOptions {
  /** Seed of the set, 0 … 2^53 − 1. Default 0. */
  readonly seed?: number;
  /** Width and height in pixels, 32 … 256. Default 64. The scene is independent of it. */
  readonly size?: number;
  /** Fixed labels; the others are sampled as if none were fixed. Default: none. */
  readonly labels?: Partial<CharacterLabels>;
}

/** Picture of a character with its true labels. */
export interface Character {
  /** RGB, `size × size`. */
  readonly picture: Picture;
  readonly labels: CharacterLabels;
}

/**
 * Draws picture `index` of the built-in set `characters`: seed and index alone determine the scene, at any size.
 *
 * @param index - 0 … 2^53 − 1.
 * @throws OmakaseError `option` for a size or index out of range, or invalid labels.
 *
 * @example
 * ```ts
 * const { picture } = drawCharacter(0, { size: 64 });
 * picture.channels; // 3
 * ```
 */
export function drawCharacter(index: number, options: CharacterOptions = {}): Character {
  const { seed = 0, size = 64 } = options;
  checkInteger("character size", size, 32, 256);
  checkInteger("character index", index, 0, Number.MAX_SAFE_INTEGER);
  const labels = sampleCharacterLabels(random(seed, "characters", index), options.labels);
  const stream = (part: string): Random => random(seed, `characters ${part}`, index);
  const hairTone = hairPaint(labels.hairColor);
  const face = stream("face");
  const complexion = face.integer(skinTones.length);
  const skin = skinPaint(complexion);
  const things = stream("things");
  const [tieHue, bowHue, hatHue, rim] = things.uniforms(4);
  const tie = flatPaint("tie", toneFromHue(360 * tieHue, 0.6, 0.5));
  const bowPaint = flatPaint("ribbon", bowTone(hairTone.base, bowHue));
  const hatPaint = flatPaint("hat", toneFromHue(360 * hatHue, 0.4, 0.42));
  const rimTone = tone(rim < 0.5 ? "#2c2430" : rim < 0.8 ? "#b02a3a" : "#2c3f8a");
  const meshes = [
    headMesh(facePaint(labels, complexion, hairTone.line, face)),
    earMesh(skin, -1),
    earMesh(skin, 1),
    ...hair(labels.hairStyle, { paint: hairTone, tie, random: stream("hair"), hat: labels.hat }),
    ...bodyMeshes(skin, stream("body")),
    ...(labels.glasses ? glasses({ ...flatPaint("glasses", rimTone), shade: rimTone, isUnlined: true }) : []),
    ...(labels.hat ? beret(hatPaint, 0.12) : []),
    ...(labels.ribbon ? bow(bowPaint, labels.hat ? [0, 1.1, 0.82] : [0, 1.06, 0.5]) : []),
  ];
  const sky = stream("light");
  const warm = sky.normal();
  return {
    picture: renderCel(meshes, {
      camera: characterCamera(labels),
      light: lightFrom(sky),
      backdrop: backdrop(stream("backdrop")),
      tint: [255, 255 - 2 * Math.abs(warm), 255 - 5 * Math.max(0, warm)],
      size,
    }),
    labels,
  };
}

/** Picks a strong colour that contrasts with the hair. */
function bowTone(hair: Tone, chance: number): Tone {
  const apart = bowTones.filter((each) => Math.hypot(each[0] - hair[0], each[1] - hair[1], each[2] - hair[2]) > 150);
  return apart[Math.floor(chance * apart.length)];
}

const bowTones = ["#e0304a", "#ffd23e", "#3f6fe0", "#ffffff", "#2c2a36", "#35b56a", "#ff7fb0", "#8a4fd0"].map(tone);

/** Draws the direction of the light: from above, more or less from one side, never from behind. */
function lightFrom(random: Random): Vector {
  const [x, y, z] = [random.uniform() * 1.5 - 0.75, 0.55 + 0.3 * random.uniform(), 0.75];
  const length = Math.hypot(x, y, z);
  return [x / length, y / length, z / length];
}
