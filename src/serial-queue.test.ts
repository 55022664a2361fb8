import { expect, test } from "vitest";
import { createSerialQueue } from "./serial-queue.ts";

test("serial queue: work runs in order, one piece at a time, and a failure stops nothing", async () => {
  const queue = createSerialQueue();
  const log: string[] = [];
  const work = (name: string, fails = false) =>
    queue.run(async () => {
      log.push(`${name} begins`);
      await new Promise((done) => setTimeout(done, 1));
      log.push(`${name} ends`);
      if (fails) throw new Error(name);
      return name;
    });
  const [first, second, third] = [work("a"), work("b", true), work("c")];
  await expect(second).rejects.toThrow("b");
  expect([await first, await third]).toEqual(["a", "c"]);
  expect(log).toEqual(["a begins", "a ends", "b begins", "b ends", "c begins", "c ends"]);
  void work("d");
  await queue.ended();
  expect(log.at(-1)).toBe("d ends");
});
