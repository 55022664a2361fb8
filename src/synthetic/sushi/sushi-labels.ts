import type { Text } from "../../error.ts";
import type { Random } from "../../tensor/index.ts";
import {
  checkLabels,
  sampleValue,
  throwLabelError,
  type CategoryLabel,
  type RangeLabel,
  type SwitchLabel,
} from "../label-schema.ts";
import { syntheticText } from "../../text/index.ts";

/** Topping on the rice. */
export type SushiTopping =
  | "maguro"
  | "salmon"
  | "ebi"
  | "tamago"
  | "ikura"
  | "ika"
  | "uni"
  | "tako"
  | "anago"
  | "kappa"
  | "negitoro"
  | "hotate";

/** Nori: none, a narrow band round a nigiri, or all round (a gunkan or a roll). */
export type SushiNori = "none" | "band" | "wrap";

/** Plate under the piece. */
export type SushiPlate = "wood" | "porcelain" | "indigo" | "lacquer" | "slate" | "leaf";

/** Garnish beside the piece. */
export type SushiGarnish = "none" | "ginger" | "shiso" | "lemon" | "flower";

/** Labels of a picture of sushi. */
export interface SushiLabels {
  readonly topping: SushiTopping;
  /** Whether there is a dab of wasabi: on the piece, or beside rolls. */
  readonly wasabi: boolean;
  readonly nori: SushiNori;
  readonly plate: SushiPlate;
  readonly garnish: SushiGarnish;
  /** Azimuth of the camera, in degrees, −90 … 90: 0 faces the long side of the piece, ±90 its ends. */
  readonly yaw: number;
  /** Elevation of the camera, in degrees, −10 (just below the edge of the table) … 90 (straight above). */
  readonly pitch: number;
  /** Distance of the camera, 0.85 … 1.3; at 1 a nigiri seen from the side spans about four fifths of the picture. */
  readonly distance: number;
}

interface ToppingSpec {
  readonly frequency: number;
  readonly text: Text;
  /** Probability of a band of nori; `"wrap"`: always wrapped. */
  readonly band: number | "wrap";
}

const toppings: Readonly<Record<SushiTopping, ToppingSpec>> = {
  maguro: { frequency: 0.14, text: syntheticText.sushiLabels.maguro, band: 0.04 },
  salmon: { frequency: 0.14, text: syntheticText.sushiLabels.salmon, band: 0.04 },
  ebi: { frequency: 0.11, text: syntheticText.sushiLabels.ebi, band: 0.04 },
  tamago: { frequency: 0.1, text: syntheticText.sushiLabels.tamago, band: 0.85 },
  ikura: { frequency: 0.1, text: syntheticText.sushiLabels.ikura, band: "wrap" },
  ika: { frequency: 0.08, text: syntheticText.sushiLabels.ika, band: 0.2 },
  uni: { frequency: 0.07, text: syntheticText.sushiLabels.uni, band: "wrap" },
  tako: { frequency: 0.07, text: syntheticText.sushiLabels.tako, band: 0.25 },
  anago: { frequency: 0.07, text: syntheticText.sushiLabels.anago, band: 0.2 },
  kappa: { frequency: 0.06, text: syntheticText.sushiLabels.kappa, band: "wrap" },
  negitoro: { frequency: 0.03, text: syntheticText.sushiLabels.negitoro, band: "wrap" },
  hotate: { frequency: 0.03, text: syntheticText.sushiLabels.hotate, band: 0.1 },
};

const toppingNames = Object.keys(toppings) as SushiTopping[];

function noriFrequency(value: SushiNori): number {
  let sum = 0;
  for (const { frequency, band } of Object.values(toppings)) sum += frequency * noriChance(band, value);
  return Math.round(sum * 1e4) / 1e4;
}

function noriChance(band: number | "wrap", value: SushiNori): number {
  if (band === "wrap") return value === "wrap" ? 1 : 0;
  return value === "band" ? band : value === "none" ? 1 - band : 0;
}

/**
 * Schema of the labels: values and their frequencies. `nori` depends on the topping (a gunkan or a roll is always
 * wrapped, an egg mostly has a band); its frequencies are those over all pictures. The others are independent.
 */
