import type { Random } from "../../tensor/index.ts";
import { gunkan, ikura, negitoro, uni } from "./gunkan.ts";
import { kappa } from "./kappa.ts";
import type { SushiLabels } from "./sushi-labels.ts";
import type { NigiriTopping } from "./nigiri-topping.ts";
import { noriBand } from "./nori.ts";
import { riceBlock } from "./rice.ts";
import { mergeScenes, type Scene } from "../render3d/scene.ts";
import { slabHeight } from "./slab.ts";
import { anago, ebi, tako, tamago } from "./topping-cooked.ts";
import { hotate, ika, maguro, salmon } from "./topping-fish.ts";
import { wasabi } from "./wasabi.ts";

/** Piece of sushi, and the height of the camera's target. */
export interface SushiPiece {
  readonly scene: Scene;
  readonly cameraHeight: number;
}

/** Function that opens a random stream for one part, so that changing one part leaves the others unchanged. */
export type PartStreams = (part: string) => Random;

const nigiriToppings = { maguro, salmon, ebi, tamago, ika, tako, anago, hotate } as const;
const gunkanToppings = { ikura, uni, negitoro } as const;

/** Builds the piece that the labels describe. */
export function sushiPiece(labels: SushiLabels, streams: PartStreams): SushiPiece {
  const { topping } = labels;
  if (topping === "kappa") return roll(labels, streams);
  if (topping === "ikura" || topping === "uni" || topping === "negitoro") {
    const { scene, shape } = gunkan(streams("rice"));
    const filling = gunkanToppings[topping](shape, streams("topping"));
    const place = streams("wasabi");
    const dab = wasabi(0.1 * place.normal(), 1.02, 0.06 * place.normal(), 0.17, place);
    return { scene: mergeScenes(scene, filling, ...(labels.wasabi ? [dab] : [])), cameraHeight: 0.5 };
  }
  return nigiri(labels, nigiriToppings[topping](streams("topping")), streams);
}

function roll(labels: SushiLabels, streams: PartStreams): SushiPiece {
  const place = streams("wasabi");
  const dab = wasabi(-0.72 + 0.04 * place.normal(), 0.02, 0.62 + 0.04 * place.normal(), 0.23, place);
  return { scene: mergeScenes(kappa(streams("topping")), ...(labels.wasabi ? [dab] : [])), cameraHeight: 0.45 };
}

function nigiri(labels: SushiLabels, topping: NigiriTopping, streams: PartStreams): SushiPiece {
  const shape = streams("rice");
  const rice = riceBlock(
    {
      halfLength: 0.93 + 0.03 * shape.normal(),
      halfWidth: 0.46 + 0.012 * shape.normal(),
      height: topping.slab.lift - topping.slab.thickness + 0.03,
    },
    shape,
  );
  const scenes = [rice, topping.scene];
  if (labels.nori === "band") scenes.push({ meshes: [noriBand(topping.slab, streams("nori"))], spheroids: [] });
  if (labels.wasabi) {
    const place = streams("wasabi");
    const along = (labels.nori === "band" ? 0.48 : 0.16) + 0.08 * place.normal();
    const across = 0.12 * place.normal();
    const { slab } = topping;
    const top = slabHeight(slab, along, across) + slab.thickness + (slab.relief?.(along, across) ?? 0);
    scenes.push(wasabi(along * slab.halfLength, top, across * slab.halfWidth, 0.18, place));
  }
  return { scene: mergeScenes(...scenes), cameraHeight: 0.43 };
}
