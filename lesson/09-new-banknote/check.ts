import { defineModel, nn, ops, random, referenceDevice, train } from "omakase";
import type { Dataset, Model, Training, TrainingResult, TrainOptions } from "omakase";
import { type Check, type Finding, ringDataset } from "omakase/lesson";

const check: Check = {
  async code(program, seed) {
    const { hasChanged, follow, imagesUntil } = program as unknown as Program;
    return [judgeAlarm(hasChanged, seed), await judgeFollow(follow), judgeImages(imagesUntil, seed)];
  },
  async result(value) {
    const { alarms, old, goal, images, followed, anew } = value as Result;
    const [needed, neededAnew] = [followed, anew].map((history) => countImages(history, goal));
    return [
      {
        claim: {
          ja: "お札が変わった朝だけ、警報が鳴る",
          en: "the alarm rings on the mornings of new notes, and on no other",
        },
        passed: alarms.join() === "false,true,true",
      },
      {
        claim: {
          ja: `ついていかないと、距離は ${old.toFixed(0)} のまま。新しい札の作り手は ${goal.toFixed(0)} まで近づく`,
          en: `who does not follow stays at a distance of ${old.toFixed(0)}; who learns the new notes comes down to ${goal.toFixed(0)}`,
        },
        passed: old > goal,
      },
      {
        claim: {
          ja: `そこまでに見たお札は、ゼロからだと ${neededAnew} 枚、続きからだと ${needed} 枚（少なければ合格）`,
          en: `to get there takes ${neededAnew} notes from nothing, and ${needed} going on from the old weights (fewer pass)`,
        },
        passed: needed < neededAnew && images[0] === needed && images[1] === neededAnew,
      },
    ];
  },
};
export default check;

type History = { images: number; distance: number }[];

interface Program {
  readonly hasChanged: (usual: number[], today: number) => boolean;
  readonly follow: (model: Model, notes: Dataset, options: TrainOptions, old: TrainingResult) => Training;
  readonly imagesUntil: (history: History, goal: number) => number;
}

/** Whether each of the last mornings is one of new notes; distances of the old model and at the end; the two histories. */
interface Result {
  readonly alarms: readonly boolean[];
  readonly old: number;
  readonly goal: number;
  readonly images: readonly number[];
  readonly followed: History;
  readonly anew: History;
}

function judgeAlarm(hasChanged: Program["hasChanged"], seed: number): Finding {
  const claim = { ja: "警報は、いつもの 2 倍をこえたら鳴る", en: "the alarm rings above twice the usual" };
  const usual = [...random(seed, "mornings").uniforms(5, 4, 9)];
  const [least, most] = [Math.min(...usual), Math.max(...usual)];
  const rings = (today: number) => hasChanged([...usual], today) === true;
  const passed = !rings(least) && !rings(1.6 * most) && !rings(1.95 * most) && rings(2.05 * most) && rings(9 * most);
  const mistake = rings(0.5 * least) ? "wrongWay" : rings(1.6 * most) ? "ringsTooEasily" : undefined;
  return { claim, passed, ...(!passed && mistake && { mistake }) };
}

/** Trains a tiny model for one step: afterwards its weights are still close to those it had to start from. */
async function judgeFollow(follow: Program["follow"]): Promise<Finding> {
  const claim = { ja: "follow は、old の重みから始める", en: "follow starts from the weights of old" };
  const [device, ring] = [referenceDevice(), ringDataset(32)];
  const tiny = defineModel({
    kind: "tiny",
    networks: { copy: nn.sequential(nn.flatten(), nn.dense(2), nn.reshape(2, 1, 1)) },
    latent: 2,
    settings: { batchSize: 8, learningRate: 1e-3 },
    loss: ({ images }, { copy }) => ops.meanAll(ops.square(ops.subtract(copy(images), images))),
    decode: ({ z }, { copy }) => copy(z),
  });
  const old = await train(tiny, ring, { device, steps: 1, seed: 1 }).result();
  const options = { device, steps: 2, seed: 9 };
  const farFromOld = (one: TrainingResult) =>
    Math.max(
      ...[...old.weights]
        .filter(([name]) => name.startsWith("copy"))
        .flatMap(([name, { values }]) =>
          Array.from(values, (value, at) => Math.abs(value - Number(one.weights.get(name)?.values[at]))),
        ),
    );
  const result = await follow(tiny, ring, options, old).result();
  const [moved, fresh] = [farFromOld(result), farFromOld(await train(tiny, ring, options).result())];
  const passed = moved > 0 && moved < 0.01 && result.step === options.steps;
  const mistake =
    Math.abs(moved - fresh) < 1e-9 ? "startsAnew" : result.step !== options.steps ? "forgetsOptions" : undefined;
  return { claim, passed, ...(!passed && mistake && { mistake }) };
}

function judgeImages(imagesUntil: Program["imagesUntil"], seed: number): Finding {
  const claim = {
    ja: "imagesUntil は、はじめて届いたときの枚数",
    en: "imagesUntil is the number of images when it first got there",
  };
  const numbers = random(seed, "history");
  let passed = true;
  const wrong = { countsRecords: true, findsLast: true, findsFar: true };
  for (let round = 0; round < 5; round++) {
    const history = Array.from({ length: 8 }, (_, at) => ({
      images: 160 * (at + 2),
      distance: 100 / (at + 1) + 20 * numbers.uniform(),
    }));
    const goal = history[3].distance + 1;
    history[6].distance = goal + 5; // it may get worse again
    const got = imagesUntil(
      history.map((one) => ({ ...one })),
      goal,
    );
    const reached = history.filter(({ distance }) => distance <= goal);
    passed &&= got === reached[0].images;
    wrong.countsRecords &&= got < 10;
    wrong.findsLast &&= got === reached[reached.length - 1].images;
    wrong.findsFar &&= got === history.find(({ distance }) => distance > goal)?.images;
  }
  passed &&= imagesUntil([{ images: 16, distance: 50 }], 10) === Infinity;
  const mistake = Object.entries(wrong).find(([, holds]) => holds)?.[0];
  return { claim, passed, ...(!passed && mistake && { mistake }) };
}

function countImages(history: History, goal: number): number {
  return history.find(({ distance }) => distance <= goal)?.images ?? Infinity;
}
