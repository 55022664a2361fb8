import type { Insight } from "../../engine/taste.ts";
import { useLanguage } from "../../language/language.tsx";
import { GoodChart } from "./good-chart.tsx";
import { GuessChart } from "./guess-chart.tsx";
import { words } from "./words.ts";

/** Whether it learns: the share of Good, and expected beside actual ratings. */
export function RecordPanels({ insight }: { readonly insight: Insight | undefined }) {
  const { say } = useLanguage();
  const nothing = <p className="muted">{say(insight && insight.count > 0 ? words.choicesOnly : words.few)}</p>;
  return (
    <>
      <section className="panel" aria-labelledby="good-share">
        <h2 id="good-share">{say(words.good)}</h2>
        {insight && insight.learned.goodShares.length > 0 ? <GoodChart shares={insight.learned.goodShares} /> : nothing}
      </section>
      <section className="panel" aria-labelledby="guesses">
        <h2 id="guesses">{say(words.guesses)}</h2>
        {insight && insight.learned.guesses.length > 0 ? <GuessChart {...insight.learned} /> : nothing}
      </section>
    </>
  );
}
