/** Area under a ROC curve; see {@link rocAuc}. */
export interface RocAuc {
  /** Probability that an outlier scores higher than a normal sample, 0 … 1; 0.5 is chance. Ties count half. */
  readonly auc: number;
  /** 95 % confidence interval, each 0 … 1. */
  readonly interval: readonly [number, number];
}

/**
 * Computes the area under the receiver operating characteristic as the Mann–Whitney statistic, with the confidence interval
 * of Hanley and McNeil 1982 (formula 2).
 *
 * @param normal - scores of normal samples, at least one.
 * @param outliers - scores of outliers, at least one.
 */
export function rocAuc(normal: ArrayLike<number>, outliers: ArrayLike<number>): RocAuc {
  const all = [
    ...Array.from(normal, (score) => ({ score, outlier: 0 })),
    ...Array.from(outliers, (score) => ({ score, outlier: 1 })),
  ].sort((a, b) => a.score - b.score);
  let ranks = 0;
  for (let from = 0, to = 0; from < all.length; from = to) {
    let tied = 0;
    for (to = from; to < all.length && all[to].score === all[from].score; to++) tied += all[to].outlier;
    ranks += (tied * (from + to + 1)) / 2;
  }
  const [few, many] = [outliers.length, normal.length];
  const auc = (ranks - (few * (few + 1)) / 2) / (few * many);
  const q1 = auc / (2 - auc);
  const q2 = (2 * auc ** 2) / (1 + auc);
  const variance = (auc * (1 - auc) + (few - 1) * (q1 - auc ** 2) + (many - 1) * (q2 - auc ** 2)) / (few * many);
  const half = 1.96 * Math.sqrt(Math.max(0, variance));
  return { auc, interval: [Math.max(0, auc - half), Math.min(1, auc + half)] };
}
