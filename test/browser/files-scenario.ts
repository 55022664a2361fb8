import { OmakaseError } from "../../src/error.ts";
import type { Files } from "../../src/host.ts";

/**
 * Runs file operations and records their results, which are equal on every host; leaves out times, and `base` in paths.
 */
export async function filesScenario(files: Files, base: string): Promise<Record<string, unknown>> {
  const at = (...names: string[]): string => files.join(base, ...names);
  const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
  const seen: Record<string, unknown> = {};

  await files.write(at("深い フォルダ", "a", "絵.bin"), Uint8Array.of(1, 2, 3));
  seen.first = [...(await files.read(at("深い フォルダ", "a", "絵.bin")))];
  await files.write(at("深い フォルダ", "a", "絵.bin"), "もう一度");
  seen.second = text(await files.read(at("深い フォルダ", "a", "絵.bin")));
  seen.withoutDrafts = await files.list(at("深い フォルダ", "a"));

  await files.write(at("range.txt"), "0123456789");
  const ranges = [
    [3, 4],
    [8, 4],
    [50, 4],
    [0, 10],
  ];
  seen.ranges = await Promise.all(
    ranges.map(async (range) => text(await files.readRange(at("range.txt"), range[0], range[1]))),
  );

  for (let line = 1; line <= 3; line++) await files.append(at("new", "log.jsonl"), `${line}行目\n`);
  await Promise.all(["4", "5", "6"].map((line) => files.append(at("new", "log.jsonl"), `${line}\n`)));
  const [one, two, three, ...rest] = text(await files.read(at("new", "log.jsonl"))).split("\n");
  seen.appended = [one, two, three, ...rest.sort()];

  for (const name of ["b", "あ", "B", "a"]) await files.write(at("list", name), "");
  await files.write(at("list", "c", "d"), "");
  seen.list = await files.list(at("list"));
  seen.emptyList = await files.list(at("nowhere"));
  seen.listOfFile = await outcome(files.list(at("range.txt")));

  for (const name of ["x/y/z.png", "x/犬 と 猫.jpg", ".hidden/a.png", "x/.DS_Store", "a.png"])
    await files.write(at("walk", name), name);
  const walked = await files.walk(at("walk"));
  seen.walk = walked.map(({ path, kind, bytes }) => [path, kind, bytes]);
  seen.walkTimes = walked.every(({ modified }) => modified > 1.7e12);
  seen.emptyWalk = await files.walk(at("nowhere"));

  const entries = ["range.txt", "walk", "range.txt/below", "nowhere", "walk/../range.txt"].map((path) =>
    files.stat(at(path)),
  );
  seen.entries = (await Promise.all(entries)).map(
    (entry) =>
      entry && [entry.path.slice(entry.path.lastIndexOf("/") + 1), entry.kind, entry.kind === "file" ? entry.bytes : 0],
  );
  seen.absolute = (await files.stat(at("range.txt")))?.path.startsWith("/");
  seen.sizes = await Promise.all(["range.txt", "walk", "nowhere"].map((path) => files.size(at(path))));

  seen.readMissing = await outcome(files.read(at("gone.txt")));
  seen.readBelowFile = await outcome(files.read(at("range.txt", "below")));
  seen.readFolder = await outcome(files.read(at("walk")));
  seen.writeOverFolder = await outcome(files.write(at("walk"), "x"));
  seen.afterFailedWrite = (await files.list(base)).filter((name) => name.includes("walk"));

  await files.remove(at("walk"));
  await files.remove(at("walk"));
  await files.remove(at("range.txt"));
  await files.remove(at("range.txt", "below"));
  seen.left = await files.list(base);

  seen.joined = [
    files.join("a", "b", "..", "c"),
    files.join("a/", "/b"),
    files.join("", "a"),
    files.join("/a", "b"),
    files.join(""),
  ];
  return seen;
}

/**
 * Rewrites a file repeatedly while it is read.
 *
 * @returns the number of reads, and the number of reads that saw mixed content.
 */
export async function countMixedReads(files: Files, path: string): Promise<{ reads: number; mixed: number }> {
  const versions = [1, 2, 3].map((value) => new Uint8Array(300_000).fill(value));
  await files.write(path, versions[0]);
  let over = false;
  const writing = (async () => {
    for (let round = 0; round < 12; round++) await files.write(path, versions[round % 3]);
    over = true;
  })();
  let [reads, mixed] = [0, 0];
  for (; !over; reads++) {
    const bytes = await files.read(path);
    if (bytes.length !== 300_000 || bytes.some((byte) => byte !== bytes[0])) mixed++;
  }
  await writing;
  return { reads, mixed };
}

/** Returns the result, or the code and text of the error. */
async function outcome(work: Promise<unknown>): Promise<unknown> {
  try {
    return await work;
  } catch (error) {
    return error instanceof OmakaseError ? [error.code, error.errorParts.got.en] : `not ours: ${String(error)}`;
  }
}
