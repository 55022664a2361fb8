import type { Checkpoint } from "../checkpoint/index.ts";
import type { Text } from "../error.ts";
import { runText } from "../text/index.ts";

/** Returns a notice for a training that continues on another device; undefined for the same device. */
export function deviceChangeNotice(before: Checkpoint["device"], now: Checkpoint["device"]): Text | undefined {
  if (before.name === now.name && before.version === now.version) return undefined;
  const [from, to] = [before, now].map((device) => runText.deviceChangeNotice.device(device));
  return runText.deviceChangeNotice.changed({ from, to });
}
