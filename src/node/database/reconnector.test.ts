import { expect, test } from "vitest";
import { createReconnector, DatabaseUnavailableError } from "./reconnector.ts";

const never = () => new Promise<number>(() => {});
const answer = async () => 1;

/** Creates a reconnector of a server that does not come back, and collects its notifications. */
function attended(isEmbedded = false) {
  const told: string[] = [];
  const attendant = createReconnector({
    isEmbedded,
    probeQuery: never,
    onDisconnect: ({ message }) => told.push(message),
  });
  return { told, attendant };
}

test("reconnector: a shortened timeout ends pending queries, and later ones fail at once", async () => {
  const { told, attendant } = attended();
  const began = performance.now();
  const underWay = [attendant.run(never), attendant.run(never, 60)];
  attendant.hurry(0.05);
  for (const asked of underWay) await expect(asked).rejects.toBeInstanceOf(DatabaseUnavailableError);
  for (let at = 0; at < 100; at++) await expect(attendant.run(never)).rejects.toThrow("no answer in 0.05 s");
  expect(performance.now() - began).toBeLessThan(3000);
  expect(told).toEqual([]);
  attendant.close();
});

test("reconnector: a restored timeout reports a loss once", async () => {
  const { told, attendant } = attended();
  attendant.hurry(0.05);
  await expect(attendant.run(never)).rejects.toThrow("Start the database again, then the studio");
  attendant.hurry(undefined);
  expect(told).toEqual([expect.stringContaining("got no answer")]);
  await expect(attendant.run(never, 0.01)).rejects.toThrow("the studio goes on as soon as it answers");
  expect(told).toHaveLength(1);
  expect(await attendant.run(answer)).toBe(1);
  attendant.close();
});

test("reconnector: a shortened timeout affects neither a timely answer nor the embedded database", async () => {
  const { told, attendant } = attended();
  attendant.hurry(5);
  expect(await attendant.run(answer)).toBe(1);
  attendant.close();
  const withinFolder = attended(true).attendant;
  withinFolder.hurry(0);
  expect(await withinFolder.run(() => new Promise((done) => setTimeout(() => done(1), 50)))).toBe(1);
  withinFolder.close();
  expect(told).toEqual([]);
});

test("reconnector: closing ends pending queries", async () => {
  const { told, attendant } = attended();
  const asked = attendant.run(never);
  attendant.close();
  await expect(asked).rejects.toBeInstanceOf(DatabaseUnavailableError);
  expect(told).toEqual([]);
});
