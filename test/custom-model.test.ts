import { execFile } from "node:child_process";
import { cp, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { loadCheckpoint } from "../src/checkpoint/index.ts";
import { nodeHost } from "../src/node/index.ts";
import { openPackedRun } from "../src/run/index.ts";
import { everyNth } from "./nightly.ts";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const program = join(root, "dist", "cli", "main.js");
const { files } = nodeHost();
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "omakase 自作-"));
  await cp(join(root, "example", "06-wgan-gp.ts"), join(folder, "mine.ts"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function omakase(...words: string[]) {
  const env = { ...process.env, OMAKASE_CACHE: join(folder, "cache") };
  const run = promisify(execFile)(process.execPath, [program, ...words, "--lang", "en"], { cwd: folder, env });
  return run.then(
    ({ stdout }) => ({ code: 0, stdout, stderr: "" }),
    (error) => ({ code: error.code as number, stdout: String(error.stdout), stderr: String(error.stderr) }),
  );
}

const train = (out: string, steps: number) =>
  omakase(...["train", "./mine.ts", "sushi", "--size", "16", "--count", "40", "--seed", "1", "--out", out], ...["--steps", `${steps}`, "--device", "cpu"]); // oxfmt-ignore

test("custom model: trains, resumes exactly, and samples and exports without its file", async () => {
  expect((await train("whole", 24)).stderr).toBe("");
  expect((await train("half", 12)).code).toBe(0);
  expect((await omakase("train", "--resume", "half", "--steps", "24")).code).toBe(0);
  const [whole, half] = await Promise.all(["whole", "half"].map((name) => loadCheckpoint(files, join(folder, name))));
  for (const [name, { values }] of whole.checkpoint.weights)
    expect(half.checkpoint.weights.get(name)!.values, name).toEqual(values);
  const log = await readFile(join(folder, "whole", "log.jsonl"), "utf8");
  expect(log).toContain('"critic.penalty"');
  const losses = await readFile(join(folder, "whole", "figures", "losses.svg"), "utf8");
  expect(losses).toContain("critic.distance");
  expect(losses, "two networks against each other").toContain("The two compete");
  expect((await readFile(join(folder, "whole", "figures", "samples.png"))).length).toBeGreaterThan(500);
  expect(await readFile(join(folder, "whole", "card.md"), "utf8")).toContain("npx omakase train ./mine.ts sushi");

  await rename(join(folder, "mine.ts"), join(folder, "away.ts"));
  for (const words of [
    ["generate", "whole", "--count", "2", "--seed", "5", "--out", "drawn"],
    ["export", "whole", "--out", "mine.onnx"],
    ["export", "whole", "--site", "site"],
  ])
    expect((await omakase(...words)).code, words.join(" ")).toBe(0);
  const packed = await openPackedRun(await readFile(join(folder, "site", "run", "whole.omakase")), "whole");
  expect(packed.config.definition?.stored.kind).toBe("wgan-gp");
  expect((await omakase("train", "--resume", "whole", "--steps", "30")).stderr).toContain("got no file");
  const text = await readFile(join(folder, "away.ts"), "utf8");
  await writeFile(join(folder, "mine.ts"), `${text}// changed\n`);
  const changed = await omakase("train", "--resume", "whole", "--steps", "30");
  expect(changed).toMatchObject({ code: 2, stderr: expect.stringContaining("got a changed one. Undo the change") });
});

test.each(
  everyNth(3, [
    ["const model = 3;", "got a file without export default"],
    ["export default () => {};", "got a function that returns nothing"],
    ["export default 3;", "got another default export"],
    ["export default () => 3;", "got a function that returns something else"],
    ["export default (", "wrong-mine.ts:1: expected a program without slips"],
    [
      "export default 3;\nconst a = await (() => { return [1; })();",
      "wrong-mine.ts:2: expected a program without slips",
    ],
    ['import { nothing } from "omakase"; export default nothing;', "does not provide an export named 'nothing'"],
  ]),
)("the file `%s` is refused in one sentence", async (code, sentence) => {
  await writeFile(join(folder, "wrong-mine.ts"), code);
  const { code: exit, stderr } = await omakase("train", "wrong-mine.ts", "sushi", "--size", "16", "--count", "8");
  expect(stderr).toContain(sentence);
  expect([exit, stderr.trim().split("\n").length]).toEqual([2, 1]);
});

const vae = (loss: string, latent = 4) => `import { defineModel, nn, ops } from "omakase";
const { dense, flatten, reshape, sequential } = nn;
const { add, meanAll, multiply, square, subtract } = ops;
export default ({ size }) => defineModel({
  kind: "mine",
  networks: { encoder: sequential(flatten(), dense(4)), decoder: sequential(dense(3 * size ** 2), reshape(3, size, size)) },
  latent: ${latent},
  loss({ images, size: batch }, { encoder, decoder, noise }) {
    ${loss}
  },
  decode: ({ z }, { decoder }) => decoder(z),
});`;
test.each([
  ["an operator", "return meanAll(encoder(images) + noise('z', [batch, 4]));", "slip.ts:9, tensor: expected a function such as add"], // oxfmt-ignore
  [
    "a misspelt name",
    "return meanAll(addd(images, 1));",
    "slip.ts:9: expected a name that the file makes, imports or takes as an argument, got addd",
  ],
  ["a forgotten return", "meanAll(square(decoder(encoder(images))));", "Write return before the loss"],
  ["another width of noise", "return meanAll(square(decoder(noise('z', [batch, 8]))));", "mine, latent: expected as many numbers as the losses give to decoder"], // oxfmt-ignore
])("custom model: %s in a loss is explained, with its line", async (_, loss, sentence) => {
  await writeFile(join(folder, "slip.ts"), vae(loss));
  const { code, stderr } = await omakase(
    ...["train", "slip.ts", "sushi", "--size", "8", "--count", "8", "--steps", "1"],
  );
  expect(stderr).toContain(sentence);
  expect([code, stderr.trim().split("\n").length]).toEqual([2, 1]);
});

test("custom model: an error outside of a loss names its line, too", async () => {
  await writeFile(join(folder, "slip.ts"), "\nexport default () => define({});");
  const { code, stderr } = await omakase("train", "slip.ts", "sushi", "--size", "8", "--count", "8");
  expect([code, stderr]).toEqual([
    2,
    expect.stringContaining(
      "slip.ts:2: expected a name that the file makes, imports or takes as an argument, got define",
    ),
  ]);
});

test("custom model: an error in a loss names the line of the file and both shapes", async () => {
  const text = await readFile(join(root, "example", "06-wgan-gp.ts"), "utf8");
  const broken = text.replace("meanAll(critic(images))", "meanAll(add(critic(images), images))");
  expect(broken).not.toBe(text);
  await writeFile(join(folder, "broken.ts"), broken);
  const line = broken.slice(0, broken.indexOf("add(critic")).split("\n").length;
  const { code, stderr } = await omakase("train", "broken.ts", "sushi", "--size", "16", "--count", "8", "--steps", "1");
  expect(code).toBe(2);
  expect(stderr).toContain(`broken.ts:${line}, add: expected a shape that fits [8, 1], got [8, 3, 16, 16].`);
});
