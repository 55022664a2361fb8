import { existsSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { cliProgramPath } from "../studio/spawn-studio.ts";
import { chromiumPath } from "./open-chromium.ts";
import { useServerStudio } from "./studio-fixture.ts";

describe.skipIf(chromiumPath === undefined || !existsSync(cliProgramPath))("many tabs with the page", () => {
  const studio = useServerStudio();

  test("all of them hear of a training, also after the first was closed", async () => {
    const first = await studio.open("train");
    const context = first.context();
    const open = async () => {
      const tab = await context.newPage();
      await tab.goto(first.url());
      await tab.getByRole("heading", { name: "Train", exact: true }).waitFor();
      return tab;
    };
    const tabs = [first];
    while (tabs.length < 8) tabs.push(await open()); // browsers allow six connections to a host
    const old = await context.newPage();
    await old.addInitScript("delete globalThis.SharedWorker");
    await old.goto(first.url());
    tabs.push(old);
    const ask = (model: string) =>
      studio.studio
        .postJson("/api/jobs", { model, source: "sushi", minutes: 5, size: 16, count: 40 })
        .then((answer) => {
          expect(answer.ok).toBe(true);
        });
    const allSee = (words: string) =>
      Promise.all(tabs.map((tab) => tab.getByRole("button", { name: words }).waitFor()));
    await Promise.all(tabs.map((tab) => tab.getByRole("button", { name: "Start" }).waitFor()));
    await ask("vae");
    await allSee("Sushi, VAE The server · training");
    await tabs.shift()!.close();
    await studio.studio.postJson("/api/jobs/vae-sushi/stop", {});
    await allSee("Sushi, VAE The server · finished");
    await context.close();
  });

  test("one that connects late shows what has changed since it read the list", async () => {
    const { request } = studio.studio;
    const context = (await studio.open("about")).context();
    const page = await context.newPage();
    await page.addInitScript("delete globalThis.SharedWorker"); // a connection of its own, to delay
    let connect = (): void => {};
    const delay = new Promise<void>((done) => (connect = done));
    await page.route("**/api/events", async (route) => {
      await delay;
      await route.continue();
    });
    await page.goto(`${studio.studio.origin}/?lang=en#/train`);
    const training = page.getByRole("button", { name: "Sushi, VAE The server · finished" });
    await training.waitFor();
    expect((await request("/api/jobs/vae-sushi?run=delete", { method: "DELETE" })).status).toBe(200);
    connect();
    await training.waitFor({ state: "detached" });
    await context.close();
  });
});
