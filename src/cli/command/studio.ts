import { defineCommand, wholeNumber, type AddCommand } from "./define-command.ts";
import { openInBrowser } from "../output/open-in-browser.ts";
import { launchStudio, waitUntilStopped } from "./launch-studio.ts";
import type { Session } from "../session.ts";
import { cliText } from "../../text/index.ts";

interface StudioCommandOptions {
  readonly port?: number;
  readonly host?: string;
  readonly origin?: readonly string[];
  readonly workspace?: string;
  readonly open: boolean;
}

/** `omakase studio [runs…]`: the page in which people draw, rate and train. */
export const addStudioCommand: AddCommand = (program, t, language) => {
  const about = cliText.studio.about;
  const examples = [
    "omakase studio",
    "omakase studio runs/cgan-characters runs/gan-sushi",
    "omakase studio --workspace ./atelier --port 8080",
    "omakase studio --host 0.0.0.0 --no-open",
    "omakase studio --origin https://studio.example.org --no-open",
  ];
  defineCommand(program, { name: "studio", about, examples, language }, runStudio)
    .argument("[runs...]", t(cliText.studio.runs))
    .option("--workspace <folder>", t(cliText.studio.workspace))
    .option("--port <n>", t(cliText.studio.port), wholeNumber(0, 65535))
    .option("--host <address>", t(cliText.studio.host))
    .option("--origin <address>", t(cliText.studio.origin), (address: string, others: readonly string[] = []) => [
      ...others,
      address,
    ])
    .option("--no-open", t(cliText.studio.noOpen));
};

async function runStudio(session: Session, runs: readonly string[], options: StudioCommandOptions): Promise<void> {
  const { language } = session;
  const { workspace, host, port, origin: origins } = options;
  const studio = await launchStudio(session, { workspace, runs, host, port, origins, language });
  if (options.open) openInBrowser(studio.address);
  await waitUntilStopped(session, studio);
}
