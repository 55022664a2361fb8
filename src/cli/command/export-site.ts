import { OmakaseError } from "../../error.ts";
import { buildSite } from "../../node/index.ts";
import type { OpenedRun } from "../../run/index.ts";
import { openModel } from "../input/open-model.ts";
import type { Session } from "../session.ts";
import { withinFolder, writeResults } from "../output/write-results.ts";

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
    session.status(t({ ja: `読みこんでいます: ${path}`, en: `reading ${path}` }));
    runs.push(await openModel(session, path, "export"));
  }
  const site = await buildSite(host.files, runs, {
    signal,
    onProgress: ({ done, total }) =>
      session.status(t({ ja: `モデルをまとめています ${done} / ${total}`, en: `packing models ${done} / ${total}` })),
  });
  await writeResults(session, () => withinFolder(site, folder), { isExplicit: true, overwrite, pathOption: "--site" });

  const models = site.filter(({ path }) => path.startsWith("run/"));
  const bytes = site.reduce((sum, file) => sum + file.bytes.length, 0);
  for (const { path, bytes: model } of models) session.emit({ type: "model", file: path, bytes: model.length });
  session.emit({ type: "site", folder, files: site.length, bytes });
  const list = models.map(({ path, bytes: model }) => `  ${path} ${formatMegabytes(model.length)} MB`).join("\n");
  session.print({
    ja: `サイトを書き出しました: ${folder}（${site.length} 個のファイル、${formatMegabytes(bytes)} MB）\n${list}\nこのフォルダを Web サーバーに置けば、だれでも遊べます（index.html をじかに開いても動きません）。\nhttps で公開すると、グラフィックカードも使えます。`,
    en: `Wrote the site ${folder} (${site.length} files, ${formatMegabytes(bytes)} MB)\n${list}\nPut this folder on any web server, and anybody can play (opening index.html as a file does not work).\nOver https it also uses the visitor's graphics card.`,
  });
}

/** Returns the error about a run's own folder as a site's: the files of both would mix. */
function runFolderError(folder: string): OmakaseError {
  return new OmakaseError("option", {
    where: "--site",
    expected: { ja: "サイトのためのフォルダ", en: "a folder for the site" },
    got: { ja: `実行フォルダ ${folder}`, en: `${folder}, the folder of a run` },
    remedy: { ja: "別の名前にしてください", en: "Take another name" },
  });
}

function formatMegabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}
