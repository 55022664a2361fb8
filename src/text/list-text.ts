import { defineTexts } from "./define-texts.ts";
import { listSentences as english } from "./en/list.ts";
import { listSentences as japanese } from "./ja/list.ts";
import { inLanguage, writeText, type Text } from "./language.ts";

const { named, ...marks } = defineTexts("list", english, japanese);

/** Lists texts with a mark between them, in the manner of each language. */
export function listText(items: readonly (Text | string)[], mark: keyof typeof marks = "comma"): Text {
  return writeText((language) =>
    items.map((item) => inLanguage(item, language)).join(inLanguage(marks[mark], language)),
  );
}

/** Returns a name, which is English, with its label behind it in other languages, unless that is the same. */
export function nameWithLabel({ name, label }: { readonly name: string; readonly label: Text }): Text {
  return writeText((language) => {
    const word = inLanguage(label, language);
    return language === "en" || word === name ? name : inLanguage(named({ name, label: word }), language);
  });
}
