import { exec } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readRunConfig } from "../src/checkpoint/index.ts";
import { nodeHost } from "../src/node/index.ts";
import { runSchema } from "../src/run/index.ts";

const program = join(dirname(dirname(fileURLToPath(import.meta.url))), "dist", "cli", "main.js");
let folder: string;
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), "omakase-watch-"))));
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Runs a command as it would be typed into a terminal. */
function typed(command: string): Promise<{ code: number; text: string }> {
  const words = command.replace(/^npx omakase/, `"${process.execPath}" "${program}"`);
  const env = { ...process.env, OMAKASE_CACHE: join(folder, "cache") };
  return new Promise((resolve) => {
    exec(`${words} --lang en`, { cwd: folder, env }, (error, stdout, stderr) =>
      resolve({ code: error?.code ?? 0, text: stdout + stderr }),
    );
  });
}

test.skipIf(!existsSync(program))("the command that watch gives follows the pictures", async () => {
  const shape = "--size 16 --count 24 --features 4 --latent 4 --batch-size 4 --seed 1";
  expect(await typed(`npx omakase train gan sushi ${shape} --steps 4 --out run`)).toMatchObject({ code: 0 });
  const pictures = join(folder, "new pictures");
  await mkdir(pictures);
  for (let at = 0; at < 24; at++) {
    const background = { r: 10 * at, g: 0, b: 255 };
    const picture = sharp({ create: { width: 16, height: 16, channels: 3, background } });
    await picture.png().toFile(join(pictures, `${at}.png`));
  }
  const { code, text } = await typed(`npx omakase watch run "new pictures" --once`);
  expect([code, text]).toEqual([3, expect.stringContaining("To follow: ")]);
  const command = text.split("To follow: ")[1].trim();
  expect(command).toBe('npx omakase train gan "new pictures" --from run');
  expect(await typed(`${command} --steps 6 --out next`)).toMatchObject({ code: 0 });
  const config = await readRunConfig(nodeHost().files, join(folder, "next"), runSchema);
  expect(config).toMatchObject({ model: "gan", source: "new pictures", size: 16, from: { run: "run" } });
});
