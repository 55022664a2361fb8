import type { Page, Worker } from "playwright-core";

/** Starts the worker of a page, and waits until it offers its calls. */
export async function startWorker(page: Page): Promise<Worker> {
  const [worker] = await Promise.all([page.waitForEvent("worker"), page.evaluate("startWorker()")]);
  while (!(await worker.evaluate("'calls' in globalThis")));
  return worker;
}
