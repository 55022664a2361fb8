/** Draws figures of the course without words, the same in both languages, for `script/lesson-pictures.mjs`. */
import sharp from "sharp";

const paper = "#fdfdf9";
const [blue, orange, red] = ["#1f6fb8", "#e0641c", "#c4161c"];

/** Encodes a picture of 3 channels, enlarged to squares, as an image of an SVG. */
async function svgImage({ width, height, pixels }, { x, y, side }) {
  const raw = { raw: { width, height, channels: 3 } };
  const png = await sharp(Buffer.from(pixels), raw).resize(side, side, { kernel: "nearest" }).png().toBuffer();
  return `<image x="${x}" y="${y}" width="${side}" height="${side}" href="data:image/png;base64,${png.toString("base64")}"/>`;
}

/** Composes a figure from its drawing. */
function figure(width, height, drawing) {
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" ` +
    `font-family="Noto Sans JP, sans-serif" font-size="17"><rect width="100%" height="100%" fill="${paper}"/>${drawing}</svg>`;
  return { svg, width, height };
}

/**
 * Draws rows of pictures.
 *
 * @param heads - numbers above the columns; empty for none.
 * @param sides - numbers at the left of the rows.
 */
export async function pictureGrid(rows, { side = 96, heads = [], sides = [] } = {}) {
  const gap = 4;
  const [left, top] = [sides.length > 0 ? 48 : gap, heads.length > 0 ? 28 : gap];
  const [x, y] = [(column) => left + column * (side + gap), (row) => top + row * (side + gap)];
  const images = await Promise.all(
    rows.flatMap((row, at) => row.map((picture, column) => svgImage(picture, { x: x(column), y: y(at), side }))),
  );
  const above = heads.map((head, at) => `<text x="${x(at) + side / 2}" y="20" text-anchor="middle">${head}</text>`);
  const beside = sides.map(
    (name, at) => `<text x="${left - 10}" y="${y(at) + side / 2 + 6}" text-anchor="end">${name}</text>`,
  );
  const drawing = `${images.join("")}<g fill="#333">${above.join("")}${beside.join("")}</g>`;
  return figure(x(rows[0].length), y(rows.length), drawing);
}

/** Draws a picture in a frame of a colour. */
async function framed(picture, { x, y, side }, colour) {
  const frame = `<rect x="${x - 2}" y="${y - 2}" width="${side + 4}" height="${side + 4}" fill="none" stroke="${colour}" stroke-width="4"/>`;
  return (await svgImage(picture, { x, y, side })) + frame;
}

/**
 * Draws scores from small to large, blue up to a limit and red above it; dashed at the limit, with the place of 95 %. At the
 * right, a refused plate is above the line and a sold one below.
 */
export async function limitBars(scores, limit, { refused, sold }) {
  const [left, floor, step] = [28, 204, 4];
  const sorted = scores.slice().sort((one, other) => one - other);
  const scale = (floor - 30) / sorted.at(-1);
  const bars = sorted.map((score, at) => {
    const colour = score > limit ? red : blue;
    const height = score * scale;
    return `<rect x="${left + at * step}" y="${(floor - height).toFixed(1)}" width="3" height="${height.toFixed(1)}" fill="${colour}"/>`;
  });
  const y = floor - limit * scale;
  const place = left + 0.95 * sorted.length * step + 1.5;
  const line = `<path d="M${left} ${y.toFixed(1)}H540" stroke="#333" stroke-width="2" stroke-dasharray="7 5"/>`;
  const axis = `<path d="M${left} ${floor}H${left + sorted.length * step}M${place} ${floor}v7" stroke="#777" fill="none"/>`;
  const number = `<text x="${place}" y="${floor + 24}" text-anchor="middle" fill="#555">95 %</text>`;
  const side = 64;
  const plates = [
    await framed(refused, { x: 452, y: y - side - 12, side }, red),
    await framed(sold, { x: 452, y: y + 14, side }, blue),
  ];
  return figure(560, 236, bars.join("") + axis + line + number + plates.join(""));
}

/**
 * Draws sets of fakes, each beside the real pictures: a dot is a picture, blue for real and orange for fake, with the
 * distance above and a picture of each kind at the right.
 *
 * @param real - `places`, `[x, y]` of each real picture, and `picture`, one of them.
 * @param sets - `places` and `picture` of fakes, and their `distance`.
 */
export async function distanceClouds(real, sets) {
  const [width, top, bottom, side] = [280, 44, 222, 48];
  const places = [real, ...sets].flatMap((set) => set.places);
  const [[left, right], [low, high]] = [0, 1].map((axis) => {
    const values = places.map((place) => place[axis]);
    return [Math.min(...values), Math.max(...values)];
  });
  const scale = Math.min((width - 50) / (right - left), (bottom - top) / (high - low));
  const dots = ({ places }, from, colour) => {
    const circles = places.map(([x, y]) => {
      const [cx, cy] = [from + 18 + (x - left) * scale, bottom - (y - low) * scale];
      return `<circle cx="${cx.toFixed(1)}" cy="${cy.toFixed(1)}" r="2.6"/>`;
    });
    return `<g fill="${colour}" fill-opacity=".6">${circles.join("")}</g>`;
  };
  const panels = await Promise.all(
    sets.map(async (fake, at) => {
      const from = at * width;
      const number = `<text x="${from + width / 2}" y="28" text-anchor="middle" font-weight="700">${fake.distance.toFixed(0)}</text>`;
      const pictures = [
        await framed(real.picture, { x: from + 150, y: top, side }, blue),
        await framed(fake.picture, { x: from + 214, y: top, side }, orange),
      ];
      return dots(real, from, blue) + dots(fake, from, orange) + number + pictures.join("");
    }),
  );
  const borders = sets
    .slice(1)
    .map((_, at) => `<path d="M${(at + 1) * width} 16V220" stroke="#e3dfd0" stroke-width="2"/>`);
  return figure(sets.length * width, 236, borders.join("") + panels.join(""));
}
