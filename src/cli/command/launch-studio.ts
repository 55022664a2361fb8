import { once } from "node:events";
import { startStudio, type Studio, type StudioOptions } from "../../node/index.ts";
import type { Session } from "../session.ts";
import { cliText } from "../../text/index.ts";

/** Time that an aborted opening has to clean up, ms. */
const patience = 1000;

/**
 * Opens a studio, and prints its address.
 *
 * @throws the abort reason of the session's signal, shortly after the abort.
 */
export async function launchStudio(session: Session, options: Omit<StudioOptions, "onNotice">): Promise<Studio> {
  const { signal } = session;
  signal.throwIfAborted();
  session.status(session.t(cliText.launchStudio.opening));
  const opening = startStudio({
    ...options,
    signal,
    onNotice: (text) => {
      session.emit({ type: "notice", text });
      session.print(text);
    },
  });
  const opened = new AbortController();
  const stopped = once(signal, "abort", { signal: opened.signal }).then(async (): Promise<never> => {
    await new Promise((done) => setTimeout(done, patience));
    throw signal.reason;
  });
  const studio = await Promise.race([opening, stopped]).finally(() => opened.abort());
  const { address, elsewhere, port, workspace } = studio;
  session.emit({ type: "studio", address, elsewhere, port, workspace });
  session.print(cliText.launchStudio.open({ address, workspace }));
  for (const one of elsewhere) session.print(cliText.launchStudio.otherComputers({ one }));
  return studio;
}

/** Keeps a studio open until Ctrl-C, then saves the running training. */
export async function waitUntilStopped({ signal, print }: Session, studio: Studio): Promise<void> {
  if (!signal.aborted) await once(signal, "abort");
  print(cliText.launchStudio.saving);
  await studio.close();
}
