import type { Dataset } from "../dataset/index.ts";
import { pictureLatents, type Named, type Painter } from "../generate/index.ts";
import type { OpenedRun } from "../run/index.ts";
import { lostWords, psnrText } from "./inversion-words.ts";
import { openInverter } from "./open-inverter.ts";
import type { Session } from "./session.ts";
import { watchedSearch } from "./watched.ts";

/** Where a picture lies in latent space: by the model's encoder, or searched for where it has none, which is said. */
export async function latentOfPicture(
  session: Session,
  run: OpenedRun,
  artist: Painter,
  { name, picture }: Named,
): Promise<Float32Array> {
  if (artist.canEncode) return pictureLatents(artist, [picture]);
  const { inverter, known } = await openInverter(session, run, artist);
  const [found] = await inverter.invert([picture], watchedSearch(session));
  inverter.dispose();
  session.print({
    ja: `「${name}」をモデルの中でさがしました（${psnrText(found)}）`,
    en: `searched for "${name}" in the model (${psnrText(found)})`,
  });
  const lost = lostWords(name, found, known);
  if (lost) session.print(lost);
  return found.latent;
}

/**
 * The same for many pictures, whose mean is wanted: where the model has no encoder of its own, the one beside it is
 * believed without a search.
 *
 * @returns `[indices, latent]`.
 */
export async function latentsOfGroup(
  session: Session,
  run: OpenedRun,
  artist: Painter,
  dataset: Dataset,
  indices: readonly number[],
): Promise<Float32Array> {
  const pictures = await Promise.all(indices.map((index) => dataset.picture(index)));
  if (artist.canEncode) return pictureLatents(artist, pictures);
  const { inverter } = await openInverter(session, run, artist);
  const found = await inverter.invert(pictures, { ...watchedSearch(session), steps: 1 });
  inverter.dispose();
  const latents = new Float32Array(found.length * artist.latent);
  found.forEach(({ latent }, at) => latents.set(latent, at * artist.latent));
  return latents;
}
