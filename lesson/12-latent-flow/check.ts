import { type Dataset, type Model, ops, random, referenceDevice } from "omakase";
import {
  type Check,
  comparePictures,
  type DrawnPictures,
  evaluateTensors,
  type Finding,
  isClose,
  judgeLoss,
  probeLoss,
} from "omakase/lesson";

const { add, input, multiply } = ops;

const check: Check = {
  async code(program, seed) {
    const model = (program.default as (options: { readonly size: number }) => Model)({ size: 16 });
    return [await judgeWalk(program.walk as Walk, seed), await judgeFlow(model, seed)];
  },
  async result(value, context) {
    const { sushi, drawn } = value as { readonly sushi: Dataset; readonly drawn: DrawnPictures };
    const { distance, variety } = await comparePictures(context, sushi, drawn);
    const [farthest, leastVariety] = context.size >= 32 ? [15, 0.6] : [140, 0.3];
    return [
      {
        claim: {
          ja: `本物との距離は ${distance.toFixed(1)}（${farthest} より近ければ合格）`,
          en: `the distance to real pictures is ${distance.toFixed(1)} (below ${farthest} passes)`,
        },
        passed: distance < farthest,
      },
      {
        claim: {
          ja: `絵どうしのちがいは、本物の ${(100 * variety).toFixed(0)} %（${100 * leastVariety} % より大きければ合格）`,
          en: `pictures differ ${(100 * variety).toFixed(0)} % as much as real ones (above ${100 * leastVariety} % passes)`,
        },
        passed: variety > leastVariety,
      },
    ];
  },
};
export default check;

type Walk = (start: ops.Tensor, flow: (x: ops.Tensor, t: ops.Tensor) => ops.Tensor) => ops.Tensor;

/** Flow whose way depends on the place and on the time. */
const direction = (x: number, t: number) => 0.7 * x + 1.3 * t - 0.4;

/** Compares where a walk ends with eight steps along a known flow. */
async function judgeWalk(walk: Walk, seed: number): Promise<Finding> {
  const claim = {
    ja: "walk は、向きの 8 分の 1 ずつ、8 歩あるく",
    en: "walk takes 8 steps, an eighth of the way each",
  };
  const start = random(seed, "start").normals(12);
  const x = input("x", [3, 4]);
  const known = (at: ops.Tensor, t: ops.Tensor) => add(add(multiply(at, 0.7), multiply(t, 1.3)), -0.4);
  const { end } = await evaluateTensors(referenceDevice(), { end: walk(x, known) }, { x: start });
  const endsLike = (step: (at: number, t: number) => number) =>
    start.every((from, at) => {
      let place = from;
      for (let count = 0; count < 8; count++) place = step(place, count / 8);
      return isClose(end[at], place);
    });
  const passed = endsLike((at, t) => at + direction(at, t) / 8);
  const mistakes: readonly (readonly [string, boolean])[] = [
    ["staysHome", endsLike((at) => at)],
    ["tooFast", endsLike((at, t) => at + direction(at, t))],
    ["forgetsPlace", endsLike((at, t) => direction(at, t) / 8)],
    ["backwards", endsLike((at, t) => at - direction(at, t) / 8)],
  ];
  const mistake = mistakes.find(([, holds]) => holds)?.[0];
  return { claim, passed, ...(!passed && mistake && { mistake }) };
}

/** Compares the loss of a known flow with flow matching, for known random numbers. */
async function judgeFlow(model: Model, seed: number): Promise<Finding> {
  const claim = { ja: "flow は、start から home への向きを当てる", en: "flow has to tell the way from start to home" };
  const [batch, latent] = [6, 64];
  const shape = [batch, latent];
  const { loss } = await probeLoss(model, {
    ...{ stage: "flow", loss: "flow", seed, shape: [batch, 3, 16, 16], more: { prepared: shape } },
    networks: () => ({
      flow: (x, t) => add(add(multiply(x, 0.7), multiply(t, 1.3)), -0.4),
    }),
  });
  const z = random(seed, "prepared").uniforms(batch * latent, -1, 1);
  const start = random(seed, "normals.start").normals(batch * latent);
  const times = random(seed, "uniforms.t").uniforms(batch);
  const mean = (error: (z: number, start: number, t: number) => number) =>
    z.reduce((sum, value, at) => sum + error(value, start[at], times[Math.floor(at / latent)]) ** 2, 0) / z.length;
  const between = (to: number, from: number, t: number) => (1 - t) * from + t * to;
  const right = mean((to, from, t) => direction(between(to, from, t), t) - (to - from));
  return judgeLoss(claim, loss, right, [
    ["turnedTime", mean((to, from, t) => direction(between(from, to, t), t) - (to - from))],
    ["backwards", mean((to, from, t) => direction(between(to, from, t), t) - (from - to))],
    ["pointsToPlace", mean((to, from, t) => direction(between(to, from, t), t) - to)],
    ["noBetween", mean((to, from, t) => direction(to, t) - (to - from))],
  ]);
}
