import { internalError } from "../error.ts";
import { quantile, type Curve } from "./curve.ts";
import { curvePanel, labelRoom } from "./curve-panel.ts";
import { figure, stack, type Block, type Figure, type FigureOptions } from "./figure.ts";
import { figureText, type Text } from "../text/index.ts";

/** Options of {@link lossCurves}. */
export interface LossCurvesOptions extends FigureOptions {
  /** Unit of time. Default `imagesSeen`. */
  readonly time?: "imagesSeen" | "steps";
  /**
   * Whether the curves belong to the opponents of a GAN, whose losses need not fall; the caption then says so. Default
   * false.
   */
  readonly adversarial?: boolean;
  /**
   * Scale of the vertical axis. Default `auto`: logarithmic if all values are positive and span more than a factor of
   * 20.
   */
  readonly scale?: "linear" | "log" | "auto";
}

/**
 * Draws losses over time: raw values faint, smoothed ones clear, names and last values beside the curves. Curves of
 * very different size get panels below each other.
 *
 * @param curves - curves of images seen (or steps) against losses
 * @param options - language, title, caption, note, and the options of the figure
 * @returns SVG figure with its size in CSS pixels.
 */
export async function lossCurves(curves: readonly Curve[], options: LossCurvesOptions): Promise<Figure> {
  if (curves.length === 0) throw internalError("lossCurves: no curves");
  const { language, time = "imagesSeen", scale = "auto", adversarial = false } = options;
  const [own, rest] = [true, false].map((wanted) => curves.filter((curve) => isReconstructionLoss(curve) === wanted));
  const groups = [...(haveSimilarScale(rest) ? [rest] : rest.map((curve) => [curve])), ...own.map((curve) => [curve])];
  const shared = {
    language,
    scale,
    right: labelRoom(curves, language),
    until: Math.max(1, ...curves.flatMap(({ points }) => (points.length ? [points[points.length - 1][0]] : []))),
    ...(groups.length > 1 && { left: 52 }),
  } as const;
  const panels: Block[] = [];
  for (const [index, group] of groups.entries()) {
    panels.push(
      await curvePanel(group, {
        ...shared,
        height: groups.length > 1 ? 160 : 270,
        name: figureText.words.lossAxis,
        colour: groups.slice(0, index).flat().length,
        ...(index === groups.length - 1 && { time: figureText.words[time] }),
      }),
    );
  }
  return figure(stack(panels, 14), {
    title: figureText.words.lossTitle,
    caption: captionOf(curves, adversarial),
    ...options,
  });
}

function captionOf(curves: readonly Curve[], contest: boolean) {
  if (curves.some(isReconstructionLoss)) return figureText.words.translationLossCaption;
  if (contest) return figureText.words.contestCaption;
  return curves.some((curve) => isNamed(curve, figureText.curves.divergence))
    ? figureText.words.informationCaption
    : figureText.words.lossCaption;
}

/** Returns whether a curve is the reconstruction loss of a GAN, which would lie flat beside the adversarial losses. */
function isReconstructionLoss(curve: Curve): boolean {
  return isNamed(curve, figureText.curves.translation);
}

/** Compares the words, as each use of a catalogue makes a text of its own. */
function isNamed({ name }: Curve, text: Text): boolean {
  return typeof name !== "string" && name.en === text.en;
}

/** Returns whether the typical sizes of the curves lie within a factor of 15. */
function haveSimilarScale(curves: readonly Curve[]): boolean {
  const sizes = curves.flatMap(({ points }) => {
    const values = points.map(([, value]) => Math.abs(value)).filter((value) => value > 0 && Number.isFinite(value));
    return values.length
      ? [
          quantile(
            values.sort((a, b) => a - b),
            0.5,
          ),
        ]
      : [];
  });
  return sizes.length < 2 || Math.max(...sizes) <= 15 * Math.min(...sizes);
}
