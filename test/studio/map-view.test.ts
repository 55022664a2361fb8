import { describe, expect, test } from "vitest";
import { charactersSchema, micahFaces, personasFaces } from "../../src/synthetic/index.ts";
import { choiceColours } from "../../studio/src/feature/explore/choice-colours.ts";
import {
  panView,
  nextInDirection,
  pictureAt,
  toCanvasPoint,
  fullMapView,
  zoomView,
} from "../../studio/src/feature/explore/map-view.ts";

const box = { width: 800, height: 600 };
const places = Float32Array.of(0.2, 0.5, 0.5, 0.5, 0.8, 0.5, 0.5, 0.1);

describe("the view of a map", () => {
  test("the point under the pointer stays in place at every zoom", () => {
    let view = panView(zoomView(fullMapView, box, 3, { left: 400, top: 300 }), box, 40, -25);
    const under = { left: 500, top: 250 };
    const each = 0.88 * 600 * view.zoom;
    const place = [view.x + (500 - 400) / each, view.y + (250 - 300) / each] as const;
    for (const factor of [2, 1.3, 0.5]) {
      view = zoomView(view, box, factor, under);
      const { left, top } = toCanvasPoint(view, box, ...place);
      expect(left).toBeCloseTo(500, 6);
      expect(top).toBeCloseTo(250, 6);
    }
  });

  test("stays within the map, down to the whole map", () => {
    const far = panView(zoomView(fullMapView, box, 4, { left: 400, top: 300 }), box, 1e6, -1e6);
    expect([far.x, far.y]).toEqual([0, 1]);
    expect(zoomView(far, box, 1e-9, { left: 0, top: 0 })).toEqual(fullMapView);
    expect(zoomView(fullMapView, box, 1e9, { left: 400, top: 300 }).zoom).toBe(30);
  });

  test("finds the topmost image at a point", () => {
    const { left, top } = toCanvasPoint(fullMapView, box, 0.8, 0.5);
    expect(pictureAt(places, fullMapView, box, { left, top })).toBe(2);
    expect(pictureAt(places, fullMapView, box, { left: 2, top: 2 })).toBeUndefined();
    expect(pictureAt(Float32Array.of(0.5, 0.5, 0.5, 0.5), fullMapView, box, { left: 400, top: 300 })).toBe(1);
  });

  test("arrow keys select the next image in their direction, if any", () => {
    expect(nextInDirection(places, 1, 1, 0)).toBe(2);
    expect(nextInDirection(places, 1, -1, 0)).toBe(0);
    expect(nextInDirection(places, 1, 0, -1)).toBe(3);
    expect(nextInDirection(places, 2, 1, 0)).toBe(2);
  });
});

describe("the colours of frames", () => {
  const attributes = [
    ...[micahFaces, personasFaces].flatMap((style) => style.attributes.map(({ choices }) => choices)),
    ...Object.values(charactersSchema).flatMap((label) =>
      "values" in label ? [label.values.map(({ value }) => ({ name: value }))] : [],
    ),
  ].map((choices) => choices.map(({ name }) => name));

  test("no two choices of an attribute share one", () => {
    expect(Math.max(...attributes.map(({ length }) => length))).toBeGreaterThan(12);
    for (const names of attributes) expect(new Set(choiceColours(names)).size, names.join()).toBe(names.length);
  });

  test("each colour of hair is nearest to its own frame", () => {
    const { choices } = micahFaces.attributes.find(({ name }) => name === "hair-colour")!;
    const frames = choiceColours(choices.map(({ name }) => name)).map((colour) => rgb(colour.slice(1)));
    for (const [at, { name, options }] of choices.entries()) {
      const hair = rgb(String(options.hairColor));
      const far = frames.map((frame) => Math.hypot(...frame.map((value, part) => value - hair[part])));
      expect(far.indexOf(Math.min(...far)), name).toBe(at);
    }
  });
});

function rgb(hex: string): number[] {
  return [0, 2, 4].map((from) => parseInt(hex.slice(from, from + 2), 16));
}
