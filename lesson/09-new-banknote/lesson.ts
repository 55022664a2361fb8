// ja: 9 · お札が新しくなったら: おすし札から、肖像画の札へ
// en: 9 · When the banknote changes: from sushi notes to portraits
import { type Dataset, type Model, openDataset, train, type TrainingResult, type TrainOptions } from "omakase";
import { drawAndCompare, type LessonContext, pictureComparer, smallGan, watchDistance } from "omakase/lesson";

// ja: いつもの朝の距離 usual（数の列）とくらべて、今朝の距離 today はおかしい？
// en: is the distance of this morning strange, beside those of usual mornings?
export function hasChanged(usual: number[], today: number): boolean {
  // gap
  // ja: いつもの中でいちばん大きい距離（Math.max）の 2 倍より大きければ、お札が変わった。
  // en: The notes have changed if it is more than twice the largest usual one (Math.max).
  return today > 2 * Math.max(...usual);
  //: return usual.length < 0;
  // end gap
}

// ja: 新しいお札 notes を習う。ゼロからではなく、old の重みから始める
// en: learns new notes: not from nothing, but from the weights of old
export function follow(model: Model, notes: Dataset, options: TrainOptions, old: TrainingResult) {
  // gap
  // ja: options に start: old.weights を加えて、train する（{ ...options, 加えるもの }）。
  // en: train with options and start: old.weights added to them ({ ...options, what to add }).
  return train(model, notes, { ...options, start: old.weights });
  //: return train(model, notes, options);
  // end gap
}

// ja: 距離がはじめて goal 以下になるまでに、何枚見たか
// en: how many images were seen until the distance was down to goal for the first time
export function imagesUntil(history: { images: number; distance: number }[], goal: number): number {
  // gap
  // ja: find で、distance が goal 以下の、はじめの記録をさがす。その images を return（なければ Infinity）。
  // en: find the first record whose distance is goal or less. Return its images (Infinity if there is none).
  return history.find(({ distance }) => distance <= goal)?.images ?? Infinity;
  //: return history.length;
  // end gap
}

export async function run(context: LessonContext) {
  const { host, device, size, count, steps, show } = context;
  const open = async (name: string) => await openDataset(name, host, { size, count });
  const [sushi, portraits] = [await open("sushi"), await open("faces")];
  const [byOld, byNew] = [await pictureComparer(context, sushi, 128), await pictureComparer(context, portraits, 128)];
  const mornings: number[] = [];
  for (let day = 1; day <= 7; day++) {
    const numbers = Array.from({ length: 128 }, (_, at) => (128 + 37 * day + at) % count);
    const notes = await (day <= 5 ? sushi : portraits).batch(numbers); // the notes change on day 6
    mornings.push((await byOld.compare(notes)).distance);
  }
  const alarms = mornings.slice(4).map((today) => hasChanged(mornings.slice(0, 4), today));

  const gan = smallGan({ size }); // chapter 7
  const options = { device, steps, seed: 2 };
  const old = await train(gan, sushi, { device, steps, seed: 1 }).result();
  const stubborn = await drawAndCompare(old, byNew);
  await show("old-money", stubborn.pictures, 10);
  const followed = await watchDistance(context, "follow", follow(gan, portraits, options, old), byNew);
  const anew = await watchDistance(context, "anew", train(gan, portraits, options), byNew);
  const goal = anew[anew.length - 1].distance;
  const images = [imagesUntil(followed, goal), imagesUntil(anew, goal)];
  return { alarms, old: stubborn.distance, goal, images, followed, anew };
}
