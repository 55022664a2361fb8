import { periodicDistance, type Attribute, type Attributes, type TagChoice } from "../dataset/index.ts";
import type { Text } from "../error.ts";

/** Largest median error in real images at which a number counts as reliable, in its own unit (degrees for a pose). */
export const maxReliableError = 5;

/** Requested and predicted values: per attribute `[count]`. */
export interface AttributePredictions {
  readonly requested: readonly Float32Array[];
  readonly predicted: readonly Float32Array[];
}

/**
 * Reliability of a classifier's prediction of a number, per choice of another attribute. Example: the yaw of a slice of
 * fish is visible, that of a roll of sushi is not. A choice is reliable when its median error in real images is at most
 * {@link maxReliableError}.
 */
export interface PredictorReliability {
  /** Attribute whose choices explain most of the variance of the error in real images. */
  readonly splitBy: { readonly name: string; readonly label: Text };
  readonly choices: readonly ReliabilityByChoice[];
  /** Share of the real images with a reliable choice, 0–1. */
  readonly share: number;
  /** Median absolute error in generated images with a reliable choice; NaN without such images. */
  readonly medianError: number;
  /** Median absolute error in real images with a reliable choice; NaN without such images. */
  readonly realMedianError: number;
}

/** Reliability for images with one choice. */
export interface ReliabilityByChoice {
  readonly choice: TagChoice;
  /** Share of the real images with this choice, 0–1. */
  readonly share: number;
  readonly medianError: number;
  readonly realMedianError: number;
  readonly isReliable: boolean;
}

/**
 * Finds the choices for which a classifier predicts a number reliably.
 *
 * @param attributes - all attributes, in the order of the predictions.
 * @param number - index of the number among the attributes.
 * @param drawn - predictions for generated images.
 * @param real - predictions for real images; their known values stand in `requested`.
 * @returns undefined without another attribute that has choices.
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
      const errorsOfChoice = (errors: Float32Array, values: Float32Array) =>
        errors.filter((_, one) => values[one] === place);
      const realErrors = errorsOfChoice(ofReal, real.requested[at]);
      const [realMedianError, medianError] = [
        nanMedian(realErrors),
        nanMedian(errorsOfChoice(ofDrawn, drawn.requested[at])),
      ];
      return {
        choice,
        share: realErrors.length / known,
        medianError,
        realMedianError,
        isReliable: realMedianError <= maxReliableError,
      };
    });
    const present = choices.filter(({ share }) => share > 0);
    const mean = present.reduce((sum, { share, realMedianError }) => sum + share * realMedianError, 0);
    return {
      at,
      choices,
      explainedVariance: present.reduce(
        (sum, { share, realMedianError }) => sum + share * (realMedianError - mean) ** 2,
        0,
      ),
    };
  });
  const [best] = tables.sort((a, b) => b.explainedVariance - a.explainedVariance);
  if (!best) return undefined;
  const { at, choices } = best;
  const reliableMedian = (errors: Float32Array, values: Float32Array) =>
    nanMedian(errors.filter((_, one) => choices[values[one]]?.isReliable));
  return {
    splitBy: { name: tags[at].name, label: tags[at].label },
    choices: choices.toSorted((a, b) => a.realMedianError - b.realMedianError),
    share: choices.reduce((sum, { share, isReliable }) => sum + (isReliable ? share : 0), 0),
    medianError: reliableMedian(ofDrawn, drawn.requested[at]),
    realMedianError: reliableMedian(ofReal, real.requested[at]),
  };
}

/** Returns the absolute error of each value, periodic where the tag is; NaN for unknown values. */
export function absoluteErrors(
  tag: Pick<Attribute, "period">,
  requested: Float32Array,
  predicted: ArrayLike<number>,
): Float32Array {
  return requested.map((value, at) => periodicDistance(tag, predicted[at], value));
}

/** Returns the median of the known values; NaN without any. */
export function nanMedian(values: Float32Array): number {
  const known = values.filter((value) => !Number.isNaN(value)).sort();
  return known.length > 0 ? known[known.length >> 1] : Number.NaN;
}
