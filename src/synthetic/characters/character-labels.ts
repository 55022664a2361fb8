import type { Text } from "../../error.ts";
import type { Random } from "../../tensor/index.ts";
import { checkLabels, sampleValue, type CategoryLabel, type RangeLabel, type SwitchLabel } from "../label-schema.ts";

/** Hair style. */
export type HairStyle =
  "long" | "bob" | "twinTails" | "ponytail" | "wavy" | "short" | "spiky" | "braid" | "buns" | "drills";

/** Hair colour. */
export type HairColor =
  "black" | "brown" | "blond" | "pink" | "blue" | "purple" | "silver" | "red" | "green" | "orange" | "aqua" | "white";

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
  values: Readonly<Record<Value, readonly [frequency: number, ja: string, en: string]>>,
): CategoryLabel<Value> {
  const names = Object.keys(values) as Value[];
  return {
    kind: "category",
    text,
    values: names.map((value) => {
      const [frequency, ja, en] = values[value];
      return { value, frequency, text: { ja, en } };
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
  hairStyle: category<HairStyle>(
    { ja: "髪型", en: "hair style" },
    {
      long: [0.16, "ストレートロング", "long and straight"],
      bob: [0.15, "ボブ", "bob"],
      twinTails: [0.13, "ツインテール", "twin tails"],
      ponytail: [0.12, "ポニーテール", "ponytail"],
      wavy: [0.11, "ウェーブロング", "long and wavy"],
      short: [0.1, "ショート", "short"],
      spiky: [0.08, "つんつん", "short and spiky"],
      braid: [0.07, "片側三つ編み", "side braid"],
      buns: [0.05, "お団子", "two buns"],
      drills: [0.03, "縦ロール", "ringlets"],
    },
  ),
  hairColor: category<HairColor>(
    { ja: "髪の色", en: "hair colour" },
    {
      brown: [0.16, "茶", "brown"],
      black: [0.15, "黒", "black"],
      blond: [0.13, "金", "blond"],
      pink: [0.1, "ピンク", "pink"],
      blue: [0.09, "青", "blue"],
      purple: [0.08, "紫", "purple"],
      silver: [0.07, "銀", "silver"],
      red: [0.07, "赤", "red"],
      green: [0.05, "緑", "green"],
      orange: [0.04, "オレンジ", "orange"],
      aqua: [0.04, "水色", "aqua"],
      white: [0.02, "白", "white"],
    },
  ),
  eyeColor: category<EyeColor>(
    { ja: "目の色", en: "eye colour" },
    {
      brown: [0.22, "茶", "brown"],
      blue: [0.2, "青", "blue"],
      green: [0.15, "緑", "green"],
      red: [0.13, "赤", "red"],
      purple: [0.12, "紫", "purple"],
      gold: [0.08, "金", "gold"],
      aqua: [0.06, "水色", "aqua"],
      pink: [0.04, "ピンク", "pink"],
    },
  ),
  mouth: category<CharacterMouth>(
    { ja: "口", en: "mouth" },
    {
      smile: [0.35, "ほほえみ", "smile"],
      closed: [0.3, "閉じている", "closed"],
      open: [0.2, "開いている", "open"],
      laugh: [0.15, "笑っている", "laughing"],
    },
  ),
  glasses: { kind: "switch", text: { ja: "めがね", en: "glasses" }, frequency: 0.15 } as SwitchLabel,
  blush: { kind: "switch", text: { ja: "赤らんだ頬", en: "blush" }, frequency: 0.25 } as SwitchLabel,
  ribbon: { kind: "switch", text: { ja: "リボン", en: "ribbon" }, frequency: 0.18 } as SwitchLabel,
  hat: { kind: "switch", text: { ja: "帽子", en: "hat" }, frequency: 0.06 } as SwitchLabel,
  yaw: range({ ja: "顔の向き（左右）", en: "yaw of the head" }, -90, 90),
  pitch: range({ ja: "見る高さ（上下）", en: "pitch of the view" }, -30, 30),
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
