import { expect, test } from "vitest";
import type { RunEvent } from "../../run/index.ts";
import type { Verdict } from "../../train/index.ts";
import { inLanguage } from "../../text/index.ts";
import type { Session } from "../session.ts";
import { reportTraining } from "./report-training.ts";

test("the first health check says where training begins, and advice is given once in a row", async () => {
  const verdicts: Verdict[] = ["undertrained", "undertrained", "undertrained", "healthy", "undertrained"];
  const lines = await printed(verdicts.map((verdict, index) => verdictEvent(100 * index, verdict)));
  expect(lines[0]).toBe("vae: before the first step: 1.25 from the real pictures, variety 40 %");
  expect(lines[1]).toContain("health: undertrained");
  expect(lines.map((line) => line.includes("train longer"))).toEqual([false, true, false, false, true]);
});

test("reconstructions are not called distant from the real images in general", async () => {
  const lines = await printed([0, 100].map((step) => verdictEvent(step, "healthy", "reconstructions")));
  expect(lines[0]).toBe("vae: before the first step: reconstructions 1.25 from their originals, variety 40 %");
  expect(lines[1]).toContain(
    "health: healthy (reconstructions 1.25 from their originals, the best so far, too alike; variety",
  );
});

test("a model that is farther from the real images than before the first step is not called the best", async () => {
  const [, worse] = await printed([
    verdictEvent(0, "undertrained"),
    verdictEvent(100, "undertrained", "drawings", 1.3),
  ]);
  expect(worse).toContain("health: undertrained (1.30");
  expect(worse).not.toContain("the best so far");
});

test("trouble before the first step is named", async () => {
  const [line] = await printed([verdictEvent(0, "broken")]);
  expect(line).toContain("health: broken");
});

type Compared = Extract<RunEvent, { type: "verdict" }>["compared"];

async function printed(events: readonly RunEvent[]): Promise<string[]> {
  const lines: string[] = [];
  const session = {
    language: "en",
    signal: new AbortController().signal,
    print: (text: Parameters<Session["print"]>[0]) =>
      void lines.push(typeof text === "string" ? text : inLanguage(text, "en")),
    emit: () => undefined,
  } as unknown as Session;
  await expect(reportTraining(session, "vae", eventsOf(events))).rejects.toThrow("without a summary");
  return lines;
}

async function* eventsOf(events: readonly RunEvent[]): AsyncGenerator<RunEvent> {
  await Promise.resolve();
  yield* events;
}

function verdictEvent(step: number, verdict: Verdict, compared: Compared = "drawings", distance = 1.25): RunEvent {
  const checkup = { imagesSeen: 16 * step, distance, diversity: 0.4 };
  return { type: "verdict", step, verdict, checkup, compared, best: true };
}
