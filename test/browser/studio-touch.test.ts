import type { CDPSession, Locator, Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { nightlyTest } from "../nightly.ts";
import { rangeOf } from "../../src/studio.ts";
import type { ModelName } from "../../src/model/index.ts";
import { chromiumPath } from "./open-chromium.ts";
import { canvasDataUrl, useTinyStudio } from "./studio-fixture.ts";

/** Position of a finger, fraction of an element's width and height. */
type RelativePoint = readonly [across: number, down: number];

describe.skipIf(chromiumPath === undefined)("fingers on a phone", () => {
  const studio = useTinyStudio(["cgan", "pix2pix"]);

  async function open(screen: string, model?: ModelName): Promise<Page> {
    const phone = { hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } };
    return await studio.open(screen, { ...phone, reducedMotion: "reduce", model });
  }

  test("a map of pictures comes closer between two fingers, and one moves it", async () => {
    const page = await open("look?tab=map", "cgan");
    await page.getByRole("button", { name: "100", exact: true }).tap();
    const map = page.getByRole("application", { name: "A map of 100 pictures" });
    const touch = await fingersOn(map);
    await waitForStillCanvas(map);
    const farther = page.getByRole("button", { name: "Farther" });
    expect(await farther.isEnabled()).toBe(false);
    await touch([[0.45, 0.5], [0.55, 0.5]], [[0.2, 0.5], [0.8, 0.5]]); // oxfmt-ignore
    await expect.poll(() => farther.isEnabled()).toBe(true);
    const closer = await waitForStillCanvas(map);
    await touch([[0.5, 0.5]], [[0.8, 0.7]]);
    await expect.poll(() => canvasDataUrl(map)).not.toBe(closer);
    expect(await treeTransform(page)).toEqual([1, false]);
    await page.context().close();
  });

  nightlyTest("a family tree grows as the fingers part, and one moves it; a tap is a tap", async () => {
    const page = await open("fuse");
    await page.getByRole("button", { name: "See 6 children" }).tap();
    await page.getByRole("button", { name: "Bring into the family" }).nth(1).tap();
    const tree = page.getByRole("group", { name: "The family tree" });
    const child = page.getByRole("button", { name: /^3: child/ });
    await child.waitFor();
    const touch = await fingersOn(tree);
    const before = (await child.boundingBox())!;
    await touch([[0.4, 0.5], [0.6, 0.5]], [[0.3, 0.5], [0.7, 0.5]]); // oxfmt-ignore
    await expect.poll(async () => (await child.boundingBox())!.width / before.width).toBeGreaterThan(1.8);
    const large = (await child.boundingBox())!;
    expect(large.width / before.width).toBeLessThan(2.2); // twice the distance gives twice the size
    await touch([[0.5, 0.5]], [[0.5, 0.3]]);
    await expect.poll(async () => large.y - (await child.boundingBox())!.y).toBeGreaterThan(40);
    const away = (await child.boundingBox())!;
    await touch([[0.4, 0.4], [0.6, 0.4]], [[0.4, 0.6], [0.6, 0.6]]); // oxfmt-ignore
    await expect.poll(async () => (await child.boundingBox())!.y - away.y).toBeGreaterThan(40); // two move it as well
    expect(await treeTransform(page)).toEqual([1, false]);
    await page.getByRole("complementary", { name: "3" }).waitFor({ state: "detached" });
    await child.tap();
    await page.getByRole("complementary", { name: "3" }).waitFor();
    await page.context().close();
  });

  test("the settings come as a sheet; Draw stays in reach, and shows what it draws", async () => {
    const page = await open("draw");
    const settings = page.getByRole("region", { name: "Settings" });
    const order = page.getByRole("button", { name: "Order" });
    await order.waitFor();
    expect(await settings.isVisible()).toBe(false);
    const picture = page.getByRole("region", { name: "Picture" }).getByRole("img");
    await page.locator('section[aria-label="Picture"] canvas:not([data-empty])').waitFor();
    while (/pink/.test((await picture.getAttribute("aria-label"))!)) await redraw(page, picture);
    await order.tap();
    await settings.getByText("hair colour").tap();
    const pink = settings.getByRole("button", { name: /^pink/ });
    expect((await pink.boundingBox())!.height).toBeGreaterThanOrEqual(44);
    await pink.tap();
    // kept is what the next draw has, though the picture that is shown has another
    await page.getByRole("button", { name: /^Keep hair colour: pink/, pressed: true }).waitFor({ state: "attached" });
    await page.getByText("1 kept.").waitFor({ state: "attached" });
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
    await redraw(page, picture);
    expect(await settings.isVisible()).toBe(false);
    expect(await picture.getAttribute("aria-label")).toContain("pink");
    const { top, bottom } = await picture.evaluate((one) => one.getBoundingClientRect());
    expect(top).toBeGreaterThanOrEqual(0);
    expect(bottom).toBeLessThanOrEqual(844);
    // nothing moves while it draws
    const tops = picture.evaluate(async (one) => {
      const all = new Set<number>();
      for (let frame = 0; frame < 40; frame++) {
        await new Promise((next) => requestAnimationFrame(next));
        all.add(one.getBoundingClientRect().top);
      }
      return [...all];
    });
    await redraw(page, picture);
    expect(await tops).toEqual([top]);
    await page.context().close();
  });

  test("the stops of a morph are put in another order", async () => {
    const page = await open("morph");
    const stops = page.getByRole("button", { name: /^picture \d of/ });
    await expect.poll(() => stops.count()).toBe(4);
    const order = () => Promise.all([0, 1].map((at) => canvasDataUrl(stops.nth(at).locator("canvas"))));
    const [one, other] = await order();
    const first = await fingersOn(stops.first());
    const [from, to] = [(await stops.first().boundingBox())!, (await stops.nth(1).boundingBox())!];
    await first([[0.5, 0.5]], [[0.5 + (to.x - from.x) / from.width, 0.5]]);
    await expect.poll(order).toEqual([other, one]);
    await page.context().close();
  });

  test("a finger draws on the paper, and a second one does not", async () => {
    const page = await open("translate");
    const paper = page.getByRole("application");
    await page.getByRole("button", { name: "drawing 2" }).and(page.locator(":enabled")).waitFor();
    await page.getByRole("button", { name: "wasabi", exact: true }).tap();
    const touch = await fingersOn(paper);
    const empty = await waitForStillCanvas(paper);
    await touch([[0.2, 0.5]], [[0.8, 0.6]]);
    expect(await canvasDataUrl(paper)).not.toBe(empty);
    await page.getByRole("button", { name: "Undo" }).tap();
    await expect.poll(() => canvasDataUrl(paper)).toBe(empty); // it was one line
    await touch([[0.2, 0.2], [0.3, 0.9]], [[0.4, 0.2], [0.9, 0.9]]); // oxfmt-ignore
    expect(await colourAt(paper, 0.3, 0.2)).not.toBe(await colourAt(paper, 0.6, 0.9));
    expect(await treeTransform(page)).toEqual([1, false]);
    await page.context().close();
  });

  test("a finger turns the head of a picture, and another one does not disturb it", async () => {
    const page = await open("draw", "cgan");
    const picture = page.getByRole("region", { name: "Picture" }).getByRole("img");
    await page.locator('section[aria-label="Picture"] canvas:not([data-empty])').waitFor();
    const touch = await fingersOn(picture);
    const yaw = async (): Promise<number> =>
      Number(/yaw of the head ([−\d.]+)°/.exec((await picture.getAttribute("aria-label"))!)![1].replace("−", "-"));
    const sampler = await studio.samplerInNode("cgan");
    const tag = sampler.attributes!.tags.findIndex(({ name }) => name === "yaw");
    const [left, right] = rangeOf(sampler.trained.examples![tag])!;
    /** Waits for the pose at a fraction of the learned range; the label shows whole degrees. */
    const waitForYaw = (fraction: number) =>
      expect.poll(async () => Math.abs((await yaw()) - left - fraction * (right - left))).toBeLessThanOrEqual(1);
    // From whatever random pose, two long drags reach the left limit, where one to the right has room.
    for (let drag = 0; drag < 2; drag++) await touch([[0.95, 0.5]], [[0.05, 0.5]]);
    await waitForYaw(0);
    const before = await canvasDataUrl(picture);
    await touch([[0.5, 0.5]], [[0.9, 0.5]]);
    await waitForYaw(0.4);
    const turned = await waitForStillCanvas(picture);
    expect(turned).not.toBe(before);
    await touch([[0.5, 0.5], [0.9, 0.6]], [[0.5, 0.5], [0.1, 0.6]]); // oxfmt-ignore
    expect(await waitForStillCanvas(picture)).toBe(turned);
    await touch([[0.5, 0.5]], [[0.7, 0.5]]); // from where the first finger left it
    await waitForYaw(0.6);
    expect(await treeTransform(page)).toEqual([1, false]);
    await page.context().close();
  });
});

