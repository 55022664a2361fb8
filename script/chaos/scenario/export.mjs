import { existsSync } from "node:fs";
import { cp, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { pause } from "../processes.mjs";
import { pick, wholeBetween } from "../random.mjs";
import { prepareWorkspace, startStudio } from "../studio.mjs";
import { referenceRun } from "./train.mjs";

/**
 * A model is exported (a site, an ONNX file, the file of the studio) and the program is killed meanwhile. Promised: a file
 * under its final name is whole, and the next export works.
 */
export const exportModel = {
  name: "export",

  /**
   * Draws what is exported, and when each attempt is killed: when `files` of it are there (site), or at a part of the time
   * that an undisturbed export takes.
   */
  plan(random) {
    const kind = pick(random, ["site", "site", "onnx", "model"]);
    const faults = Array.from({ length: wholeBetween(random, 2, 3) }, () =>
      kind === "site" && random() < 0.7
        ? { files: wholeBetween(random, 1, 240) }
        : { part: wholeBetween(random, 30, 100) / 100 },
    );
    return { kind, faults };
  },

  async run(context, { kind, faults }) {
    const run = await referenceRun(context, "ae");
    if (kind === "model") return exportByStudio(context, run, faults);
    const straight = await straightExport(context, run, kind);
    const out = join(context.folder, "out");
    for (const fault of faults) {
      await killedExport(context, exportWords(run, kind, out), out, fault, straight.milliseconds);
      await requireWhole(context.tally, straight.path, out, { isComplete: false });
    }
    const { code, stderr } = await context.omakase(exportWords(run, kind, out), optionsOf(context)).ended;
    context.tally.expect(code === 0, `the export after ${faults.length} kills ended with ${code}: ${stderr.trim()}`);
    await requireWhole(context.tally, straight.path, out, { isComplete: true });
  },
};

/** Exports once without a fault, for each kind. */
function straightExport(context, run, kind) {
  return context.once(`export-${kind}`, async (folder) => {
    const path = join(folder, "out");
    const began = performance.now();
    const { code, stderr } = await context.omakase(exportWords(run, kind, path), { ...optionsOf(context), folder })
      .ended;
    if (code !== 0) throw new Error(`the undisturbed export ended with ${code}: ${stderr}`);
    return { path, milliseconds: performance.now() - began };
  });
}

function exportWords(run, kind, out) {
  return ["export", run, "--lang", "en", ...(kind === "site" ? ["--site", out] : ["--out", join(out, "model.onnx")])];
}

function optionsOf(context) {
  return { folder: context.folder, env: { OMAKASE_CACHE: context.cache } };
}

/** Exports and kills it at its moment. An export that ends earlier is no fault. */
async function killedExport(context, words, out, { files, part }, milliseconds) {
  const child = context.omakase(words, optionsOf(context));
  let isOver = false;
  const ended = child.ended.then(() => (isOver = true));
  if (part !== undefined) await Promise.race([ended, pause(part * milliseconds)]);
  else while (!isOver && (await finalFiles(out)).length < files) await pause(2);
  if (!isOver) {
    context.tally.fault();
    child.kill("SIGKILL");
  }
  await ended;
}

/** Returns the files below a folder under their final names. */
async function finalFiles(folder) {
  if (!existsSync(folder)) return [];
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && !entry.name.endsWith(".draft"))
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
}

/** Compares an export, whole or in part, with the undisturbed one: each file that is there has its bytes. */
async function requireWhole(tally, straight, out, { isComplete }) {
  const names = await finalFiles(isComplete ? straight : out);
  for (const name of names) {
    const paths = [straight, out].map((folder) => join(folder, name));
    const isSame = paths.every(existsSync) && (await readFile(paths[0])).equals(await readFile(paths[1]));
    tally.expect(isSame, `${out}: ${name} is missing or not whole`);
  }
}

/** Kills a studio while it packs and sends a model. */
async function exportByStudio(context, run, faults) {
  const { openPackedRun } = await import("../../../dist/run/index.js");
  const { tally } = context;
  const workspace = await prepareWorkspace(context, join(context.folder, "workspace"));
  await cp(run, join(workspace, "runs", "ae"), { recursive: true });
  for (const { part } of faults) {
    const studio = await startStudio(context, workspace);
    const asking = studio.request("/run/ae.omakase").then((answer) => answer.arrayBuffer());
    const received = asking.then((bytes) => openPackedRun(new Uint8Array(bytes), "ae")).catch(() => undefined);
    await Promise.race([received, pause(part * 60)]);
    tally.fault();
    studio.kill("SIGKILL");
    await Promise.all([received, studio.ended]);
  }
  const studio = await startStudio(context, workspace);
  const answer = await studio.request("/run/ae.omakase");
  const opened = await openPackedRun(new Uint8Array(await answer.arrayBuffer()), "ae").catch((error) => String(error));
  tally.expect(opened?.loaded?.checkpoint.step === 40, `the studio sends another model after a kill: ${opened}`);
  const { runs } = await studio.json("/studio.json");
  tally.expect(
    runs.some(({ id, hash }) => id === "ae" && hash === opened.hash),
    "the studio lists another model",
  );
  await studio.close();
}
