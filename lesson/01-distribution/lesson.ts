// ja: 1 · 「生成」って何？ さいころで、まだいない人の顔を作る
// en: 1 · What is "generating"? Dice make faces of people who do not exist
import { images, openDataset, random } from "omakase";
import { fitPictureSpace, type LessonContext, listPictures, meanRow } from "omakase/lesson";

// ja: さいころの目 dice と、つまみごとの「ふつうの広さ」spread から、新しい顔の数を作る
// en: makes the numbers of a new face from dice and the usual width of each knob, spread
export function roll(dice: number[], spread: number[]): number[] {
  // gap
  // ja: dice の数 1 つ 1 つに、同じ番号の spread をかけて return する（dice.map を使う）。
  // en: Return every number of dice times the spread of the same place (use dice.map).
  return dice.map((value, which) => value * spread[which]);
  //: return dice.map(() => 0);
  // end gap
}

// ja: person の顔に、「ある人」と「ない人」のちがいを足す
// en: adds to a person what tells those who have it from those who have not
export function change(person: number[], having: number[], lacking: number[]): number[] {
  // gap
  // ja: 1 つ 1 つの数について、person + having − lacking を return する。
  // en: For every number, return person + having − lacking.
  return person.map((value, which) => value + having[which] - lacking[which]);
  //: return person;
  // end gap
}

// ja: picture と、それを描き直した copy が、どれだけちがうか
// en: how much a picture differs from the copy that was drawn of it
export function strangeness(picture: number[], copy: number[]): number {
  // gap
  // ja: 1 点ごとのちがいを二乗（** 2）して、全部足して（reduce）、return する。
  // en: Square the difference of every dot (** 2), add them all up (reduce), and return the sum.
  const differences = picture.map((value, dot) => (value - copy[dot]) ** 2);
  return differences.reduce((sum, one) => sum + one, 0);
  //: return picture.length;
  // end gap
}

export async function run({ host, size, count, steps, show, log }: LessonContext) {
  const open = async (name: string, count: number) => await openDataset(name, host, { size, count });
  const faces = await open("faces", count);
  const people = await listPictures(faces);
  const [known, strangers] = [people.slice(0, -27), people.slice(-27)];
  const sheet = (list: number[][]) =>
    images.toPictures(Float32Array.from(list.flat()), { channels: 3, height: size, width: size });

  let space = fitPictureSpace(known.slice(0, 4), 32);
  const copyOf = (picture: number[]) => space.decode(space.encode(picture));
  const error = (picture: number[]) => strangeness(picture, copyOf(picture));
  for (let step = 1; step <= steps; step++) {
    space = fitPictureSpace(known.slice(0, Math.ceil(known.length / 4 ** (steps - step))), 32);
    log(step, meanRow(strangers.map((one) => [error(one)]))[0]);
  }

  const dice = random(7, "dice");
  const scraps = strangers.slice(0, 10).map((one) => one.map((_, dot) => known[dice.integer(known.length)][dot]));
  const drawn = Array.from({ length: 20 }, () => space.decode(roll([...dice.normals(32)], space.spread)));
  await show("drawn", sheet([...scraps, ...drawn]), 10);

  const beards = faces.tags.find(({ tag }) => tag.name === "beard")!.values; // 0: none, 1: a beard
  const average = (value: number) => meanRow(known.filter((_, at) => beards[at] === value).map(space.encode));
  const guests = strangers.filter((_, at) => beards[known.length + at] === 0).slice(0, 10);
  const bearded = guests.map((one) => space.decode(change(space.encode(one), average(1), average(0))));
  await show("beards", sheet([...guests, ...guests.map(copyOf), ...bearded]), 10);

  const intruders = [
    ...(await listPictures(await open("sushi", 2))),
    ...(await listPictures(await open("characters", 1))),
  ];
  const crowd = [...strangers, ...intruders].sort((one, other) => error(other) - error(one));
  await show("strangest-first", sheet(crowd), 10);
  return { strangers, drawn, places: intruders.map((one) => crowd.indexOf(one)) };
}
