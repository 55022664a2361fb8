import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { request } from "node:http";
import { join } from "node:path";
import { zipSync } from "fflate";
import { pause } from "../processes.mjs";
import { pick, randomStream, wholeBetween } from "../random.mjs";
import { prepareWorkspace, startStudio } from "../studio.mjs";
import { countKeys } from "../tally.mjs";

/**
 * Archives are uploaded in parallel, some are cut off, and the studio is killed. Promised: an acknowledged data set is there
 * once, complete and usable; no other is listed in part; no temporary file stays.
 */
export const upload = {
  name: "upload",

  /**
   * Draws lives of a studio: its uploads (`cut`: the part after which the client hangs up), and the kill `delay` ms after
   * a number of answers, or after a folder was made for a data set (`on`).
   */
  plan(random) {
    const lives = Array.from({ length: wholeBetween(random, 1, 3) }, () => {
      const uploads = Array.from({ length: wholeBetween(random, 3, 6) }, () => ({
        pictures: wholeBetween(random, 2, 9),
        isChunked: random() < 0.5,
        ...(random() < 0.25 && { cut: wholeBetween(random, 1, 99) / 100 }),
      }));
      const whole = uploads.filter(({ cut }) => cut === undefined).length;
      const after = wholeBetween(random, 0, Math.max(0, whole - 1));
      const on = pick(random, ["answer", "answer", "folder"]);
      const delay = wholeBetween(random, 0, on === "answer" ? 900 : 4);
      return { uploads, on, after, delay, signal: pick(random, ["SIGKILL", "SIGKILL", "SIGTERM"]) };
    });
    return { lives };
  },

  async run(context, { lives }) {
    const { tally } = context;
    const workspace = await prepareWorkspace(context, join(context.folder, "workspace"));
    const { encodePng } = await import("../../../dist/image/index.js");
    const sent = new Map();
    const acknowledged = new Map();
    for (const { uploads, on, after, delay, signal } of lives) {
      const studio = await startStudio(context, workspace);
      let answers = 0;
      let struck;
      const strike = () =>
        (struck ??= pause(delay).then(() => {
          tally.fault();
          studio.kill(signal);
        }));
      if (on === "answer" && after === 0) void strike();
      const isOver = () => struck !== undefined;
      if (on === "folder") void folderCount(workspace, (await folders(workspace)).length + after, isOver).then(strike);
      const sending = uploads.map(async ({ pictures, isChunked, cut }) => {
        const name = `set ${sent.size + 1}`;
        const archive = pictureArchive(name, pictures, encodePng);
        sent.set(name, { archive, pictures, isCut: cut !== undefined });
        if (cut !== undefined) tally.fault();
        const answer = await send(studio, name, archive, { isChunked, cut });
        if (answer?.status !== 201) return;
        acknowledged.set(name, answer.body.id);
        if (++answers === after && on === "answer") void strike();
      });
      await Promise.all(sending);
      await strike();
      await studio.ended;
    }
    const studio = await startStudio(context, workspace);
    await verifyUploads(tally, workspace, await studio.json("/api/pictures"), sent, acknowledged);
    await studio.close();
  },
};

/** Compares the listed data sets and the disk with what was sent and acknowledged. */
async function verifyUploads(tally, workspace, listed, sent, acknowledged) {
  const { openDataset } = await import("../../../dist/index.js");
  const { nodeHost } = await import("../../../dist/node/index.js");
  countKeys(
    tally,
    "upload",
    acknowledged.keys(),
    listed.map(({ name }) => name),
  );
  for (const { id, name, files } of listed) {
    const { archive, pictures, isCut } = sent.get(name);
    const path = join(workspace, "pictures", id, `${id}.zip`);
    const isWhole = existsSync(path) && (await readFile(path)).equals(archive) && files === pictures && !isCut;
    tally.expect(isWhole, `upload ${name} is listed, and ${path} is not what was sent`);
    if (!isWhole) continue;
    const { count } = await openDataset(path, nodeHost({ cache: false }), { size: 8 });
    tally.expect(count === pictures, `upload ${name} opens with ${count} pictures, ${pictures} were sent`);
  }
  const waiting = await readdir(join(workspace, ".omakase", "waiting"));
  tally.expect(waiting.length === 0, `${workspace}: .omakase/waiting still has ${waiting.join(", ")}`);
  const known = new Set(listed.map(({ id }) => id));
  const unlisted = (await folders(workspace)).filter((id) => !known.has(id));
  tally.expect(unlisted.length === 0, `${workspace}: pictures has ${unlisted.join(", ")}, which no studio lists`);
}

/** Returns the folders of data sets. */
async function folders(workspace) {
  const folder = join(workspace, "pictures");
  return existsSync(folder) ? await readdir(folder) : [];
}

/** Waits until there are more than some folders of data sets. */
async function folderCount(workspace, count, isOver) {
  while (!isOver() && (await folders(workspace)).length <= count) await pause(1);
}

/** Sends an archive; undefined without an answer. */
function send(studio, name, archive, { isChunked, cut }) {
  return new Promise((done) => {
    const headers = { Origin: studio.origin, "Content-Type": "application/zip" };
    if (!isChunked) headers["Content-Length"] = archive.length;
    const path = `/api/pictures?name=${encodeURIComponent(name)}`;
    const call = request({ host: "127.0.0.1", port: studio.port, path, method: "POST", headers }, (answer) => {
      const parts = [];
      answer.on("data", (part) => parts.push(part));
      answer.on("error", () => done(undefined));
      answer.on("end", () => {
        const text = Buffer.concat(parts).toString();
        done(answer.complete ? { status: answer.statusCode, body: JSON.parse(text) } : undefined);
      });
    });
    call.on("error", () => done(undefined));
    void write(call, archive, cut).catch(() => done(undefined));
  });
}

/** Writes an archive in four parts, or less of it before the client hangs up. */
async function write(call, archive, cut) {
  const end = cut === undefined ? archive.length : Math.floor(cut * archive.length);
  const part = Math.ceil(end / 4);
  for (let at = 0; at < end; at += part) {
    call.write(archive.subarray(at, Math.min(end, at + part)));
    await pause(15);
  }
  if (cut === undefined) call.end();
  else call.destroy();
}

/** Returns a ZIP archive of noise, so that no two are alike. */
function pictureArchive(name, count, encodePng) {
  const random = randomStream(1, name);
  const files = Array.from({ length: count }, (_, number) => {
    const base = Math.floor(random() * 2 ** 31);
    const pixels = new Uint8Array(64 * 64 * 3).map((__, at) => (base + Math.imul(at + number, 2654435761)) >>> 24);
    return [`${number % 2 ? "odd" : "even"}/${number}.png`, encodePng({ width: 64, height: 64, channels: 3, pixels })];
  });
  return Buffer.from(zipSync(Object.fromEntries(files), { mtime: "2020-01-01" }));
}
