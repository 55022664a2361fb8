import { ganspaceDirections, sefaDirections } from "../direction/index.ts";
import { OmakaseError } from "../error.ts";
import { directionPath, listDirections } from "../run/index.ts";
import { featureWeights } from "../generate/index.ts";
import type { DirectionOptions } from "./direction-options.ts";
import { drawDirection } from "./draw-direction.ts";
import { keepDirection, wishesStay } from "./keep-direction.ts";
import type { Artist } from "./open-artist.ts";
import type { Session } from "./session.ts";

/** `--unsupervised 8`: directions without labels, each with a figure to name it by. */
export async function findDirections(
  session: Session,
  opened: Artist,
  count: number,
  { method = "ganspace", overwrite = false, seed }: DirectionOptions,
): Promise<void> {
  const { host, say, status, signal } = session;
  const { run, artist } = opened;
  const names = Array.from({ length: Math.min(count, artist.random) }, (_, at) => `${method}-${at + 1}`);
  const there = await listDirections(host.files, run.path);
  const clash = names.find((name) => there.includes(name));
  if (clash !== undefined && !overwrite) throw taken(clash);
  const onProgress = ({ done, total }: { readonly done: number; readonly total: number }) =>
    status(say({ ja: `描いて見ています ${done} / ${total}`, en: `drawing and looking ${done} / ${total}` }));
  const found =
    method === "sefa"
      ? sefaDirections(artist, names.length)
      : await ganspaceDirections(artist, (await featureWeights(host)).weights, names.length, { signal, onProgress });
  if (artist.attributes) session.print(wishesStay);
  const figures: string[] = [];
  for (const [at, name] of names.entries()) {
    const origin = { name, method, positive: [], negative: [] };
    const direction = await keepDirection(session, opened, found[at], origin);
    figures.push(await drawDirection(session, opened, direction, { seed }));
    session.emit({
      type: "direction",
      name,
      method,
      file: directionPath(host.files, run.path, name),
      figure: figures[at],
    });
  }
  session.print({
    ja: `方向を ${names.length} 本見つけました（${method}）。図: ${figures[0]} …\n  名前をつける: npx omakase direction ${run.path} --rename ${names[0]} --name 名前`,
    en: `Found ${names.length} directions (${method}). To look at: ${figures[0]} …\n  To name one: npx omakase direction ${run.path} --rename ${names[0]} --name NAME`,
  });
}

function taken(name: string): OmakaseError {
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
