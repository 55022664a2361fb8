import type { Recipe } from "../checkpoint/index.ts";
import { movePoint, type LatentLayout, type LatentOffset, type LatentPoint } from "./latent-point.ts";

/** An edit of points along directions of latent space. */
export interface LatentEdit {
  /** Number of steps along each direction, by its name; written to recipes. */
  readonly steps: Readonly<Record<string, number>>;
  /**
   * Computes the offsets of some points.
   * @returns an offset per point: what this edit adds to it.
   */
  offset(points: readonly LatentPoint[]): readonly LatentOffset[] | Promise<readonly LatentOffset[]>;
}

/** The edit that a recipe records. */
export type EditRecipe = NonNullable<Recipe["edit"]>;

/** Points after an edit, and the edit of each as recipes record it. */
export interface EditedPoints {
  readonly points: readonly LatentPoint[];
  readonly edits: readonly EditRecipe[];
}

/**
 * Moves points along directions. Offsets are rounded to 6 significant digits, as recipes keep them.
 * @param points - points of one model.
 */
export async function applyLatentEdit(
  layout: LatentLayout,
  points: readonly LatentPoint[],
  edit: LatentEdit,
): Promise<EditedPoints> {
  const offsets = await edit.offset(points);
  const hasCondition = offsets.some(({ conditionOffset }) => conditionOffset?.some((value) => value !== 0));
  const edits = offsets.map(({ noiseOffset, conditionOffset, localEdits = [] }): EditRecipe => {
    return {
      steps: edit.steps,
      noiseOffset: noiseOffset.map(roundTo6Digits),
      ...(hasCondition && conditionOffset && { conditionOffset: conditionOffset.map(roundTo6Digits) }),
      ...(localEdits.length > 0 && {
        localEdits: localEdits.map(({ mask, noiseOffset: there }) => ({
          mask,
          noiseOffset: there.map(roundTo6Digits),
        })),
      }),
    };
  });
  return { points: points.map((point, at) => movePoint(layout, point, edits[at])), edits };
}

/** Returns the edit of one image out of the edit of a sheet. */
export function editRecipeAt(
  { noiseOffset, conditionOffset, localEdits, steps }: EditRecipe,
  at: number,
  { latent, noiseSize }: LatentLayout,
): EditRecipe {
  const rowAt = (all: readonly number[], width = noiseSize) => all.slice(at * width, (at + 1) * width);
  return {
    steps,
    noiseOffset: rowAt(noiseOffset),
    ...(conditionOffset && { conditionOffset: rowAt(conditionOffset, latent - noiseSize) }),
    ...(localEdits && {
      localEdits: localEdits.map((move) => ({ mask: move.mask, noiseOffset: rowAt(move.noiseOffset) })),
    }),
  };
}

/** Joins the edits of single images into the edit of a sheet: the inverse of {@link editRecipeAt}. */
export function joinEditRecipes([first, ...others]: readonly EditRecipe[]): EditRecipe {
  const all = [first, ...others];
  return {
    ...first,
    noiseOffset: all.flatMap(({ noiseOffset }) => noiseOffset),
    ...(first.conditionOffset && { conditionOffset: all.flatMap(({ conditionOffset }) => conditionOffset ?? []) }),
    ...(first.localEdits && {
      localEdits: first.localEdits.map(({ mask }, move) => ({
        mask,
        noiseOffset: all.flatMap(({ localEdits }) => localEdits?.[move].noiseOffset ?? []),
      })),
    }),
  };
}

function roundTo6Digits(value: number): number {
  return Number(value.toPrecision(6));
}
