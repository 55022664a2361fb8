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
  session.emit({ type: "studio", address: studio.address, port: studio.port, workspace: studio.workspace });
  session.print({
    ja: `スタジオを開きました: ${studio.address}\n  作業フォルダ ${studio.workspace}。終えるには Ctrl-C。`,
    en: `The studio is open: ${studio.address}\n  It works in ${studio.workspace}. Ctrl-C ends it.`,
  });
  return studio;
}

/** Keeps a studio open until Ctrl-C; then what trains is saved. */
export async function untilStopped({ signal, print }: Session, studio: Studio): Promise<void> {
  if (!signal.aborted) await once(signal, "abort");
  print({ ja: "保存して終わります。", en: "Saving, then it ends." });
  await studio.close();
}
