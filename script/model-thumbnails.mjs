/**
 * `node script/model-thumbnails.mjs`: draws the small picture that lists show of each model that comes along, by the model
 * itself, into asset/model/thumbnail. A file's name ends in the first eight digits of the model's hash, so that no picture
 * stays of a model that was replaced.
 */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { build } from "./build.mjs";
import { projectRoot, runProgram } from "./run-program.mjs";

/** Side, px: lists show it at 44 px. */
const side = 88;
/** Words of the command that draws the picture, and the name of its file. */
const pictures = {
  characters: [
    "generate characters --set hairColor=pink,yaw=0,pitch=0,glasses=no --truncation 0.6 --seed 5 --count 2",
    "seed-5-0001.png",
  ],
  faces: ["generate faces --truncation 0.6 --seed 3", "seed-3-0000.png"],
  sushi: ["generate sushi --truncation 0.6 --seed 3", "seed-3-0000.png"],
  "sushi-brush": ["translate sushi-brush sushi --count 1", "sushi 9.png"],
  "emoji-line": ["translate emoji-line emoji --count 3", "amphora.png"],
};

if ((await build()) !== 0) process.exit(1);
const { openBundledModel } = await import("../dist/node/index.js");
const folder = join(projectRoot, "asset", "model", "thumbnail");
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder);
const drawn = mkdtempSync(join(tmpdir(), "omakase-thumbnails-"));
for (const [id, [command, file]] of Object.entries(pictures)) {
  const out = join(drawn, id);
  const options = [...command.split(" "), "--out", out];
  if ((await runProgram(process.execPath, [join(projectRoot, "dist/cli/main.js"), ...options])) !== 0) process.exit(1);
  const { hash } = await openBundledModel(id);
  const thumbnail = join(folder, `${id}-${hash.slice(0, 8)}.webp`);
  const { size } = await sharp(join(out, file)).resize(side, side).webp({ quality: 85 }).toFile(thumbnail);
  console.log(`${thumbnail}: ${size} bytes`);
}
rmSync(drawn, { recursive: true });
