/** Installs what package-lock.json asks for, when it is not there yet. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { npm, root } from "./tool.mjs";

/**
 * What `npm ci` fetches with an empty cache, in MB, measured on Linux x64 (other systems differ by about 10 MB).
 * onnxruntime-node is 114 of them and webgpu 51: they carry the engines of all systems.
 */
const DOWNLOAD_MEGABYTES = 440;
/** What then lies in node_modules, in MB. */
const DISK_MEGABYTES = 970;

/** Installs if needed. Says before how much it will fetch. Gives the exit code. */
export async function install(language) {
  if (installed(root)) return 0;
  console.log(
    language === "ja"
      ? `必要な部品をインストールします（ダウンロード 約${DOWNLOAD_MEGABYTES} MB、ディスク 約${DISK_MEGABYTES} MB）。少しお待ちください。`
      : `Installing what is needed (about ${DOWNLOAD_MEGABYTES} MB to download, ${DISK_MEGABYTES} MB on disk). This takes a moment.`,
  );
  const code = await npm(["ci", "--no-audit", "--no-fund"]);
  if (code !== 0) {
    console.error(
      language === "ja"
        ? "インストールできませんでした。インターネット（npm レジストリ）につながるか確認して、もう一度実行してください。"
        : "The installation did not work. Check that the npm registry can be reached, then run the same command again.",
    );
  }
  return code;
}

/** Whether node_modules holds what the lock file asks for. Optional packages (other systems' binaries) do not count. */
export function installed(folder) {
  const mark = join(folder, "node_modules", ".package-lock.json");
  if (!existsSync(mark)) return false;
  const wanted = JSON.parse(readFileSync(join(folder, "package-lock.json"), "utf8")).packages;
  const present = JSON.parse(readFileSync(mark, "utf8")).packages;
  return Object.entries(wanted).every(
    ([path, { version, optional, peer, link }]) =>
      path === "" || optional || peer || link || present[path]?.version === version,
  );
}
