import { ganspaceDirections, sefaDirections } from "../../../latent/index.ts";
import { OmakaseError } from "../../../error.ts";
import { directionPath, listDirections } from "../../../run/index.ts";
import { loadFeatureWeights } from "../../../feature/index.ts";
import type { DirectionOptions } from "../../option/direction-options.ts";
import { drawDirectionFigure } from "./draw-direction-figure.ts";
import { saveFoundDirection, conditionsStay } from "./save-found-direction.ts";
import type { OpenedSampler } from "../../input/open-model.ts";
import type { Session } from "../../session.ts";

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
    status(t({ ja: `描いて見ています ${done} / ${total}`, en: `drawing and looking ${done} / ${total}` }));
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
  session.print({
    ja: `方向を ${names.length} 本見つけました（${method}）。図: ${figures[0]} …\n  名前をつける: npx omakase direction ${run.argument} --rename ${names[0]} --name 名前`,
    en: `Found ${names.length} directions (${method}). To look at: ${figures[0]} …\n  To name one: npx omakase direction ${run.argument} --rename ${names[0]} --name NAME`,
  });
}

function directionExistsError(name: string): OmakaseError {
  return new OmakaseError("option", {
    where: name,
    expected: { ja: "まだない方向", en: "a direction that is not there yet" },
    got: { ja: "もうある方向", en: "one that is" },
    remedy: {
      ja: "残したいものは --rename で名前を変えるか、置きかえてよければ --overwrite を付けてください",
      en: "Rename what you want to keep, or give --overwrite to replace it",
    },
  });
}
