import { directionEdit, type Direction } from "../../../latent/index.ts";
import { directionRows, figurePng } from "../../../figure/index.ts";
import { applyLatentEdit, render } from "../../../sample/index.ts";
import { loadFeatureWeights } from "../../../feature/index.ts";
import type { Picture } from "../../../image/index.ts";
import { directionPath } from "../../../run/index.ts";
import type { OpenedSampler } from "../../input/open-model.ts";
import type { Session } from "../../session.ts";
import { cliText } from "../../../text/index.ts";

/** Steps of the columns of the figure. */
const stepColumns = [-3, -2, -1, 0, 1, 2, 3];
/** Number of rows of the figure. */
const rowCount = 4;

/** Draws the figure of a direction and writes it beside the direction's file. */
export async function drawDirectionFigure(
  session: Session,
  { run, sampler }: OpenedSampler,
  direction: Direction,
  { seed = 1 }: { readonly seed?: number },
): Promise<string> {
  const { host, language, t, status, signal } = session;
  const { name } = direction;
  const { weights: backboneWeights } = await loadFeatureWeights(host);
  const base = sampler.points(seed, rowCount);
  const columnImages: Picture[][] = [];
  for (const [column, steps] of stepColumns.entries()) {
    status(t(cliText.drawDirectionFigure.progress({ column: column + 1, count: stepColumns.length })));
    const edit = directionEdit(sampler, backboneWeights, [{ direction, steps }], signal);
    const { points } = await applyLatentEdit(sampler, base, edit);
    columnImages.push(await render(sampler, points, { signal }));
  }
  const rows = Array.from({ length: rowCount }, (_, row) => columnImages.map((column) => column[row]));
  const figure = directionRows(rows, stepColumns, {
    language,
    title: cliText.drawDirectionFigure.title({ name }),
    note: `${run.name} · ${direction.method}`,
  });
  const path = (ending: string) => directionPath(host.files, run.path, name, ending);
  await host.files.write(path(".png"), await figurePng(figure, host.asset));
  await host.files.write(path(".svg"), figure.svg);
  return path(".png");
}
