import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const program = join(dirname(dirname(fileURLToPath(import.meta.url))), "dist", "cli", "main.js");

/** Variables by which ONNX Runtime finds a home, a cache, a test or an opt-out. */
const others = /^(XDG_|CI$|GITHUB_|GITLAB|ORT_|HOME$|TMPDIR$|TEMP$|TMP$)/;

// From 1.29 on, ONNX Runtime for Linux counts its users by default: it writes an id and a queue, and uploads.
test.skipIf(!existsSync(program))("computing on the processor leaves no trace of telemetry", () => {
  const folder = mkdtempSync(join(tmpdir(), "omakase-telemetry-"));
  try {
    const kept = Object.entries(process.env).filter(([name]) => !others.test(name));
    const env = { ...Object.fromEntries(kept), HOME: folder, TMPDIR: folder, TEMP: folder, TMP: folder };
    const words = ["generate", "sushi", "--count", "1", "--seed", "1", "--device", "cpu", "--lang", "en"];
    const out = join(folder, "picture.png");
    const { status, stderr } = spawnSync(process.execPath, [program, ...words, "--out", out], {
      cwd: folder,
      env: { ...env, OMAKASE_CACHE: join(folder, "cache") },
      encoding: "utf8",
    });
    expect(stderr).toBe("");
    expect(status).toBe(0);
    expect(readdirSync(folder).filter((name) => name !== "cache")).toEqual(["picture.png"]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
