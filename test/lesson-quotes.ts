/** Place of the texts, in both languages. */
export interface Quote {
  readonly chapter: number;
  readonly en: string;
  readonly ja: string;
}

/**
 * Places of the course's texts that quote a measurement. A name in braces is a value of `docs/lesson-numbers.json`, in the same
 * chapter; `:1` gives one decimal, `:comma` groups thousands, and without either it is a whole number.
 */
export const quotes: readonly Quote[] = [
  {
    chapter: 1,
    en: "was {seven} after 7 faces, and {all} after 400",
    ja: "ときが {seven}、400 人から学ぶと {all} でした",
  },
  { chapter: 3, en: "**{holesTenthsAe} in 10** landed in a hole", ja: "**2000 回のうち半分以上**" },
  { chapter: 3, en: "about {holesTenthsVae} in 10 dice", ja: "10 個に {holesTenthsVae} 個ほど" },
  {
    chapter: 4,
    en: "have {straight} % going straight, and {round} % going round",
    ja: "途中は {straight} %、まるい道の途中は {round} %",
  },
  ...[
    ["inspection", "検品", "inspection", "redraw"],
    ["gacha", "ガチャ", "gacha", "difference"],
    ["menu", "新メニュー", "menu", "dice"],
  ].map(([job, ja, en, best]) => ({ chapter: 5, en: yenRow(job, en, best, "yen"), ja: yenRow(job, ja, best, "円") })),
  { chapter: 7, en: "from {untrained}, untrained, to {distance}.", ja: "学習前の {untrained} から {distance} まで" },
  {
    chapter: 8,
    en: "is {before:1} with the losses of chapter 7, and {after:1} with yours",
    ja: "7 章の損失で {before:1}、あなたの損失で {after:1} でした",
  },
  { chapter: 9, en: "distance of {goal}, and has seen {anew} notes", ja: "距離は {goal}。見たお札は {anew} 枚" },
  { chapter: 9, en: "was there after **{follow}**", ja: "**{follow} 枚**で" },
  { chapter: 9, en: "stays at {old}:", ja: "距離は {old} のまま" },
  {
    chapter: 10,
    en: "it is {traced} % of the real one, after the game {finished} %",
    ja: "本物の {traced} %、対決のあとは {finished} %",
  },
  { chapter: 10, en: "gets no further than {tracedLonger} %", ja: "続けても、{tracedLonger} % まで" },
  { chapter: 11, en: "went from {before} % to {after} %", ja: "{before} % から {after} % に" },
  { chapter: 11, en: 'says "good" to {saidAfter} %', ja: "「よい」は、{saidAfter} % だけ" },
  { chapter: 11, en: "On the first day, too, he said it to {saidBefore} %", ja: "言った {saidBefore} % から" },
  { chapter: 11, en: "it would have been {before} %", ja: "はじめの日も {before} % のはず" },
  { chapter: 11, en: "Of {good} that he had called good, {dropped} were", ja: "{good} 枚のうち、{dropped} 枚が" },
  {
    chapter: 12,
    en: "chapter 3 has {vae}, the DCGAN of chapter 7 has {dcgan}, this one has **{distance}**",
    ja: "3 章の VAE が {vae}、7 章の DCGAN が {dcgan}、この章は **{distance}**",
  },
];

/** Row of the table of chapter 5: the takings of each tool, the best in bold. */
function yenRow(job: string, name: string, best: string, unit: string): string {
  const cells = ["dice", "difference", "redraw"].map((tool) => {
    const yen = `{${job}-${tool}:comma} ${unit}`;
    return tool === best ? `**${yen}**` : yen;
  });
  return `| ${[name, ...cells].join(" | ")} |`;
}

/** Writes a quote with the values of its chapter. @throws if a value is missing. */
export function quoteText(template: string, values: Readonly<Record<string, number>>): string {
  return template.replace(/\{([\w-]+)(?::(\w+))?\}/g, (_, name: string, style?: string) => {
    const value = values[name];
    if (typeof value !== "number")
      throw new Error(`docs/lesson-numbers.json: expected a number "${name}", got ${value}.`);
    return style === "comma" ? Math.round(value).toLocaleString("en") : value.toFixed(style === undefined ? 0 : 1);
  });
}
