import { expect, test } from "vitest";
import type { Picture } from "../image/index.ts";
import type { RenderedMember } from "../latent/index.ts";
import { familyTree } from "./family-tree.ts";

const picture: Picture = { width: 8, height: 8, channels: 1, pixels: new Uint8Array(64) };
const [hair, mouth, eyes] = [
  { ja: "髪", en: "hair" },
  { ja: "口", en: "mouth" },
  { ja: "目", en: "eyes" },
];
const child: RenderedMember = {
  picture,
  name: "child-1",
  parents: [0, 1],
  share: { a: 0.5, b: 0.25 },
  inherited: { a: [hair, mouth], b: [eyes], new: [] },
  rarity: { word: "epic", percentile: 1 / 240, probability: 1e-6, seen: { count: 0, of: 1000 } },
};
const founders: RenderedMember[] = [
  { picture, name: "7" },
  { picture, name: "<b>&" },
];
const heights = (svg: string) => [...svg.matchAll(/<image x="0" y="0"/g)].length;

test("shows every member, its parents and its inherited traits", () => {
  const { svg } = familyTree([...founders, child], { language: "en" });
  expect(heights(svg)).toBe(3);
  expect(svg.match(/<path /g)).toHaveLength(2);
  for (const said of [">7<", ">&lt;b&gt;&amp;<", ">child-1<", ">epic 1/240<", ">hair, mouth<", ">eyes<"])
    expect(svg).toContain(said);
  expect(familyTree([...founders, child], { language: "ja" }).svg).toContain(">髪、口<");
});

test("the bar is as long as the shares, from either side", () => {
  const { svg } = familyTree([...founders, child], { language: "en" });
  const [whole, a, b] = [...svg.matchAll(/<rect x="([\d.]+)" y="0" width="([\d.]+)" height="5"/g)].map((match) =>
    match.slice(1).map(Number),
  );
  expect(a[0]).toBe(0);
  expect(a[1] / whole[1]).toBeCloseTo(0.5, 2);
  expect(b[0] / whole[1]).toBeCloseTo(0.75, 2);
  expect(b[1] / whole[1]).toBeCloseTo(0.25, 2);
});

test("a line to a later generation passes by the one between, and is one line", () => {
  const { svg } = familyTree([...founders, child, { ...child, parents: [0, 2] }], { language: "en" });
  const paths = [...svg.matchAll(/<path d="([^"]+)"/g)].map(([, d]) => d);
  expect(paths).toHaveLength(4);
  expect(paths.map((path) => path.match(/C/g)!.length)).toEqual([1, 1, 2, 1]);
});

test("a single member is a tree", () => {
  expect(heights(familyTree([founders[0]], { language: "ja" }).svg)).toBe(1);
});
