import { createModel, createTrainer, evaluate, createSampler, createBatchSource, resolveConfig } from "omakase";
import { contactSheet, toPictures } from "../../dist/image/index.js";
import { generatedPictures } from "../../dist/sample/index.js";
import { settingsOf } from "../../dist/run/index.js";

/** Number of generated images, compared with as many real ones; fewer where the set is small. */
const generatedCount = 2000;
/** Rounds of the bootstrap, which are few: the spread comes from other seeds. */
const bootstrapRounds = 2;
/** Rows and columns of a model's sheet. */
const [rows, columns] = [3, 8];

/**
 * Trains one contender with one seed and looks at it whenever it has seen as many pictures as a mark says. Only
 * training counts as time, in seconds of a processor, so that other programs do not count.
 *
 * @returns the cell, and a sheet of what was drawn at the last mark.
 */
export async function runCell({ contender, dataset, seed, marks, device, network, onProgress }) {
  const wanted = { size: dataset.size, channels: dataset.channels, ...contender.conditions };
  const config = resolveConfig(contender.model, dataset.name, wanted, { pictures: dataset.count, seed });
  const model = createModel(config);
  const trainer = await createTrainer(model, createBatchSource(dataset, seed, { flip: false }), {
    device,
    seed,
    settings: settingsOf(config),
  });
  const looks = [];
  let [seconds, sheet] = [0, undefined];
  for (const mark of marks) {
    const begun = process.cpuUsage();
    while (trainer.imagesSeen < mark) {
      await trainer.advance();
      onProgress?.(trainer.imagesSeen, marks.at(-1));
    }
    const { user, system } = process.cpuUsage(begun);
    seconds += (user + system) / 1e6;
    const { weights } = await trainer.snapshot();
    const sampler = createSampler({ model, picture: config, weights, device });
    const pictures = generatedPictures(sampler, generatedCount, 1);
    const {
      generated: far,
      floor,
      counts,
      space,
    } = await evaluate(network, dataset, pictures, { rounds: bootstrapRounds });
    looks.push({
      imagesSeen: trainer.imagesSeen,
      seconds: Number(seconds.toFixed(1)),
      compared: counts.compared,
      space,
      frechet: far.frechet?.value,
      floor: floor.frechet?.value,
      precision: far.precision.value,
      recall: far.recall.value,
    });
    const values = await sampler.decode(sampler.latents(7, rows * columns), rows * columns);
    sheet = contactSheet(toPictures(values, { channels: config.channels, height: config.size, width: config.size }), {
      columns,
    });
    sampler.dispose();
  }
  const { parameters } = trainer;
  trainer.dispose();
  return { cell: { parameters, device: device.version, looks }, sheet };
}
