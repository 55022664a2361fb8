import type { Checkpoint } from "../checkpoint/index.ts";
import type { Text } from "../error.ts";

/** Returns a notice for a training that continues on another device; undefined for the same device. */
export function deviceChangeNotice(before: Checkpoint["device"], now: Checkpoint["device"]): Text | undefined {
  if (before.name === now.name && before.version === now.version) return undefined;
  const [from, to] = [before, now].map(({ name, version }) => `${name}（${version}）`);
  const [old, current] = [before, now].map(({ name, version }) => `${name} (${version})`);
  return {
    ja: `これまでは ${from} で学習していましたが、ここからは ${to} で続けます。続けても大丈夫ですが、計算のわずかなちがいのため、同じ装置で続けたときとまったく同じモデルにはなりません`,
    en: `trained on ${old} so far, going on with ${current}: that is fine, but rounding differs, so the model will not be the very same as on one device`,
  };
}
