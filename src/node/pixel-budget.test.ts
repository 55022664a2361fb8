import { expect, test } from "vitest";
import { pixelBudget } from "./pixel-budget.ts";

test("pixel budget: concurrent work stays within the budget and in order, and larger work runs alone", async () => {
  const budget = pixelBudget(100);
  const running = new Set<number>();
  const begun: number[] = [];
  const sizes = [60, 40, 50, 30, 150, 10, 20];
  let most = 0;
  const work = sizes.map((pixels, at) =>
    budget.use(pixels, async () => {
      begun.push(at);
      running.add(at);
      const total = [...running].reduce((sum, one) => sum + sizes[one], 0);
      expect(total <= 100 || running.size === 1).toBe(true);
      most = Math.max(most, running.size);
      await new Promise((done) => setTimeout(done, 5));
      running.delete(at);
      return pixels;
    }),
  );
  expect(await Promise.all(work)).toEqual(sizes);
  expect(begun).toEqual(sizes.map((_, at) => at));
  expect(most).toBe(2);
});

test("pixel budget: failed work releases its pixels", async () => {
  const budget = pixelBudget(10);
  await expect(budget.use(10, () => Promise.reject(new Error("broken")))).rejects.toThrow("broken");
  expect(await budget.use(10, async () => 1)).toBe(1);
});
