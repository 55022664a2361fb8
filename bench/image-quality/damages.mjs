/** Damages of real pictures, `[count, 3, size, size]` in [−1, 1]: each returns a new set. */
import sharp from "sharp";
import { random } from "omakase";

/** Returns the damages of a set by name; lengths are in px of 64. */
export function damages(pictures, size) {
  const plane = size * size;
  const each = 3 * plane;
  const count = pictures.length / each;
  const scale = size / 64;
  const bound = (value) => Math.max(-1, Math.min(1, value));
  const other = (at, stream) => (at + 1 + stream.integer(count - 1)) % count;
  const apply = (change) => {
    const damaged = pictures.slice();
    for (let at = 0; at < count; at++)
      change(damaged.subarray(at * each, (at + 1) * each), random(7, "damage", at), at);
    return damaged.map(bound);
  };
  const blur = (std) => apply((picture) => blurPicture(picture, size, std * scale));
  const noise = (std) => apply((picture, stream) => picture.forEach((_, at) => (picture[at] += std * stream.normal())));
  const checks = (height, period) =>
    apply((picture) => {
      for (let at = 0; at < each; at++) {
        const [x, y] = [at % size, Math.floor(at / size) % size].map((place) => Math.floor(place / period));
        picture[at] += (x + y) % 2 ? height : -height;
      }
    });
  const grit = (std, width) =>
    apply((picture, stream) => {
      const specks = Float32Array.from({ length: each }, () => stream.normal());
      blurPicture(specks, size, width * scale);
      const gain = std * 2 * Math.sqrt(Math.PI) * width * scale; // a blur divides the spread of noise by as much
      for (let at = 0; at < each; at++) picture[at] += gain * specks[at];
    });
  const tint = (std) =>
    apply((picture, stream) => {
      const shift = [0, 1, 2].map(() => std * stream.normal());
      for (let at = 0; at < each; at++) picture[at] += shift[Math.floor(at / plane)];
    });
  const grey = (part) =>
    apply((picture) => {
      for (let at = 0; at < plane; at++) {
        const mean = (picture[at] + picture[at + plane] + picture[at + 2 * plane]) / 3;
        for (let of = at; of < each; of += plane) picture[of] += part * (mean - picture[of]);
      }
    });
  const few = (kept) => apply((picture, _, at) => picture.set(pictures.subarray((at % kept) * each, ((at % kept) + 1) * each))); // oxfmt-ignore
  const mixed = (part) =>
    apply((picture, stream, at) => {
      const from = other(at, stream) * each;
      for (let of = 0; of < each; of++) picture[of] += part * (pictures[from + of] - picture[of]);
    });
  /** Copies square tiles, `source(tile)` → tile. */
  const tiles = (side, source) =>
    apply((picture, stream, at) => {
      const tile = size / side;
      const order = stream.permutation(side * side);
      for (let to = 0; to < side * side; to++) {
        const { image, from } = source({ at, to, stream, order });
        for (let of = 0; of < 3 * tile * tile; of++) {
          const [x, y, channel] = [of % tile, Math.floor(of / tile) % tile, Math.floor(of / tile / tile)];
          const place = (which) => channel * plane + (Math.floor(which / side) * tile + y) * size + (which % side) * tile + x; // oxfmt-ignore
          picture[place(to)] = pictures[image * each + place(from)];
        }
      }
    });
  const shuffled = (side) => tiles(side, ({ at, to, order }) => ({ image: at, from: order[to] }));
  const patched = (side) =>
    tiles(side, ({ at, to, stream }) => ({ image: stream.uniform() < 0.5 ? at : other(at, stream), from: to }));
  const half = (damaged) => {
    const joined = pictures.slice();
    for (let at = 1; at < count; at += 2) joined.set(damaged.subarray(at * each, (at + 1) * each), at * each);
    return joined;
  };
  return {
    nothing: () => pictures,
    "blur 0.6": () => blur(0.6),
    "blur 1.2": () => blur(1.2),
    "blur 2.5": () => blur(2.5),
    "half blurred": () => half(blur(2)),
    "noise 0.06": () => noise(0.06),
    "noise 0.2": () => noise(0.2),
    "grit 0.1": () => grit(0.1, 1),
    "grit 0.25": () => grit(0.25, 0.8),
    "checks of 1 px": () => checks(0.06, 1),
    "checks of 2 px": () => checks(0.12, 2),
    "JPEG 60": () => jpeg(pictures, size, 60),
    "JPEG 15": () => jpeg(pictures, size, 15),
    "tint 0.25": () => tint(0.25),
    "grey 0.7": () => grey(0.7),
    "only 50": () => few(50),
    "only 8": () => few(8),
    "mixed 0.25": () => mixed(0.25),
    "shuffled 2 × 2": () => shuffled(2),
    "shuffled 8 × 8": () => shuffled(8),
    "patches of others": () => patched(4),
  };
}

/** Blurs in place. */
function blurPicture(picture, size, std) {
  const reach = Math.ceil(3 * std);
  const weights = Array.from({ length: 2 * reach + 1 }, (_, at) => Math.exp(-(((at - reach) / std) ** 2) / 2));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const inside = (at) => Math.min(size - 1, Math.max(0, at));
  for (const step of [1, size]) {
    const copy = picture.slice();
    for (let at = 0; at < picture.length; at++) {
      const place = Math.floor(at / step) % size;
      let sum = 0;
      for (let k = -reach; k <= reach; k++) sum += weights[k + reach] * copy[at + (inside(place + k) - place) * step];
      picture[at] = sum / total;
    }
  }
}

async function jpeg(pictures, size, quality) {
  const plane = size * size;
  const damaged = new Float32Array(pictures.length);
  for (let from = 0; from < pictures.length; from += 3 * plane) {
    const at = (index) => from + (index % 3) * plane + Math.floor(index / 3);
    const bytes = Uint8Array.from({ length: 3 * plane }, (_, index) => Math.round((pictures[at(index)] + 1) * 127.5));
    const raw = { width: size, height: size, channels: 3 };
    const encoded = await sharp(bytes, { raw }).jpeg({ quality }).toBuffer();
    const decoded = await sharp(encoded).raw().toBuffer();
    decoded.forEach((value, index) => (damaged[at(index)] = value / 127.5 - 1));
  }
  return damaged;
}