export const sushiSchema = {
  topping: {
    kind: "category",
    text: syntheticText.sushiLabels.topping,
    values: toppingNames.map((value) => ({
      value,
      frequency: toppings[value].frequency,
      text: toppings[value].text,
    })),
  } as CategoryLabel<SushiTopping>,
  wasabi: { kind: "switch", text: syntheticText.sushiLabels.wasabi, frequency: 0.3 } as SwitchLabel,
  nori: {
    kind: "category",
    text: syntheticText.sushiLabels.nori,
    values: [
      { value: "none", frequency: noriFrequency("none"), text: syntheticText.sushiLabels.none },
      { value: "band", frequency: noriFrequency("band"), text: syntheticText.sushiLabels.band },
      { value: "wrap", frequency: noriFrequency("wrap"), text: syntheticText.sushiLabels.allRound },
    ],
  } as CategoryLabel<SushiNori>,
  plate: {
    kind: "category",
    text: syntheticText.sushiLabels.plate,
    values: [
      { value: "wood", frequency: 0.3, text: syntheticText.sushiLabels.woodenBoard },
      { value: "porcelain", frequency: 0.25, text: syntheticText.sushiLabels.whiteRoundPlate },
      { value: "indigo", frequency: 0.15, text: syntheticText.sushiLabels.indigoRoundPlate },
      { value: "lacquer", frequency: 0.15, text: syntheticText.sushiLabels.blackLacquerTray },
      { value: "slate", frequency: 0.1, text: syntheticText.sushiLabels.slate },
      { value: "leaf", frequency: 0.05, text: syntheticText.sushiLabels.bambooLeaf },
    ],
  } as CategoryLabel<SushiPlate>,
  garnish: {
    kind: "category",
    text: syntheticText.sushiLabels.garnish,
    values: [
      { value: "none", frequency: 0.5, text: syntheticText.sushiLabels.none },
      { value: "ginger", frequency: 0.2, text: syntheticText.sushiLabels.pickledGinger },
      { value: "shiso", frequency: 0.15, text: syntheticText.sushiLabels.shisoLeaf },
      { value: "lemon", frequency: 0.1, text: syntheticText.sushiLabels.lemon },
      { value: "flower", frequency: 0.05, text: syntheticText.sushiLabels.chrysanthemum },
    ],
  } as CategoryLabel<SushiGarnish>,
  yaw: {
    kind: "range",
    text: syntheticText.sushiLabels.cameraYaw,
    low: -90,
    high: 90,
    unit: "degree",
    typical: { mean: 26, std: 12 },
    // A piece looks nearly the same from either end. Exceptions are prawns (a tail at one end), garnishes, and rolls
    // (one lies in front of the others).
    period: 180,
  } as RangeLabel,
  pitch: {
    kind: "range",
    text: syntheticText.sushiLabels.cameraPitch,
    low: -10,
    high: 90,
    unit: "degree",
    typical: { mean: 33, std: 6 },
  } as RangeLabel,
  distance: {
    kind: "range",
    text: syntheticText.sushiLabels.cameraDistance,
    low: 0.85,
    high: 1.3,
    unit: "ratio",
    typical: { mean: 1, std: 0.04 },
  } as RangeLabel,
} as const;

/** Range of the camera: near its mean position, or uniform over all its ranges. */
export type SushiCameraRange = "calm" | "free";

/**
 * Samples the labels of one picture. Every label consumes its own random number, so that fixing one leaves the others
 * unchanged.
 *
 * @throws OmakaseError `option` when a fixed label is unknown, out of its range, or contradicts another.
 */
export function sampleSushiLabels(
  random: Random,
  fixed: Partial<SushiLabels> = {},
  variety: SushiCameraRange = "calm",
): SushiLabels {
  checkFixed(fixed);
  const chances = random.uniforms(5);
  const allowed = sushiSchema.topping.values
    .map(({ value, frequency }) => ({
      value,
      frequency: frequency * (fixed.nori === undefined ? 1 : noriChance(toppings[value].band, fixed.nori)),
    }))
    .filter(({ frequency }) => frequency > 0);
  const topping = fixed.topping ?? sampleValue(allowed, chances[0]);
  const { band } = toppings[topping];
  const place = (label: RangeLabel): number => {
    const chance = random.uniform();
    const spread = random.normal();
    if (variety === "free") return label.low + (label.high - label.low) * chance;
    const value = label.typical.mean + label.typical.std * spread;
    return Math.min(label.high, Math.max(label.low, value));
  };
  return {
    topping,
    wasabi: fixed.wasabi ?? chances[2] < sushiSchema.wasabi.frequency,
    nori: fixed.nori ?? (band === "wrap" ? "wrap" : chances[1] < band ? "band" : "none"),
    plate: fixed.plate ?? sampleValue(sushiSchema.plate.values, chances[3]),
    garnish: fixed.garnish ?? sampleValue(sushiSchema.garnish.values, chances[4]),
    ...fixedNumbers(fixed, {
      yaw: place(sushiSchema.yaw),
      pitch: place(sushiSchema.pitch),
      distance: place(sushiSchema.distance),
    }),
  };
}

type CameraLabels = Pick<SushiLabels, "yaw" | "pitch" | "distance">;

function fixedNumbers(fixed: Partial<SushiLabels>, drawn: CameraLabels): CameraLabels {
  return {
    yaw: fixed.yaw ?? drawn.yaw,
    pitch: fixed.pitch ?? drawn.pitch,
    distance: fixed.distance ?? drawn.distance,
  };
}

function checkFixed(fixed: Partial<SushiLabels>): void {
  checkLabels("sushi", sushiSchema, fixed);
  if (fixed.topping === undefined || fixed.nori === undefined) return;
  const { band } = toppings[fixed.topping];
  const possible: SushiNori[] = band === "wrap" ? ["wrap"] : ["none", "band"];
  if (!possible.includes(fixed.nori)) throwLabelError("sushi", `nori (${fixed.topping})`, possible, fixed.nori);
}
