import { dirname, join } from "node:path";
import { OmakaseError } from "../../error.ts";
import { buildSite } from "../../node/index.ts";
import { removeDrafts } from "../../checkpoint/index.ts";
import type { OpenedRun } from "../../run/index.ts";
import { openModel } from "../input/open-model.ts";
import type { Session } from "../session.ts";
import { withinFolder, writeResults } from "../output/write-results.ts";
import { cliText } from "../../text/index.ts";

/** Writes a site that draws with some runs into a folder. */
export async function exportSite(
  session: Session,
  paths: readonly string[],
  folder: string,
  overwrite: boolean | undefined,
): Promise<void> {
  const { host, signal, t } = session;
  if ((await host.files.list(folder)).includes("checkpoint/")) throw runFolderError(folder);
  const runs: OpenedRun[] = [];
  for (const path of paths) {
    session.status(t(cliText.exportSite.reading({ path })));
    runs.push(await openModel(session, path, "export"));
  }
  const site = await buildSite(host.files, runs, {
    signal,
    onProgress: ({ done, total }) => session.status(t(cliText.exportSite.packing({ done, total }))),
  });
  const folders = new Set(site.map(({ path }) => join(folder, dirname(path))));
  for (const one of folders) await removeDrafts(host.files, one); // otherwise they would be published
  await writeResults(session, () => withinFolder(site, folder), { isExplicit: true, overwrite, pathOption: "--site" });

  const models = site.filter(({ path }) => path.startsWith("run/"));
  const bytes = site.reduce((sum, file) => sum + file.bytes.length, 0);
  for (const { path, bytes: model } of models) session.emit({ type: "model", file: path, bytes: model.length });
  session.emit({ type: "site", folder, files: site.length, bytes });
  const list = models.map(({ path, bytes: model }) => `  ${path} ${formatMegabytes(model.length)} MB`).join("\n");
  session.print(cliText.exportSite.done({ folder, count: site.length, bytes: formatMegabytes(bytes), list }));
}

/** Returns the error about a run's own folder as a site's: the files of both would mix. */
function runFolderError(folder: string): OmakaseError {
  return new OmakaseError("option", { where: "--site", ...cliText.exportSite.folderIsRun({ folder }) });
}

function formatMegabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}
