// ja: 5 · ひと休み: おすし会社の社長ゲーム
// en: 5 · A break: you run a sushi company
import { images } from "omakase";
import { type LessonContext, meanRow, openShop, type ShopTool } from "omakase/lesson";

// ja: 道具は 3 つ。"dice": さいころで作る。"difference": 引き算で「ちがい」を出して、足す。"redraw": 描き直して、くらべる
// en: Three tools. "dice": roll something new. "difference": subtract, and add the difference. "redraw": redraw, and compare
export const plan: Record<"inspection" | "gacha" | "menu", ShopTool> = {
  // gap
  // ja: どの仕事に、どの道具？ 検品（inspection）、好みを覚えるガチャ（gacha）、新メニュー 50 案（menu）。
  // en: Which tool for which job? Find spoiled plates (inspection), learn a taste (gacha), 50 new dishes (menu).
  inspection: "redraw",
  gacha: "difference",
  menu: "dice",
  //: inspection: "dice",
  //: gacha: "redraw",
  //: menu: "redraw",
  // end gap
};

// ja: よい皿の点数（変さ）から、「これより変なら捨てる」線を決める
// en: from the scores (strangeness) of good plates: the limit above which a plate is refused
export function limitOf(scores: number[]): number {
  // gap
  // ja: 小さい順にならべて、よい皿の 95 % が通る線を return する（100 枚なら、捨てるのは 5 枚くらい）。
  // en: Sort them from small to large; return the limit that 95 % of good plates pass (of 100, about 5 are refused).
  const sorted = scores.slice().sort((one, other) => one - other);
  return sorted[Math.floor(0.95 * sorted.length)];
  //: return Infinity;
  // end gap
}

// ja: 好きな皿と、そうでもない皿から、「好み」を出す
// en: from plates that were liked, and plates that were not: the taste
export function tasteOf(liked: number[][], disliked: number[][]): number[] {
  // gap
  // ja: 好きな皿の平均（meanRow）から、そうでもない皿の平均を引く。
  // en: From the average of the liked ones (meanRow), subtract the average of the others.
  const [good, bad] = [meanRow(liked), meanRow(disliked)];
  return good.map((value, which) => value - bad[which]);
  //: return liked[0].map(() => 0);
  // end gap
}

export async function run({ host, size, count, show, log }: LessonContext) {
  const shop = await openShop(host, size, count);
  const days = {
    inspection: shop.inspection(plan.inspection, limitOf),
    gacha: shop.gacha(plan.gacha, tasteOf),
    menu: shop.menu(plan.menu),
  };
  let [day, total] = [0, 0];
  for (const [business, { yen, pictures }] of Object.entries(days)) {
    total += yen;
    log(++day, { sales: total });
    const plates = Float32Array.from(pictures.slice(0, 20).flat());
    await show(business, images.toPictures(plates, { channels: 3, height: size, width: size }), 10);
  }
  return { inspection: days.inspection.yen, gacha: days.gacha.yen, menu: days.menu.yen };
}