/** Presses Draw, and waits for another picture. */
async function redraw(page: Page, picture: Locator): Promise<void> {
  const before = await canvasDataUrl(picture);
  await page.getByRole("button", { name: "Draw", exact: true }).tap();
  await expect.poll(() => canvasDataUrl(picture)).not.toBe(before);
  await page.getByRole("button", { name: "Draw", exact: true }).waitFor();
}

/** Presses fingers on an element, moves them, and lifts them. */
async function fingersOn(
  element: Locator,
): Promise<(from: readonly RelativePoint[], to: readonly RelativePoint[]) => Promise<void>> {
  const session: CDPSession = await element.page().context().newCDPSession(element.page());
  return async (from, to) => {
    await element.evaluate((one) => one.scrollIntoView({ block: "center" })); // not below the bar at the bottom
    const { x, y, width, height } = (await element.boundingBox())!;
    const [steps, resting] = [12, 12]; // browsers ignore a tap right after a fling
    for (let step = 0; step <= steps + resting; step++) {
      const part = Math.min(1, step / steps);
      const touchPoints = from.map(([across, down], at) => {
        const [a, b] = [across + (to[at][0] - across) * part, down + (to[at][1] - down) * part];
        return { x: x + a * width, y: y + b * height, id: at };
      });
      if (part === 1) await element.evaluate(() => new Promise((drawn) => requestAnimationFrame(drawn)));
      await session.send("Input.dispatchTouchEvent", { type: step === 0 ? "touchStart" : "touchMove", touchPoints });
    }
    await session.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  };
}

/** Returns the zoom of the page itself, and whether the gesture scrolled it: neither should change. */
async function treeTransform(page: Page): Promise<readonly [scale: number, sideways: boolean]> {
  return await page.evaluate(() => [visualViewport!.scale, scrollX > 0] as const);
}

/** Returns the content of a canvas once it is stable. */
async function waitForStillCanvas(canvas: Locator): Promise<string> {
  let before = "";
  await expect
    .poll(async () => {
      const [last, now] = [before, await canvasDataUrl(canvas)];
      before = now;
      return now === last;
    })
    .toBe(true);
  return before;
}

/** Returns the RGBA colour at a point of a canvas, fraction of its width and height. */
async function colourAt(canvas: Locator, across: number, down: number): Promise<string> {
  return await canvas.evaluate(
    (element, [across, down]) => {
      const { width, height } = element as HTMLCanvasElement;
      const context = (element as HTMLCanvasElement).getContext("2d")!;
      return context.getImageData(across * width, down * height, 1, 1).data.join();
    },
    [across, down] as const,
  );
}
