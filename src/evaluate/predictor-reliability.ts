import { periodicDistance, type Attribute, type Attributes, type TagChoice } from "../dataset/index.ts";
import type { Text } from "../error.ts";

/** How far off a number may be read in real pictures, in the median, to be judged by: degrees, where it is a pose. */
export const maxReliableError = 5;

/** Values that pictures are to show and that were read in them: for each attribute, of every picture. */
export interface AttributePredictions {
  readonly requested: readonly Float32Array[];
  readonly predicted: readonly Float32Array[];
}

/**
 * Where a number can be read: from a roll of sushi one cannot say from where it is looked at, from a slice of fish one
 * can. The pictures are told apart by the choices of another attribute, and judged where {@link maxReliableError} says so.
 */
export interface PredictorReliability {
  /** That attribute: the one that says most about how well real pictures are read. */
  readonly splitBy: { readonly name: string; readonly label: Text };
  readonly choices: readonly ReliabilityByChoice[];
  /** The part of the real pictures that the number is judged in, 0 … 1. */
  readonly share: number;
  /** The median of the absolute differences in drawn pictures that it is judged in; NaN when there are none. */
  readonly medianError: number;
  /** The same in real ones. */
  readonly realMedianError: number;
}

/** Of the pictures with one choice. */
export interface ReliabilityByChoice {
  readonly choice: TagChoice;
  /** The part of the real pictures, 0 … 1. */
  readonly share: number;
  readonly medianError: number;
  readonly realMedianError: number;
  readonly isReliable: boolean;
}

/**
 * Finds out where a number can be read. Undefined without other attributes that have choices.
 *
 * @param number - the place of the number among the attributes.
 */
export function predictorReliability(
  { tags }: Attributes,
  number: number,
  drawn: AttributePredictions,
  real: AttributePredictions,
): PredictorReliability | undefined {
  const tag = tags[number];
  const errors = ({ requested, predicted }: AttributePredictions) =>
    absoluteErrors(tag, requested[number], predicted[number]);
  const [ofDrawn, ofReal] = [errors(drawn), errors(real)];
  const known = ofReal.filter((error) => !Number.isNaN(error)).length;
  const ways = [...tags.keys()].filter((at) => tags[at].kind !== "number");
  const tables = ways.map((at) => {
    const choices = tags[at].choices.map((choice, place) => {
      const some = (errors: Float32Array, values: Float32Array) => errors.filter((_, one) => values[one] === place);
      const own = some(ofReal, real.requested[at]);
      const [realMedianError, medianError] = [nanMedian(own), nanMedian(some(ofDrawn, drawn.requested[at]))];
      return {
        choice,
        share: own.length / known,
        medianError,
        realMedianError,
        isReliable: realMedianError <= maxReliableError,
      };
    });
    const seen = choices.filter(({ share }) => share > 0);
    const mean = seen.reduce((sum, { share, realMedianError }) => sum + share * realMedianError, 0);
    return {
      at,
      choices,
      told: seen.reduce((sum, { share, realMedianError }) => sum + share * (realMedianError - mean) ** 2, 0),
    };
  });
  const [best] = tables.sort((a, b) => b.told - a.told);
  if (!best) return undefined;
  const { at, choices } = best;
  const judged = (errors: Float32Array, values: Float32Array) =>
    nanMedian(errors.filter((_, one) => choices[values[one]]?.isReliable));
  return {
    splitBy: { name: tags[at].name, label: tags[at].label },
    choices: choices.toSorted((a, b) => a.realMedianError - b.realMedianError),
    share: choices.reduce((sum, { share, isReliable }) => sum + (isReliable ? share : 0), 0),
    medianError: judged(ofDrawn, drawn.requested[at]),
    realMedianError: judged(ofReal, real.requested[at]),
  };
}

/** How far each number is off; NaN where it is not known. */
export function absoluteErrors(
  tag: Pick<Attribute, "period">,
  wanted: Float32Array,
  seen: ArrayLike<number>,
): Float32Array {
  return wanted.map((value, at) => periodicDistance(tag, seen[at], value));
}

/** The median of those that are known; NaN where none is. */
export function nanMedian(values: Float32Array): number {
  const known = values.filter((value) => !Number.isNaN(value)).sort();
  return known.length > 0 ? known[known.length >> 1] : Number.NaN;
}
