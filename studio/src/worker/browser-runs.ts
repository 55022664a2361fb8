import { hashedRun, openRun, runInfo, runInfoSchema, type Host, type OpenedRun, type RunInfo } from "omakase/studio";
import { browserHost } from "omakase/browser";
import { browserPrefix } from "./browser-prefix.ts";

/** Returns the folder of a run. */
export function runFolder(name: string): string {
  return `runs/${name}`;
}

/** Returns the folder of a run's autosave between checkpoints. */
export function autosaveFolder(name: string): string {
  return `runs/${name}/autosave`;
}

/** Lists the runs in the browser's storage that can draw. */
export async function listBrowserRuns(): Promise<RunInfo[]> {
  const { files } = browserHost();
  const infos: RunInfo[] = [];
  for (const folder of await files.list("runs")) {
    const path = files.join("runs", folder, "studio.json");
    if ((await files.size(path)) === undefined) continue;
    const info = runInfoSchema.safeParse(JSON.parse(new TextDecoder().decode(await files.read(path)))).data;
    if (info) infos.push({ ...info, id: `${browserPrefix}${info.id}` });
  }
  return infos;
}

/** Opens a run in the browser's storage. */
export async function openBrowserRun(name: string): Promise<OpenedRun> {
  return await hashedRun(await openRun(browserHost(), runFolder(name)));
}

/** Writes the summary of a run for {@link listBrowserRuns}; skips a model that has seen no images. */
export async function saveRunInfo(host: Host, name: string): Promise<void> {
  const { files } = host;
  const run = await openRun(host, runFolder(name));
  if (run.loaded.checkpoint.imagesSeen === 0) return;
  const info = await runInfo(name, run, (await files.size(run.loaded.path)) ?? 0);
  await files.write(files.join(runFolder(name), "studio.json"), JSON.stringify(info));
}
