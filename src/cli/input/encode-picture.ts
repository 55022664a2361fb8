import type { Dataset } from "../../dataset/index.ts";
import { encodeImages, latentPoints, type LatentPoint, type NamedImage, type Sampler } from "../../sample/index.ts";
import type { OpenedRun } from "../../run/index.ts";
import { inversionOutlierText, formatPsnr } from "../output/inversion-texts.ts";
import { openInverter } from "./open-inverter.ts";
import type { Session } from "../session.ts";
import { searchProgress } from "../output/render-progress.ts";
import { cliText } from "../../text/index.ts";

/** Encodes an image: with the model's encoder, or by inversion, with a notice, where the model has none. */
export async function encodePicture(
  session: Session,
  run: OpenedRun,
  sampler: Sampler,
  { name, picture }: NamedImage,
): Promise<LatentPoint> {
  if (sampler.canEncode) return latentPoints(await encodeImages(sampler, [picture]), sampler.latent)[0];
  const { inverter, knownResiduals } = await openInverter(session, run, sampler);
  const [found] = await inverter.invert([picture], searchProgress(session));
  inverter.dispose();
  session.print(cliText.encodePicture.searched({ name, found: formatPsnr(found) }));
  const lost = inversionOutlierText(name, found, knownResiduals);
  if (lost) session.print(lost);
  return found.point;
}

/**
 * Encodes many images for their mean. A model without an encoder uses the one that is trained beside it, without the
 * optimization that follows for a single image.
 *
 * @returns `[indices, latent]`.
 */
export async function encodeGroup(
  session: Session,
  run: OpenedRun,
  sampler: Sampler,
  dataset: Dataset,
  indices: readonly number[],
): Promise<Float32Array> {
  const pictures = await Promise.all(indices.map((index) => dataset.picture(index)));
  if (sampler.canEncode) return encodeImages(sampler, pictures);
  const { inverter } = await openInverter(session, run, sampler);
  const found = await inverter.invert(pictures, { ...searchProgress(session), steps: 1 });
  inverter.dispose();
  const latents = new Float32Array(found.length * sampler.latent);
  found.forEach(({ point }, at) => latents.set(point.latent, at * sampler.latent));
  return latents;
}
