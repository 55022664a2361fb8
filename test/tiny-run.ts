import { execFile } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { copyMadeOnce } from "./make-once.ts";

const main = join(dirname(dirname(fileURLToPath(import.meta.url))), "dist", "cli", "main.js");
const shape = ["--size", "16", "--features", "4", "--latent", "4", "--count", "24", "--batch-size", "4"];

/** Copies the run of a tiny model of sushi to a path. The built command line trains it for 2 steps, once for all files. */
export async function copyTinyRun(model: "gan" | "vae", path: string): Promise<void> {
  await copyMadeOnce(`tiny-${model}`, path, async (folder) => {
    const words = ["train", model, "sushi", ...shape, "--steps", "2", "--seed", "1", "--out", folder];
    const env = { ...process.env, OMAKASE_CACHE: join(folder, "..", "tiny-cache") };
    await promisify(execFile)(process.execPath, [main, ...words], { env });
  });
}
