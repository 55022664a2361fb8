import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { programText } from "../../src/lesson/index.ts";
import { pasteProgram } from "./learn-fixture.ts";
import { pressButton } from "./studio-fixture.ts";

const points = fileURLToPath(new URL("../../lesson/06-points/lesson.ts", import.meta.url));
const solution = programText(readFileSync(points, "utf8"), "solution", "en");

/** Trains the points of chapter 6 for a short time, and waits until they pass their check. */
export async function trainPoints(page: Page, timeout = 160_000): Promise<void> {
  await page.getByRole("heading", { level: 1, name: /^6 / }).waitFor();
  await pasteProgram(page, solution);
  await pressButton(page, "A little");
  await pressButton(page, "Run");
  await page.getByRole("status").filter({ hasText: "Everything passes" }).waitFor({ timeout });
}

/** Shows the first picture of a run to the class; returns once it hangs on the wall. */
export async function showToClass(page: Page, { code, name }: { readonly code: string; readonly name: string }) {
  await page
    .getByRole("button", { name: /^Enlarge / })
    .first()
    .click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Show to the class" }).click();
  await dialog.getByLabel("Join code").fill(code);
  await dialog.getByLabel("Your name").fill(name);
  await dialog.getByLabel("Your name").press("Enter");
  await dialog.getByText("It hangs on the wall").waitFor();
}

/** Returns the parts of a browser that a page has, although pages over plain http have none of them. */
export async function insecureParts(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const parts = navigator as Partial<Navigator>;
    const found = {
      isSecureContext,
      threads: crossOriginIsolated,
      gpu: "gpu" in parts,
      locks: parts.locks !== undefined,
      storage: parts.storage !== undefined,
    };
    return Object.entries(found).flatMap(([name, isThere]) => (isThere ? [name] : []));
  });
}
