import { OmakaseError } from "../error.ts";
import { buildSite } from "../node/index.ts";
import type { OpenedRun } from "../run/index.ts";
import { openTold } from "./open-artist.ts";
import type { Session } from "./session.ts";
import { inFolder, writeResults } from "./write-results.ts";

/** Writes a site that draws with some runs into a folder. */
export async function exportSite(
  session: Session,
  paths: readonly string[],
  folder: string,
  overwrite: boolean | undefined,
): Promise<void> {
  const { host, signal, say } = session;
  if ((await host.files.list(folder)).includes("checkpoint/")) throw isRun(folder);
  const runs: OpenedRun[] = [];
  for (const path of paths) {
    session.status(say({ ja: `読みこんでいます: ${path}`, en: `reading ${path}` }));
    runs.push(await openTold(session, path));
  }
  const site = await buildSite(host.files, runs, {
    signal,
    onProgress: ({ done, total }) =>
      session.status(say({ ja: `モデルをまとめています ${done} / ${total}`, en: `packing models ${done} / ${total}` })),
  });
  await writeResults(session, () => inFolder(site, folder), { chosen: true, overwrite, option: "--site" });

  const models = site.filter(({ path }) => path.startsWith("run/"));
  const bytes = site.reduce((sum, file) => sum + file.bytes.length, 0);
  for (const { path, bytes: model } of models) session.emit({ type: "model", file: path, bytes: model.length });
  session.emit({ type: "site", folder, files: site.length, bytes });
  const list = models.map(({ path, bytes: model }) => `  ${path} ${megabytes(model.length)} MB`).join("\n");
  session.print({
    ja: `サイトを書き出しました: ${folder}（${site.length} 個のファイル、${megabytes(bytes)} MB）\n${list}\nこのフォルダを Web サーバーに置けば、だれでも遊べます（index.html をじかに開いても動きません）。\nhttps で公開すると、グラフィックカードも使えます。`,
    en: `Wrote the site ${folder} (${site.length} files, ${megabytes(bytes)} MB)\n${list}\nPut this folder on any web server, and anybody can play (opening index.html as a file does not work).\nOver https it also uses the visitor's graphics card.`,
  });
}

/** A site is many files: they would be lost among those of a run, and these among them. */
function isRun(folder: string): OmakaseError {
  return new OmakaseError("option", {
    where: "--site",
    expected: { ja: "サイトのためのフォルダ", en: "a folder for the site" },
    got: { ja: `実行フォルダ ${folder}`, en: `${folder}, the folder of a run` },
    remedy: { ja: "別の名前にしてください", en: "Take another name" },
  });
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}
