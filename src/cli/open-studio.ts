import { once } from "node:events";
import { startStudio, type Studio, type StudioOptions } from "../node/index.ts";
import type { Session } from "./session.ts";

/** Opens a studio, and says where. */
export async function openStudio(session: Session, options: Omit<StudioOptions, "onNotice">): Promise<Studio> {
  session.status(session.say({ ja: "スタジオを開いています", en: "opening the studio" }));
  const studio = await startStudio({
    ...options,
    onNotice: (text) => {
      session.emit({ type: "notice", text });
      session.print(text);
    },
  });
  const { address, elsewhere, port, workspace } = studio;
  session.emit({ type: "studio", address, elsewhere, port, workspace });
  session.print({
    ja: `スタジオを開きました: ${address}\n  作業フォルダ ${workspace}。終えるには Ctrl-C。`,
    en: `The studio is open: ${address}\n  It works in ${workspace}. Ctrl-C ends it.`,
  });
  for (const one of elsewhere)
    session.print({ ja: `  ほかのコンピューターからは ${one}`, en: `  From other computers: ${one}` });
  return studio;
}

/** Keeps a studio open until Ctrl-C; then what trains is saved. */
export async function untilStopped({ signal, print }: Session, studio: Studio): Promise<void> {
  if (!signal.aborted) await once(signal, "abort");
  print({ ja: "保存して終わります。", en: "Saving, then it ends." });
  await studio.close();
}
