/**
 * `npm run bench:lesson-numbers [3 7 …]`: runs the solutions of the chapters at their default size and seed, and writes the
 * numbers that their texts quote to `docs/lesson-numbers.json`. It takes some minutes.
 * `test/lesson-numbers.test.ts` compares the file with the texts.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { comparePictures, openShop } from "omakase/lesson";
import { cpuDevice, nodeHost } from "omakase/node";
import { listChapters, loadCheck } from "../dist/node/index.js";
import { importProgram } from "../script/lesson-program.mjs";
import { projectRoot } from "../script/run-program.mjs";

const file = join(projectRoot, "docs", "lesson-numbers.json");
const [host, device] = [nodeHost(), await cpuDevice({ threads: 1 })];
const chapters = await listChapters(); // from here on, Node loads TypeScript
const wanted = process.argv.slice(2).map(Number);

/** Runs a chapter's program, with lines replaced. @returns its result, its context, what it logged, and what its check says. */
async function runChapter(chapter, { kind = "solution", replace = [], ...sizeOf } = {}) {
  const { run } = await importProgram(chapter, kind, replace);
  const logged = [];
  const log = (step, values) => void logged.push(values);
  const sizes = { ...chapter.sizes.default, ...sizeOf };
  const context = { host, device, language: "en", show: async () => undefined, log, ...sizes };
  const value = await run(context);
  const check = await loadCheck(chapter);
  return { context, value, logged, claims: async () => (await check.result(value, context)).map(numbersOf) };
}

/** Returns the numbers in the words of a finding. */
function numbersOf({ claim }) {
  return claim.en.match(/\d+(\.\d+)?/g).map(Number);
}

const distanceOf = async (context, sushi, drawn) => (await comparePictures(context, sushi, drawn)).distance;
const drawn = "{ values: await sampler.decode(sampler.latents(5, 256), 256), count: 256 }";
const chapterOf = (number) => chapters.find((one) => one.number === number);

/** Takings of every tool in every job, with the limit and the taste of the chapter's solution. */
async function measureShop(chapter) {
  const { size, count } = chapter.sizes.default;
  const shop = await openShop(host, size, count);
  const { limitOf, tasteOf } = await importProgram(chapter);
  const days = ["dice", "difference", "redraw"].flatMap((tool) => [
    [`inspection-${tool}`, shop.inspection(tool, limitOf)],
    [`gacha-${tool}`, shop.gacha(tool, tasteOf)],
    [`menu-${tool}`, shop.menu(tool)],
  ]);
  return Object.fromEntries(days.map(([name, { yen }]) => [name, yen]));
}

/** Distance of the DCGAN, and of one whose only step moves no weight: it is untrained. */
async function measureDcgan(chapter) {
  const rates = "learningRate: 1e-3, discriminatorLearningRate: 4e-4";
  const still = [rates, "learningRate: 1e-12, discriminatorLearningRate: 1e-12"];
  const runs = [await runChapter(chapter, { replace: [still], steps: 1 }), await runChapter(chapter)];
  const [untrained, distance] = runs.map(({ context, value }) => distanceOf(context, value.sushi, value.drawn));
  return { untrained: await untrained, distance: await distance };
}

const measure = {
  async 1(chapter) {
    const { logged } = await runChapter(chapter);
    return { seven: logged[0], all: logged.at(-1) };
  },
  async 3(chapter) {
    const [ae, vae] = [await runChapter(chapter, { kind: "exercise" }), await runChapter(chapter)];
    const tenths = ({ value }) => 10 * value.holes.share;
    return { holesTenthsAe: tenths(ae), holesTenthsVae: tenths(vae) };
  },
  async 4(chapter) {
    const [, [straight, round]] = await (await runChapter(chapter)).claims();
    return { straight, round };
  },
  5: measureShop,
  7: measureDcgan,
  async 8(chapter) {
    const [found] = await (await runChapter(chapter)).claims();
    return { before: found[0], after: found[2] }; // between them: "of chapter 7"
  },
  async 9(chapter) {
    const { old, goal, images } = (await runChapter(chapter)).value;
    return { old, goal, follow: images[0], anew: images[1] };
  },
  async 10(chapter) {
    const [, [traced, finished]] = await (await runChapter(chapter)).claims();
    const longer = await runChapter(chapter, { replace: [["fraction: 0.4", "fraction: 0.9999"]] });
    return { traced, finished, tracedLonger: (await longer.claims())[1][1] };
  },
  async 11(chapter) {
    const run = await runChapter(chapter);
    const [[before, after], [, , saidAfter], [good, dropped]] = await run.claims();
    const { first } = run.value;
    return { before, after, saidAfter, saidBefore: (100 * good) / first.length, good, dropped };
  },
  async 12(chapter) {
    const vae = await runChapter(chapterOf(3), {
      replace: [["return { holes };", `return { sushi, drawn: ${drawn} };`]],
    });
    const own = await runChapter(chapter);
    const dcgan = await measureDcgan(chapterOf(7));
    return {
      vae: await distanceOf(vae.context, vae.value.sushi, vae.value.drawn),
      dcgan: dcgan.distance,
      distance: await distanceOf(own.context, own.value.sushi, own.value.drawn),
    };
  },
};

const numbers = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
for (const [number, measureChapter] of Object.entries(measure)) {
  if (wanted.length > 0 && !wanted.includes(Number(number))) continue;
  const values = await measureChapter(chapterOf(Number(number)));
  numbers[number] = { command: `node bench/lesson-numbers.mjs ${number}`, values };
  writeFileSync(file, `${JSON.stringify(numbers, undefined, 2)}\n`);
  console.log(number, values);
}
