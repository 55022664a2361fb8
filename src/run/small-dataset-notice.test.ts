import { expect, test } from "vitest";
import { smallDatasetNotice } from "./small-dataset-notice.ts";

test("smallDatasetNotice: names the number of pictures, what follows, and what helps", () => {
  expect(smallDatasetNotice(1)?.en).toMatch(/^1 picture is very few.*only copy.*200 or more/);
  expect(smallDatasetNotice(19)?.en).toMatch(/^19 pictures are very few.*only copy/);
  expect(smallDatasetNotice(20)?.en).toMatch(/^20 pictures are few.*resemble.*200 or more/);
  expect(smallDatasetNotice(199)?.ja).toContain("199 枚");
  expect(smallDatasetNotice(200)).toBeUndefined();
});
