import { useSetting } from "../../storage/setting.ts";
import { useLanguage } from "../../language/language.tsx";
import { Button } from "../../component/button.tsx";
import { words } from "./words.ts";

const isText = (value: unknown): value is string => typeof value === "string";

/** Renders the button that draws the picture of the day; it stands out until the day's picture was seen. */
export function DailyButton({
  modelHash,
  onApproach,
  onDraw,
}: {
  readonly modelHash: string;
  /** Called when the button is about to be pressed. */
  readonly onApproach: () => void;
  readonly onDraw: (day: string) => void;
}) {
  const { t } = useLanguage();
  const [seenDay, setSeenDay] = useSetting(`daily.${modelHash}`, "", isText);
  return (
    <Button
      icon="sun"
      filled={seenDay !== utcDay()}
      onPointerEnter={onApproach}
      onFocus={onApproach}
      onClick={() => {
        const today = utcDay(); // the page may have been open since yesterday
        setSeenDay(today);
        onDraw(today);
      }}
    >
      {t(words.daily)}
    </Button>
  );
}

/** Returns today's date in UTC, so that the day is the same everywhere; the page is a host. */
function utcDay(): string {
  return new Date().toISOString().slice(0, 10);
}
