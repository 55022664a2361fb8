import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { chmod, mkdir, mkdtemp, readdir, readFile, rename, rm, rmdir, stat, writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { OmakaseError } from "../../error.ts";
import { nodeText } from "../../text/index.ts";

const words = nodeText.nodeFolder;

/** Folder of the package: the clone, or omakase in node_modules/. */
const packageRoot = fileURLToPath(new URL("../../../", import.meta.url));

/** System that the folder of {@link draftNodeFolder} is for: `linux x64, Node 20`. */
export const nodeSystem = `${process.platform} ${process.arch}, Node ${process.versions.node.split(".")[0]}`;

/** Step of {@link draftNodeFolder}: packs omakase, fills the cache, installs from it without the network. */
export type NodeFolderStep = "pack" | "fill" | "check";

/** See {@link draftNodeFolder}. */
export interface NodeFolderOptions {
  /** Text of its README.txt. */
  readonly readme: string;
  readonly signal: AbortSignal;
  readonly onStep: (step: NodeFolderStep) => void;
}

/** Complete folder that is not at its place yet. */
export interface NodeFolderDraft {
  /** Size of all files, bytes. */
  readonly bytes: number;
  /** Moves it to `node` in the folder of the class, in place of an older one. */
  place(): Promise<void>;
  /** Removes what was not moved. */
  discard(): Promise<void>;
}

/**
 * Makes what those who use Node install omakase from without the network, on this kind of system: the packed omakase,
 * an npm cache with all that it needs, a package.json, and a lock file, by which npm asks no registry what there is.
 *
 * @param folder - the folder of the class.
 * @throws OmakaseError `source` where npm is missing or fails, `internal` where the cache lacks something.
 */
export async function draftNodeFolder(folder: string, options: NodeFolderOptions): Promise<NodeFolderDraft> {
  await mkdir(folder, { recursive: true });
  const draft = await mkdtemp(join(resolve(folder), ".node-"));
  const discard = async () => {
    await rm(draft, { recursive: true, force: true, maxRetries: 5 });
    await rmdir(folder).catch(() => undefined); // only an empty one goes
  };
  try {
    await fillDraft(draft, options);
    options.signal.throwIfAborted();
    const place = async () => {
      await rm(join(folder, "node"), { recursive: true, force: true });
      await chmod(draft, 0o755); // a temporary folder is for its owner alone
      await rename(draft, join(folder, "node"));
    };
    return { bytes: await folderBytes(draft), place, discard };
  } catch (error) {
    await discard();
    throw error;
  }
}

async function fillDraft(draft: string, { readme, signal, onStep }: NodeFolderOptions): Promise<void> {
  const temporary = join(draft, "temporary");
  const run = { cwd: draft, signal, temporary };
  await mkdir(temporary);
  onStep("pack");
  const file = await packOmakase(draft, run);
  onStep("fill");
  await writeFile(
    join(draft, "package.json"),
    `${JSON.stringify({ name: "omakase-class", private: true, type: "module" }, null, 2)}\n`,
  );
  const install = ["install", "--cache", "npm-cache", "--logs-max=0", "--no-audit", "--no-fund", "--loglevel=error"];
  // Without addresses in the lock file, npm asks the registry for them.
  const lock = ["--package-lock", "--omit-lockfile-registry-resolved=false"];
  await npm([...install, ...lock, "--ignore-scripts", `./${file}`], run);
  onStep("check");
  const installed = join(draft, "node_modules");
  await rm(installed, { recursive: true });
  try {
    await npm([...install, ...lock, "--offline"], run);
    const program = join(installed, "omakase", "dist", "cli", "main.js");
    const draw = ["generate", "characters", "--count", "1", "--device", "cpu"]; // needs the engine, too
    await runNode([program, ...draw], { ...run, cwd: temporary });
  } catch (error) {
    if (signal.aborted) throw error;
    throw new OmakaseError("internal", { where: "npm-cache", ...words.incomplete }, { cause: error });
  }
  for (const path of [installed, temporary]) await rm(path, { recursive: true, maxRetries: 5 });
  await rm(await cachedPath(draft, file), { force: true });
  await writeFile(join(draft, "README.txt"), readme);
}

/** Returns where npm's cache keeps a second copy of a packed file: 103 MB that an installation reads beside the cache. */
async function cachedPath(draft: string, file: string): Promise<string> {
  const digest = createHash("sha512").update(await readFile(join(draft, file))).digest("hex"); // oxfmt-ignore
  const contents = join(draft, "npm-cache", "_cacache", "content-v2", "sha512");
  return join(contents, digest.slice(0, 2), digest.slice(2, 4), digest.slice(4));
}

/** Packs omakase into a folder, and gives the name of the file. In a clone, the engines come along first. */
async function packOmakase(draft: string, run: RunOptions): Promise<string> {
  const there = { ...run, cwd: packageRoot };
  const vendor = join(packageRoot, "script", "vendor.mjs");
  const isClone = existsSync(vendor);
  try {
    if (isClone) await runNode([vendor], there);
    await npm(["pack", "--ignore-scripts", "--loglevel=error", "--pack-destination", draft], there);
  } finally {
    if (isClone) await runNode([vendor, "--remove"], { ...there, signal: undefined });
  }
  return (await readdir(draft)).find((name) => name.endsWith(".tgz"))!;
}

/** How a program is run; `temporary`: its folder for temporary files. */
interface RunOptions {
  readonly cwd: string;
  readonly temporary: string;
  readonly signal?: AbortSignal;
}

/** Runs npm by this Node, so that no shell reads its arguments: the npm that started omakase, else the one beside Node. */
function npm(words: readonly string[], options: RunOptions): Promise<void> {
  const beside = dirname(process.execPath);
  const places = [join(beside, "node_modules"), join(beside, "..", "lib", "node_modules")];
  const given = process.env.npm_execpath ?? "";
  const candidates = [given, ...places.map((place) => join(place, "npm", "bin", "npm-cli.js"))];
  const program = candidates.find((path) => /^npm-cli\.[cm]?js$/.test(basename(path)) && existsSync(path));
  if (program !== undefined) return runNode([program, ...words], options);
  if (process.platform === "win32") throw npmMissing();
  return runProgram("npm", words, options);
}

function runNode(words: readonly string[], options: RunOptions): Promise<void> {
  return runProgram(process.execPath, words, options);
}

/** Runs a program to its end; an abort ends it with all that it started. */
async function runProgram(
  program: string,
  words: readonly string[],
  { cwd, temporary, signal }: RunOptions,
): Promise<void> {
  signal?.throwIfAborted();
  const { npm_config_local_prefix: _, ...env } = process.env; // the folder that npx was typed in
  const child = spawn(program, words, {
    cwd,
    env: { ...env, TMPDIR: temporary, TEMP: temporary, TMP: temporary, ONNXRUNTIME_NODE_INSTALL: "skip" },
    stdio: ["ignore", "pipe", "pipe"],
    detached: process.platform !== "win32", // a group of its own, to be ended as one
    windowsHide: true,
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => void (output = (output + text).slice(-8000)));
  const stop = () => {
    if (child.pid === undefined || child.exitCode !== null) return;
    if (process.platform === "win32") child.kill();
    else process.kill(-child.pid, "SIGKILL");
  };
  signal?.addEventListener("abort", stop);
  try {
    const [code] = (await once(child, "close")) as [number | null];
    signal?.throwIfAborted();
    if (code !== 0) throw npmFailed(output);
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === "ENOENT" ? npmMissing() : error;
  } finally {
    signal?.removeEventListener("abort", stop);
  }
}

function npmMissing(): OmakaseError {
  return new OmakaseError("source", { where: "npm", ...words.npmMissing });
}

/** Returns the error about npm, with the code that it printed, such as ENOTFOUND, or else its last line. */
function npmFailed(output: string): OmakaseError {
  const code = /^npm (?:error|ERR!) code (\S+)/m.exec(output)?.[1];
  return new OmakaseError("source", {
    where: "npm",
    ...words.npmFailed({ reason: code ?? output.trim().split("\n").at(-1)! }),
  });
}

async function folderBytes(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const sizes = await Promise.all(files.map(async ({ parentPath, name }) => (await stat(join(parentPath, name))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}
