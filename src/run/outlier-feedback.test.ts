import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { datasetFromPictures } from "../dataset/index.ts";
import { fitAnomalyModel, judgePictures, scoreEvidence, withFeedback, type AnomalyModel } from "../anomaly/index.ts";
import { cpuDevice, nodeHost } from "../node/index.ts";
import { random } from "../tensor/index.ts";
import { readOutlierFeedback, removeOutlierFeedback, writeOutlierFeedback } from "./outlier-feedback.ts";

const { files } = nodeHost({ cache: false });

const pictures = (from: number, count: number) =>
  datasetFromPictures(
    Array.from({ length: count }, (_, at) => {
      const pixels = Uint8Array.from(random(from + at, "pixels").uniforms(16 * 16 * 3, 0, 255));
      return { width: 16, height: 16, channels: 3 as const, pixels };
    }),
    { size: 16 },
  );

let path: string;
beforeEach(async () => void (path = await mkdtemp(join(tmpdir(), "omakase-feedback-"))));
afterEach(() => rm(path, { recursive: true, force: true }));

async function fitted(seed = 1): Promise<AnomalyModel> {
  const device = await cpuDevice({ threads: 1 });
  const detectors = ["colours", "patches", "tiles", "defects"] as const;
  return fitAnomalyModel(pictures(100 * seed, 24), { device, seed, pictures: 16, features: 4, detectors });
}

const judged = async (model: AnomalyModel, count: number, verdict: "accepted" | "missed" = "accepted") => {
  const device = await cpuDevice({ threads: 1 });
  return judgePictures(model, pictures(900, count), { device, verdict, date: "2026-12-02T10:00:00.000Z" });
};

test("feedback: what is read is what was written, and taking back removes it", async () => {
  const model = await fitted();
  expect(await readOutlierFeedback(files, path, model)).toEqual([]);
  const entries = await judged(model, 3);
  await writeOutlierFeedback(files, path, model, entries);
  const read = await readOutlierFeedback(files, path, model);
  expect(read).toEqual(entries);
  const evidence = entries.map((one) => one.evidence);
  expect(scoreEvidence(withFeedback(model, read), evidence)).toEqual(
    scoreEvidence(withFeedback(model, entries), evidence),
  );
  expect(await removeOutlierFeedback(files, path, [entries[1].hash])).toBe(1);
  expect(await readOutlierFeedback(files, path, model)).toEqual([entries[0], entries[2]]);
  const [again] = await judged(model, 1, "missed");
  await writeOutlierFeedback(files, path, model, [again]); // the last word about the picture
  expect((await readOutlierFeedback(files, path, model)).map(({ verdict }) => verdict).sort()).toEqual([
    "accepted",
    "missed",
  ]);
  expect(await removeOutlierFeedback(files, path, "all")).toBe(2);
  expect(await readOutlierFeedback(files, path, model)).toEqual([]);
});

test("feedback: a damaged file, and one to another model, get one sentence", async () => {
  const model = await fitted();
  const [entry] = await judged(model, 1);
  await writeOutlierFeedback(files, path, model, [entry]);
  const [name] = await readdir(join(path, "feedback"));
  const place = join(path, "feedback", name);
  const whole = await readFile(place);
  const damaged = [
    Buffer.from(""),
    whole.subarray(0, 100),
    whole.subarray(0, whole.length - 4),
    Buffer.from("?".repeat(99)),
  ];
  for (const bytes of damaged) {
    await writeFile(place, bytes);
    await expect(readOutlierFeedback(files, path, model)).rejects.toThrow(
      /^.*safetensors: expected feedback about a picture to this model, got .*\. Remove this file, and say it again[^\n]*$/,
    );
  }
  await writeFile(place, whole);
  await expect(readOutlierFeedback(files, path, await fitted(2))).rejects.toThrow("got feedback to another model");
  await writeFile(join(path, "feedback", `${"0".repeat(64)}.safetensors`), whole);
  await expect(readOutlierFeedback(files, path, model)).rejects.toThrow("got another file");
});
