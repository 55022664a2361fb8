import type { Page, Worker } from "playwright-core";

/** Has a page of ours start its worker, and waits until that has its calls. */
export async function startWorker(page: Page): Promise<Worker> {
  const [worker] = await Promise.all([page.waitForEvent("worker"), page.evaluate("startWorker()")]);
  while (!(await worker.evaluate("'calls' in globalThis")));
  return worker;
}
