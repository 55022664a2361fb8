/**
 * Installs what package-lock.json asks for, when it is not there yet. `npm start` leaves out the tools of the tests,
 * and the engine of graphics cards where the machine has none: it is 51 MB to download.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { progress } from "./progress.mjs";
import { npm, projectRoot } from "./run-program.mjs";
import { trim } from "./trim.mjs";

/** Sizes in MB, measured on Linux x64 with an empty cache: `download`, `unpacked` by npm, and what stays on the `disk`. */
const sizes = {
  start: { download: 212, unpacked: 677, disk: 317 },
  gpu: { download: 263, unpacked: 807, disk: 337 },
  test: { download: 326, unpacked: 1046, disk: 566 },
};

/**
 * Installs if needed. Says before how much it fetches, and then how far it is. Gives the exit code.
 *
 * @param words `ja` or `en`
 * @param options `tests`: with the tools of the tests
 */
export async function install(words, { tests = false } = {}) {
  if (isInstalled(projectRoot, { tests })) return 0;
  const withGpu = tests || mayHaveGpu();
  const { download, unpacked, disk } = sizes[tests ? "test" : withGpu ? "gpu" : "start"];
  console.error(
    words === "ja"
      ? `必要な部品をインストールします（ダウンロード 約${download} MB、ディスク 約${disk} MB、途中で最大 約${unpacked} MB）。`
      : `Installing what is needed (about ${download} MB to download, ${disk} MB on disk, up to ${unpacked} MB meanwhile).`,
  );
  const end = progress(words, join(projectRoot, "node_modules"), unpacked * 1e6);
  const quiet = ["--no-audit", "--no-fund", "--loglevel=error", "--no-progress"];
  const result = await npm(["ci", ...quiet, ...(tests ? [] : ["--omit=dev"])]);
  if (result.code === 0 && withGpu && !tests) {
    // A machine without it still computes on the processor.
    const { webgpu } = JSON.parse(readFileSync(join(projectRoot, "package.json"), "utf8")).peerDependencies;
    await npm(["install", ...quiet, "--omit=dev", "--no-save", "--save-prod", `webgpu@${webgpu}`]);
  }
  end(result.code === 0);
  if (result.code === 0) trim(join(projectRoot, "node_modules"));
  else {
    console.error(result.output.trimEnd());
    console.error(
      words === "ja"
        ? "インストールできませんでした。インターネット（npm レジストリ）につながるか確認して、もう一度実行してください。"
        : "The installation did not work. Check that the npm registry can be reached, then run the same command again.",
    );
  }
  return result.code;
}

/**
 * Whether node_modules holds what the lock file asks for. Optional packages (other systems' binaries) do not count, and
 * the tools of the tests only count for `tests`.
 */
export function isInstalled(folder, { tests = false } = {}) {
  const mark = join(folder, "node_modules", ".package-lock.json");
  if (!existsSync(mark)) return false;
  const wanted = JSON.parse(readFileSync(join(folder, "package-lock.json"), "utf8")).packages;
  const present = JSON.parse(readFileSync(mark, "utf8")).packages;
  return Object.entries(wanted).every(
    ([path, { version, optional, peer, link, dev, devOptional }]) =>
      !path.includes("node_modules/") ||
      optional ||
      peer ||
      link ||
      devOptional ||
      (dev && !tests) ||
      present[path]?.version === version,
  );
}

/**
 * Installs tools that lie in a folder of their own, with a lock file. Gives whether they are there.
 *
 * @param words `installing`: sentence before it begins; `failed`: returns the sentence for what npm said
 */
export async function installTools(folder, { installing, failed }) {
  if (isInstalled(folder, { tests: true })) return true;
  console.error(installing);
  const { code, output } = await npm(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: folder,
  });
  if (code !== 0) console.error(failed(/npm error code (\S+)/.exec(output)?.[1] ?? output.trim()));
  return code === 0;
}

/** Whether there may be a graphics card: on Linux, whether a driver is loaded, be it under Windows. */
function mayHaveGpu() {
  if (process.platform !== "linux") return true;
  if (existsSync("/dev/nvidiactl") || existsSync("/dev/dxg")) return true;
  return existsSync("/dev/dri") && readdirSync("/dev/dri").some((name) => name.startsWith("renderD"));
}
