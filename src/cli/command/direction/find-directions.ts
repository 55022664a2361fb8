import { ganspaceDirections, sefaDirections } from "../../../latent/index.ts";
import { OmakaseError } from "../../../error.ts";
import { directionPath, listDirections } from "../../../run/index.ts";
import { loadFeatureWeights } from "../../../feature/index.ts";
import type { DirectionOptions } from "../../option/direction-options.ts";
import { drawDirectionFigure } from "./draw-direction-figure.ts";
import { saveFoundDirection, conditionsStay } from "./save-found-direction.ts";
import type { OpenedSampler } from "../../input/open-model.ts";
import type { Session } from "../../session.ts";
import { cliText } from "../../../text/index.ts";

/** `--unsupervised 8`: directions without labels, each with a figure to name it by. */
export async function findDirections(
  session: Session,
  opened: OpenedSampler,
  count: number,
  { method = "ganspace", overwrite = false, seed }: DirectionOptions,
): Promise<void> {
  const { host, t, status, signal } = session;
  const { run, sampler } = opened;
  const names = Array.from({ length: Math.min(count, sampler.noiseSize) }, (_, at) => `${method}-${at + 1}`);
  const existing = await listDirections(host.files, run.path);
  const clash = names.find((name) => existing.includes(name));
  if (clash !== undefined && !overwrite) throw directionExistsError(clash);
  const onProgress = ({ done, total }: { readonly done: number; readonly total: number }) =>
    status(t(cliText.findDirections.progress({ done, total })));
  const found =
    method === "sefa"
      ? sefaDirections(sampler, names.length)
      : await ganspaceDirections(sampler, (await loadFeatureWeights(host)).weights, names.length, {
          signal,
          onProgress,
        });
  if (sampler.attributes) session.print(conditionsStay);
  const figures: string[] = [];
  for (const [at, name] of names.entries()) {
    const origin = { name, method, positive: [], negative: [] };
    const direction = await saveFoundDirection(session, opened, found[at], origin);
    figures.push(await drawDirectionFigure(session, opened, direction, { seed }));
    session.emit({
      type: "direction",
      name,
      method,
      file: directionPath(host.files, run.path, name),
      figure: figures[at],
    });
  }
  session.print(
    cliText.findDirections.found({
      count: names.length,
      method,
      figure: figures[0],
      argument: run.argument,
      name: names[0],
    }),
  );
}

function directionExistsError(name: string): OmakaseError {
  return new OmakaseError("option", { where: name, ...cliText.findDirections.directionExists });
}
