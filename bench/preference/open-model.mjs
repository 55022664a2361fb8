import { createSampler, random, trainedRun } from "omakase";
import { cpuDevice, nodeHost, openBundledModel } from "omakase/node";
import { createSampleScorer } from "../../dist/anomaly/index.js";
import { datasetFromPictures } from "../../dist/dataset/index.js";
import { featureNetwork } from "../../dist/feature/index.js";
import { identifyDesign, renderCandidates, sampleDesign, samplerDesignSpace } from "../../dist/preference/index.js";

/**
 * Opens a model that comes along, to look at its cards as the studio does.
 *
 * @returns its space, and `areBroken`, which tells of candidates whether the studio calls them broken.
 */
export async function openCardModel(name) {
  const device = await cpuDevice();
  const sampler = createSampler(trainedRun(await openBundledModel(name), device));
  const network = await featureNetwork(nodeHost(), device);
  const space = samplerDesignSpace(sampler);
  const draw = async (candidates) => (await renderCandidates(sampler, candidates)).map(({ picture }) => picture);
  const scorer = createSampleScorer({
    draw: (first, count) =>
      draw(
        Array.from({ length: count }, (_, at) => identifyDesign(sampleDesign(space, random(0, "usual", first + at)))),
      ),
    async extract(pictures) {
      const set = datasetFromPictures(pictures);
      return await network.extractPatches(await set.batch([...pictures.keys()]), set);
    },
  });
  await scorer.fitted;
  return {
    space,
    areBroken: async (candidates) => (await scorer.score(await draw(candidates))).map((score) => score > 1),
  };
}
