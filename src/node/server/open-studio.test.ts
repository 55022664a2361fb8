import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { nodeFiles } from "../files.ts";
import { isLoopback } from "./access-guard.ts";
import { openStudio } from "./open-studio.ts";

test("open studio: a workspace that is a file and an invalid address are rejected with one sentence", async () => {
  const folder = await mkdtemp(join(tmpdir(), "omakase 場所-"));
  const file = join(folder, "file");
  await writeFile(file, "");
  await expect(openStudio({ workspace: file })).rejects.toMatchObject({ code: "run", errorParts: { where: file } });
  const within = join(file, "within");
  await expect(openStudio({ workspace: within })).rejects.toMatchObject({ code: "run", errorParts: { where: within } });
  const nowhere = openStudio({ workspace: join(folder, "new"), host: "" });
  await expect(nowhere).rejects.toMatchObject({ code: "option", errorParts: { where: "--host" } });
  await rm(folder, { recursive: true });
});

test.skipIf(process.platform !== "linux")(
  "open studio: a folder that cannot be created gives one sentence without endless retries",
  async () => {
    for (const workspace of ["/proc/omakase", "/proc/omakase/within", "/proc"])
      await expect(openStudio({ workspace })).rejects.toMatchObject({ code: "run", errorParts: { where: workspace } });
    await expect(nodeFiles.write("/proc/omakase/file", "")).rejects.toMatchObject({ code: "run" });
  },
);

test("loopback: IP addresses and localhost only", () => {
  expect(["127.0.0.1", "127.8.8.8", "::1", "localhost"].every(isLoopback)).toBe(true);
  expect(["127.example.org", "127.", "", "0.0.0.0"].some(isLoopback)).toBe(false);
});
