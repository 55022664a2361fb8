/**
 * `node bench/studio-rating.mjs --address http://127.0.0.1:4649/ --likes "pink"`: a stubborn rater before the studio's page.
 * He looks at what the page says of each picture (the words that are read out to who does not see it), and calls it Good
 * if they hold what he likes, else Bad; nothing else tells him or the page. Prints the share of Good of ten at a time,
 * beside another who is shown surprises only (`liking` 0). `--ratings 60`, `--run name`, `--raters 3`, `--json yes`.
 */
import { launchChromium } from "./launch-chromium.mjs";
import { parseBenchOptions } from "./parse-bench-options.mjs";

const settings = parseBenchOptions({
  address: "http://127.0.0.1:4649/",
  likes: "hair colour pink",
  run: "",
  ratings: 60,
  raters: 3,
  chromium: "/usr/bin/chromium",
  json: "no",
});
const { address, likes, run, ratings, raters } = settings;
const browser = await launchChromium(settings.chromium);
for (const liking of [1, 0]) {
  const shares = [];
  for (let rater = 0; rater < raters; rater++) {
    const page = await browser.newPage();
    await page.addInitScript((value) => localStorage.setItem("omakase.rate.liking", String(value)), liking);
    await page.goto(`${address}?lang=en#/rate`);
    if (run !== "") {
      await page.getByRole("combobox").click();
      await page.getByRole("option", { name: run }).click();
    }
    const good = [];
    for (let count = 1; count <= ratings; count++) {
      const picture = page.locator("canvas[aria-label^='The picture to rate: ']");
      const label = await picture.getAttribute("aria-label");
      const isGood = label.split(/: |, /).includes(likes);
      good.push(isGood ? 1 : 0);
      await page.keyboard.press(isGood ? "g" : "b");
      await page.getByText(new RegExp(`^${count} rated$`)).waitFor();
      await page.waitForTimeout(300); // the page chooses the next images in the meantime
    }
    shares.push(good);
    await page.close();
  }
  const tens = Array.from({ length: Math.floor(ratings / 10) }, (_, ten) => {
    const some = shares.flatMap((good) => good.slice(10 * ten, 10 * ten + 10));
    return Math.round((100 * some.reduce((sum, value) => sum + value, 0)) / some.length);
  });
  const row = { likes, liking, raters, tens };
  console.log(settings.json === "yes" ? JSON.stringify(row) : `${likes}, liking ${liking}: ${tens.join(" ")} %`);
}
await browser.close();
