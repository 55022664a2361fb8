import { expect, test } from "vitest";
import { attend, DatabaseAway } from "./attend.ts";

const never = () => new Promise<number>(() => {});
const answer = async () => 1;

/** Attends to a server that does not come back, and collects what is told of it. */
function attended(embedded = false) {
  const told: string[] = [];
  const attendant = attend({ embedded, probe: never, onAway: ({ message }) => told.push(message) });
  return { told, attendant };
}

test("attend: haste cuts the questions under way, and the later ones fail at once", async () => {
  const { told, attendant } = attended();
  const began = performance.now();
  const underWay = [attendant.ask(never), attendant.ask(never, 60)];
  attendant.hurry(0.05);
  for (const asked of underWay) await expect(asked).rejects.toBeInstanceOf(DatabaseAway);
  for (let at = 0; at < 100; at++) await expect(attendant.ask(never)).rejects.toThrow("no answer in 0.05 s");
  expect(performance.now() - began).toBeLessThan(3000);
  expect(told).toEqual([]);
  attendant.close();
});

test("attend: the end of the haste tells of a loss, once", async () => {
  const { told, attendant } = attended();
  attendant.hurry(0.05);
  await expect(attendant.ask(never)).rejects.toThrow("Start the database again, then the studio");
  attendant.hurry(undefined);
  expect(told).toEqual([expect.stringContaining("got no answer")]);
  await expect(attendant.ask(never, 0.01)).rejects.toThrow("the studio goes on as soon as it answers");
  expect(told).toHaveLength(1);
  expect(await attendant.ask(answer)).toBe(1);
  attendant.close();
});

test("attend: haste does not touch an answer in time, nor the database in the folder", async () => {
  const { told, attendant } = attended();
  attendant.hurry(5);
  expect(await attendant.ask(answer)).toBe(1);
  attendant.close();
  const inFolder = attended(true).attendant;
  inFolder.hurry(0);
  expect(await inFolder.ask(() => new Promise((done) => setTimeout(() => done(1), 50)))).toBe(1);
  inFolder.close();
  expect(told).toEqual([]);
});

test("attend: the close ends the questions under way", async () => {
  const { told, attendant } = attended();
  const asked = attendant.ask(never);
  attendant.close();
  await expect(asked).rejects.toBeInstanceOf(DatabaseAway);
  expect(told).toEqual([]);
});
