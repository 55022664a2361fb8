import { ratingsForTaste, useTaste } from "../storage/use-taste.ts";
import { useLanguage, type Words } from "../language/language.tsx";
import { routeUrl } from "../app/route.ts";
import { Button, type ButtonProps } from "./button.tsx";
import { Icon } from "./icon.tsx";

const words = {
  liked: { ja: "好みで描く", en: "To my taste" },
  moreRatings: { ja: "好みで描く（あと {count} 枚）", en: "To my taste ({count} to rate)" },
} satisfies Words;

/** See {@link TasteButton}. */
export interface TasteButtonProps extends Pick<ButtonProps, "disabled" | "onClick" | "iconOnly" | "variant"> {
  /** Whether a rater with few ratings gets a link to the screen Rate; otherwise nothing. Default false. */
  readonly canInvite?: boolean;
}

/** Renders the button that draws to the rater's taste; before there is one, the way to it. */
export function TasteButton({ canInvite = false, ...rest }: TasteButtonProps) {
  const { t } = useLanguage();
  const { isReady, ratedCount } = useTaste();
  if (isReady)
    return (
      <Button icon="heart" {...rest}>
        {t(words.liked)}
      </Button>
    );
  if (!canInvite) return undefined;
  return (
    <a className="button" data-look="quiet" href={routeUrl("rate")}>
      <Icon name="heart" />
      {t(words.moreRatings, { count: ratingsForTaste - ratedCount })}
    </a>
  );
}
