import { hashedRun, openRun, runCard, runCardSchema, type Host, type OpenedRun, type RunCard } from "omakase";
import { browserHost } from "omakase/browser";
import { browserPrefix } from "./browser-prefix.ts";

/** Where the storage keeps a run. */
export function runFolder(name: string): string {
  return `runs/${name}`;
}

/** Where it keeps how far a training of one is, between its checkpoints. */
export function bookmarkFolder(name: string): string {
  return `runs/${name}/bookmark`;
}

/** The runs in the browser's storage that can draw. */
export async function browserCards(): Promise<RunCard[]> {
  const { files } = browserHost();
  const cards: RunCard[] = [];
  for (const folder of await files.list("runs")) {
    const path = files.join("runs", folder, "studio.json");
    if ((await files.size(path)) === undefined) continue;
    const card = runCardSchema.safeParse(JSON.parse(new TextDecoder().decode(await files.read(path)))).data;
    if (card) cards.push({ ...card, id: `${browserPrefix}${card.id}` });
  }
  return cards;
}

/** Opens one of them. */
export async function openBrowserRun(name: string): Promise<OpenedRun> {
  return await hashedRun(await openRun(browserHost(), runFolder(name)));
}

/** Writes down what a run is, for {@link browserCards}; a model that has seen nothing yet is none. */
export async function keepCard(host: Host, name: string): Promise<void> {
  const { files } = host;
  const run = await openRun(host, runFolder(name));
  if (run.loaded.checkpoint.picturesSeen === 0) return;
  const card = await runCard(name, run, (await files.size(run.loaded.path)) ?? 0);
  await files.write(files.join(runFolder(name), "studio.json"), JSON.stringify(card));
}
