import type { Text } from "../../error.ts";
import type { Random } from "../../tensor/index.ts";
import { checkLabels, sampleValue, type CategoryLabel, type RangeLabel, type SwitchLabel } from "../label-schema.ts";
import { syntheticText } from "../../text/index.ts";

/** Hair style. */
export type HairStyle =
  | "long"
  | "bob"
  | "twinTails"
  | "ponytail"
  | "wavy"
  | "short"
  | "spiky"
  | "braid"
  | "buns"
  | "drills";

/** Hair colour. */
export type HairColor =
  | "black"
  | "brown"
  | "blond"
  | "pink"
  | "blue"
  | "purple"
  | "silver"
  | "red"
  | "green"
  | "orange"
  | "aqua"
  | "white";

/** Colour of the irises. */
export type EyeColor = "brown" | "blue" | "green" | "red" | "purple" | "gold" | "aqua" | "pink";

/** Mouth: a straight line, a curve upwards, a small round opening, or a wide laugh with teeth. */
export type CharacterMouth = "closed" | "smile" | "open" | "laugh";

/** Labels of a picture of a character. */
export interface CharacterLabels {
  readonly hairStyle: HairStyle;
  readonly hairColor: HairColor;
  readonly eyeColor: EyeColor;
  readonly mouth: CharacterMouth;
  readonly glasses: boolean;
  readonly blush: boolean;
  /** Whether there is a big bow on top of the head, or of the hat. */
  readonly ribbon: boolean;
  /** Whether there is a beret. */
  readonly hat: boolean;
  /**
   * Direction of the face, in degrees, −90 … 90: 0 faces the viewer, positive turns to the right of the picture, ±90 is
   * in profile.
   */
  readonly yaw: number;
  /** Elevation of the viewer, in degrees, −30 … 30: negative is below (the chin shows), positive above. */
  readonly pitch: number;
}

function category<Value extends string>(
  text: Text,
  values: Readonly<Record<Value, readonly [frequency: number, text: Text]>>,
): CategoryLabel<Value> {
  const names = Object.keys(values) as Value[];
  return {
    kind: "category",
    text,
    values: names.map((value) => {
      const [frequency, label] = values[value];
      return { value, frequency, text: label };
    }),
  };
}

/** Creates a label with a triangular distribution, most frequent in the middle: the mean of two uniform numbers. */
function range(text: Text, low: number, high: number): RangeLabel {
  const typical = { mean: (low + high) / 2, std: (high - low) / Math.sqrt(24) };
  return { kind: "range", text, low, high, unit: "degree", typical };
}

/** Schema of the labels: values and their frequencies. All are independent. */
export const charactersSchema = {
  hairStyle: category<HairStyle>(syntheticText.characterLabels.hairStyle, {
    long: [0.16, syntheticText.characterLabels.longStraight],
    bob: [0.15, syntheticText.characterLabels.bob],
    twinTails: [0.13, syntheticText.characterLabels.twinTails],
    ponytail: [0.12, syntheticText.characterLabels.ponytail],
    wavy: [0.11, syntheticText.characterLabels.longWavy],
    short: [0.1, syntheticText.characterLabels.short],
    spiky: [0.08, syntheticText.characterLabels.shortSpiky],
    braid: [0.07, syntheticText.characterLabels.sideBraid],
    buns: [0.05, syntheticText.characterLabels.twoBuns],
    drills: [0.03, syntheticText.characterLabels.ringlets],
  }),
  hairColor: category<HairColor>(syntheticText.characterLabels.hairColour, {
    brown: [0.16, syntheticText.characterLabels.brown],
    black: [0.15, syntheticText.characterLabels.black],
    blond: [0.13, syntheticText.characterLabels.blond],
    pink: [0.1, syntheticText.characterLabels.pink],
    blue: [0.09, syntheticText.characterLabels.blue],
    purple: [0.08, syntheticText.characterLabels.purple],
    silver: [0.07, syntheticText.characterLabels.silver],
    red: [0.07, syntheticText.characterLabels.red],
    green: [0.05, syntheticText.characterLabels.green],
    orange: [0.04, syntheticText.characterLabels.orange],
    aqua: [0.04, syntheticText.characterLabels.aqua],
    white: [0.02, syntheticText.characterLabels.white],
  }),
  eyeColor: category<EyeColor>(syntheticText.characterLabels.eyeColour, {
    brown: [0.22, syntheticText.characterLabels.brown],
    blue: [0.2, syntheticText.characterLabels.blue],
    green: [0.15, syntheticText.characterLabels.green],
    red: [0.13, syntheticText.characterLabels.red],
    purple: [0.12, syntheticText.characterLabels.purple],
    gold: [0.08, syntheticText.characterLabels.gold],
    aqua: [0.06, syntheticText.characterLabels.aqua],
    pink: [0.04, syntheticText.characterLabels.pink],
  }),
  mouth: category<CharacterMouth>(syntheticText.characterLabels.mouth, {
    smile: [0.35, syntheticText.characterLabels.smile],
    closed: [0.3, syntheticText.characterLabels.closed],
    open: [0.2, syntheticText.characterLabels.open],
    laugh: [0.15, syntheticText.characterLabels.laughing],
  }),
  glasses: { kind: "switch", text: syntheticText.characterLabels.glasses, frequency: 0.15 } as SwitchLabel,
  blush: { kind: "switch", text: syntheticText.characterLabels.blush, frequency: 0.25 } as SwitchLabel,
  ribbon: { kind: "switch", text: syntheticText.characterLabels.ribbon, frequency: 0.18 } as SwitchLabel,
  hat: { kind: "switch", text: syntheticText.characterLabels.hat, frequency: 0.06 } as SwitchLabel,
  yaw: range(syntheticText.characterLabels.yawHead, -90, 90),
  pitch: range(syntheticText.characterLabels.pitchView, -30, 30),
} as const;

/**
 * Samples the labels of one picture. Every label consumes its own random number, so that fixing one leaves the others
 * unchanged.
 *
 * @throws OmakaseError `option` when a fixed label is unknown or out of its range.
 */
export function sampleCharacterLabels(random: Random, fixed: Partial<CharacterLabels> = {}): CharacterLabels {
  checkLabels("characters", charactersSchema, fixed);
  const chances = random.uniforms(8);
  const place = ({ low, high }: RangeLabel): number => low + ((high - low) * (random.uniform() + random.uniform())) / 2;
  const yaw = place(charactersSchema.yaw);
  const pitch = place(charactersSchema.pitch);
  return {
    hairStyle: fixed.hairStyle ?? sampleValue(charactersSchema.hairStyle.values, chances[0]),
    hairColor: fixed.hairColor ?? sampleValue(charactersSchema.hairColor.values, chances[1]),
    eyeColor: fixed.eyeColor ?? sampleValue(charactersSchema.eyeColor.values, chances[2]),
    mouth: fixed.mouth ?? sampleValue(charactersSchema.mouth.values, chances[3]),
    glasses: fixed.glasses ?? chances[4] < charactersSchema.glasses.frequency,
    blush: fixed.blush ?? chances[5] < charactersSchema.blush.frequency,
    ribbon: fixed.ribbon ?? chances[6] < charactersSchema.ribbon.frequency,
    hat: fixed.hat ?? chances[7] < charactersSchema.hat.frequency,
    yaw: fixed.yaw ?? yaw,
    pitch: fixed.pitch ?? pitch,
  };
}
