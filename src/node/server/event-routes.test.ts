import { Hono } from "hono";
import { expect, test } from "vitest";
import { listenHttp } from "./listen-http.ts";
import { createEventBus } from "./event-bus.ts";
import { eventRoutes } from "./event-routes.ts";

test("events: a subscriber gets all events, and is removed after it disconnects", async () => {
  const eventBus = createEventBus();
  const server = await listenHttp(new Hono().route("/", eventRoutes(eventBus)), { host: "127.0.0.1", port: 0 });
  const address = `http://127.0.0.1:${server.port}/`;
  expect((await fetch(address, { method: "HEAD" })).status).toBe(200);
  const leaving = Array.from({ length: 5 }, () => new AbortController());
  const answers = await Promise.all(leaving.map(({ signal }) => fetch(address, { signal })));
  const until = async (size: number) => {
    while (eventBus.size !== size) await new Promise((done) => setTimeout(done, 5));
  };
  await until(5);
  eventBus.publish({ type: "runs" });
  for (const answer of answers) {
    const reader = answer.body!.getReader();
    let received = "";
    while (!received.includes("runs")) received += new TextDecoder().decode((await reader.read()).value);
    expect(received).toContain('data: {"type":"runs"}\n\n');
  }
  for (const one of leaving) one.abort();
  await until(0);
  await server.close();
});

test("events: a subscriber that does not read is disconnected and needs no memory", async () => {
  const eventBus = createEventBus();
  const app = eventRoutes(eventBus);
  const answer = await app.request("/");
  const reader = answer.body!.getReader();
  await reader.read();
  expect(eventBus.size).toBe(1);
  const log = { type: "metrics", id: "x".repeat(10_000), step: 1, imagesSeen: 1, metrics: {} } as const;
  for (let at = 0; at < 200; at++) eventBus.publish(log);
  expect(eventBus.size).toBe(0);
});
