import { alongDirections, type Direction } from "../direction/index.ts";
import { directionRows, figurePng } from "../figure/index.ts";
import { drawLatents, featureWeights } from "../generate/index.ts";
import { directionPath } from "../run/index.ts";
import type { Artist } from "./open-artist.ts";
import type { Session } from "./session.ts";

/** The columns of the figure. */
const columns = [-3, -2, -1, 0, 1, 2, 3];
/** Its rows. */
const pictures = 4;

/** The figure of a direction, beside its file. */
export async function drawDirection(
  session: Session,
  { run, artist }: Artist,
  direction: Direction,
  { seed = 1 }: { readonly seed?: number },
): Promise<string> {
  const { host, language, say, status, signal } = session;
  const { name } = direction;
  const { weights: eyeWeights } = await featureWeights(host);
  const base = artist.latents(seed, pictures);
  const grid = new Float32Array(columns.length * base.length);
  for (const [column, steps] of columns.entries()) {
    status(
      say({
        ja: `図を描いています ${column + 1} / ${columns.length}`,
        en: `drawing the figure ${column + 1} / ${columns.length}`,
      }),
    );
    const offsets = await alongDirections(artist, eyeWeights, [{ direction, steps }], signal).offsets(base);
    for (let row = 0; row < pictures; row++)
      for (let axis = 0; axis < artist.latent; axis++)
        grid[(row * columns.length + column) * artist.latent + axis] =
          base[row * artist.latent + axis] + (axis < artist.random ? offsets[row * artist.random + axis] : 0);
  }
  const drawn = await drawLatents(artist, grid, { signal });
  const rows = Array.from({ length: pictures }, (_, row) =>
    drawn.slice(row * columns.length, (row + 1) * columns.length),
  );
  const figure = directionRows(rows, columns, {
    language,
    title: { ja: `方向「${name}」`, en: `The direction “${name}”` },
    note: `${run.name} · ${direction.method}`,
  });
  const path = (ending: string) => directionPath(host.files, run.path, name, ending);
  await host.files.write(path(".png"), await figurePng(figure, host.asset));
  await host.files.write(path(".svg"), figure.svg);
  return path(".png");
}
