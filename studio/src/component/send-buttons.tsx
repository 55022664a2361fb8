import { engine } from "../worker/client.ts";
import type { RenderedPicture } from "../worker/rendered-picture.ts";
import { addToGallery, pictureKey, useGallery } from "../storage/gallery.ts";
import { useRun } from "../storage/current-run.tsx";
import { useLanguage, type Words } from "../language/language.tsx";
import { routeUrl } from "../app/route.ts";
import { Button } from "./button.tsx";
import { fitsModel } from "./fits-model.ts";

const words = {
  keep: { ja: "これまでの絵に入れる", en: "Add to your pictures" },
  isKept: { ja: "これまでの絵にあります", en: "Among your pictures" },
  draw: { ja: "描くへ", en: "Draw" },
  rate: { ja: "好みへ", en: "Rate" },
  morph: { ja: "変身へ", en: "Morph" },
  fuse: { ja: "合体へ", en: "Fuse" },
  sendTo: { ja: "この絵を送る", en: "Send this picture to" },
} satisfies Words;

const icons = { draw: "draw", rate: "heart", morph: "morph", fuse: "fuse" } as const;

/** Screen that takes a picture. */
export type PictureScreen = keyof typeof icons;

/** See {@link SendButtons}. */
export interface SendButtonsProps {
  readonly picture: RenderedPicture;
  /** Screens to send it to. Default: all. */
  readonly to?: readonly PictureScreen[];
  /** Whether a button adds the picture to the gallery. Default false. */
  readonly canKeep?: boolean;
  /** Shows the icons alone. Default false. */
  readonly iconOnly?: boolean;
}

/** Renders buttons that send a picture of the current model to other screens. */
export function SendButtons({
  picture,
  to = ["draw", "rate", "morph", "fuse"],
  canKeep = false,
  iconOnly = false,
}: SendButtonsProps) {
  const { t } = useLanguage();
  const { info, facts } = useRun();
  const key = pictureKey(picture);
  const screens = facts && fitsModel(picture, facts) ? to : to.filter((screen) => screen !== "rate");
  const isKept = useGallery().some((one) => one.key === key);
  const store = (): Promise<void> => addToGallery(info!.id, [picture], Date.now()); // the page is a host
  const send = async (screen: PictureScreen): Promise<void> => {
    if (!isKept) await store(); // the screen looks there for it
    const recipe = screen === "draw" && (await engine().draw.packRecipe(picture.recipe));
    location.hash = routeUrl(screen, recipe ? { recipe } : { picture: key });
  };
  return (
    <div className="row" role="group" aria-label={t(words.sendTo)}>
      {canKeep && (
        <Button icon={isKept ? "check" : "plus"} disabled={isKept} onClick={() => void store()}>
          {t(isKept ? words.isKept : words.keep)}
        </Button>
      )}
      {screens.map((screen) => (
        <Button key={screen} variant="quiet" icon={icons[screen]} iconOnly={iconOnly} onClick={() => void send(screen)}>
          {t(words[screen])}
        </Button>
      ))}
    </div>
  );
}
