import { rarityLabels, type Rarity, type Text } from "omakase/studio";
import { engine } from "../../worker/client.ts";
import type { RenderedPicture } from "../../worker/rendered-picture.ts";
import type { PageLanguage } from "../../language/language.tsx";
import { saveFile } from "../../component/save-file.ts";
import { oddsOf, rarityStars } from "../../component/rarity-badge.tsx";
import { pictureName } from "../../component/picture-name.ts";
import { cardPictureSide, drawCard } from "./draw-card.ts";
import { pictureLink, recipePng } from "./picture-files.ts";
import { words } from "./words.ts";

/**
 * Shares or saves a card; its PNG holds the recipe.
 *
 * @param address - address of the page for the small print; may be empty.
 * @returns the message about it; undefined if the person closed the share sheet.
 */
export async function shareCard(
  shown: RenderedPicture,
  address: string,
  t: PageLanguage["t"],
): Promise<Text | undefined> {
  const { candidate, recipe, pixels } = shown;
  const [rarity] = await engine().draw.rarity(recipe.run, [candidate]);
  const style = getComputedStyle(document.documentElement);
  const name = t(pictureName(candidate.id));
  // sharp by the network that enlarges; without it, smoothed
  const large = await engine()
    .export.enlarged(pixels, cardPictureSide)
    .catch(() => pixels);
  const card = drawCard(
    large,
    {
      name,
      rarity: rarity ? rarityText(rarity, t) : "",
      rarityColour: style.getPropertyValue(rarity ? `--${rarity.word}` : "--accent"),
      footer: ["omakase", recipe.run, address].filter((part) => part !== "").join(" · "),
    },
    getComputedStyle(document.body),
  );
  const png = await recipePng({ candidate, recipe, pixels: card });
  const file = new File([png], `omakase-${name}.png`, { type: "image/png" });
  if (!("canShare" in navigator) || !navigator.canShare({ files: [file] })) {
    saveFile(file.name, file, file.type);
    return words.cardSaved;
  }
  try {
    await navigator.share({ files: [file], title: name, url: await pictureLink(shown) });
  } catch (error) {
    if (!(error instanceof DOMException && error.name === "AbortError")) throw error;
  }
  return undefined;
}

function rarityText(rarity: Rarity, t: PageLanguage["t"]): string {
  const count = oddsOf(rarity.percentile);
  const texts = { stars: rarityStars(rarity), rarity: t(rarityLabels[rarity.word]), count };
  return t(count > 1 ? words.cardRarity : words.cardCommon, texts);
}
