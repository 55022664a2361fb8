import { expect, test } from "vitest";
import { createReconnector, DatabaseUnavailableError } from "./reconnector.ts";

const never = () => new Promise<number>(() => {});
const answer = async () => 1;

/** Creates a reconnector of a server that does not come back, and collects its notifications. */
function watchedReconnector(isEmbedded = false) {
  const messages: string[] = [];
  const reconnector = createReconnector({
    isEmbedded,
    probeQuery: never,
    onDisconnect: ({ message }) => messages.push(message),
  });
  return { messages, reconnector };
}

test("reconnector: a shortened timeout ends pending queries, and later ones fail at once", async () => {
  const { messages, reconnector } = watchedReconnector();
  const began = performance.now();
  const underWay = [reconnector.run(never), reconnector.run(never, 60)];
  reconnector.hurry(0.05);
  for (const asked of underWay) await expect(asked).rejects.toBeInstanceOf(DatabaseUnavailableError);
  for (let at = 0; at < 100; at++) await expect(reconnector.run(never)).rejects.toThrow("no answer in 0.05 s");
  expect(performance.now() - began).toBeLessThan(3000);
  expect(messages).toEqual([]);
  reconnector.close();
});

test("reconnector: a restored timeout reports a loss once", async () => {
  const { messages, reconnector } = watchedReconnector();
  reconnector.hurry(0.05);
  await expect(reconnector.run(never)).rejects.toThrow("Start the database again, then the studio");
  reconnector.hurry(undefined);
  expect(messages).toEqual([expect.stringContaining("got no answer")]);
  await expect(reconnector.run(never, 0.01)).rejects.toThrow("the studio goes on as soon as it answers");
  expect(messages).toHaveLength(1);
  expect(await reconnector.run(answer)).toBe(1);
  reconnector.close();
});

test("reconnector: a shortened timeout affects neither a timely answer nor the embedded database", async () => {
  const { messages, reconnector } = watchedReconnector();
  reconnector.hurry(5);
  expect(await reconnector.run(answer)).toBe(1);
  reconnector.close();
  const withinFolder = watchedReconnector(true).reconnector;
  withinFolder.hurry(0);
  expect(await withinFolder.run(() => new Promise((done) => setTimeout(() => done(1), 50)))).toBe(1);
  withinFolder.close();
  expect(messages).toEqual([]);
});

test("reconnector: closing ends pending queries", async () => {
  const { messages, reconnector } = watchedReconnector();
  const asked = reconnector.run(never);
  reconnector.close();
  await expect(asked).rejects.toBeInstanceOf(DatabaseUnavailableError);
  expect(messages).toEqual([]);
});
