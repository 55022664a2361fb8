import type { Words } from "../../../language/language.tsx";

export const words = {
  title: { ja: "みんなの絵", en: "Pictures of the class" },
  lead: {
    ja: "「しくみ」で作った絵を大きく開いて「みんなに見せる」を押すと、ここに並びます。",
    en: "Enlarge a picture that you made in Learn and press Show to the class: it appears here.",
  },
  empty: { ja: "まだ絵がありません。最初の 1 枚をどうぞ。", en: "There are no pictures yet. Hang up the first." },
  joinCode: { ja: "合言葉", en: "Join code" },
  name: { ja: "名前（書かなくてもよい）", en: "Your name (may stay empty)" },
  seen: {
    ja: "合言葉を知っている人みんなに、この絵と名前が見えます。",
    en: "All who know the code see this picture and the name.",
  },
  enter: { ja: "見る", en: "Open" },
  show: { ja: "みんなに見せる", en: "Show to the class" },
  shown: { ja: "みんなの絵に出しました。", en: "It hangs on the wall." },
  takeBack: { ja: "取り消す", en: "Take it back" },
  takeDown: { ja: "{number} 番を外す", en: "Take number {number} down" },
  alt: { ja: "{name}の絵（{chapter}）", en: "Picture by {name} ({chapter})" },
  nameless: { ja: "だれか", en: "a learner" },
  chapters: { ja: "章の一覧", en: "All chapters" },
} satisfies Words;
