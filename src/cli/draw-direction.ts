import { alongDirections, type Direction } from "../direction/index.ts";
import { directionRows, figurePng } from "../figure/index.ts";
import { drawLatents, featureWeights, recipeMoves, walkAlong } from "../generate/index.ts";
import type { Picture } from "../image/index.ts";
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
  const drawn: Picture[][] = [];
  for (const [column, steps] of columns.entries()) {
    status(
      say({
        ja: `図を描いています ${column + 1} / ${columns.length}`,
        en: `drawing the figure ${column + 1} / ${columns.length}`,
      }),
    );
    const latents = base.slice();
    const along = await walkAlong(artist, latents, alongDirections(artist, eyeWeights, [{ direction, steps }], signal));
    drawn.push(await drawLatents(artist, latents, { moves: recipeMoves({ along }), signal }));
  }
  const rows = Array.from({ length: pictures }, (_, row) => drawn.map((column) => column[row]));
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
