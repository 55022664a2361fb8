import type { Words } from "../../language/language.tsx";

export const words = {
  lead: {
    ja: "絵から絵を引き、別の絵に足します。「めがねの人 − めがねのない人 ＋ 別の人」は、別の人にめがねをかけた絵になります。",
    en: "Take one picture from another and add what is left to a third: someone with glasses − the same without + someone else = someone else with glasses.",
  },
  example: { ja: "例を見る", en: "Show an example" },
  clear: { ja: "消す", en: "Clear" },
  sum: { ja: "式", en: "The sum" },
  empty: {
    ja: "下の絵をクリックすると、式に入ります。記号をクリックすると ＋ と − が入れかわります。",
    en: "Click pictures below to put them into the sum. Click a sign to change it.",
  },
  plus: { ja: "足す", en: "plus" },
  minus: { ja: "引く", en: "minus" },
  signOf: { ja: "{name}: {sign}（クリックで変える）", en: "{name}: {sign} (click to change)" },
  weight: { ja: "{name}の量", en: "How much of {name}" },
  remove: { ja: "{name}を外す", en: "Take {name} out" },
  picture: { ja: "絵 {number}", en: "picture {number}" },
  result: { ja: "答えの絵", en: "The result" },
  needPicture: { ja: "＋ の絵を 1 枚以上入れてください。", en: "Put in at least one picture with a plus." },
  byWord: { ja: "ことばで", en: "By words" },
  attribute: { ja: "属性", en: "Attribute" },
  choice: { ja: "値", en: "Value" },
  addWord: { ja: "足す", en: "Add" },
  takeWord: { ja: "引く", en: "Take away" },
  directions: { ja: "作ったスライダーで", en: "By sliders you made" },
  full: { ja: "式に入るのは 6 つまでです。", en: "A sum has six parts at most." },
  pick: { ja: "式に入れる絵", en: "Pictures to put in" },
} satisfies Words;
