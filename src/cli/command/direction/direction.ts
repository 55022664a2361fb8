import { oneOf, defineCommand, wholeNumber, type AddCommand } from "../define-command.ts";
import { addDeviceOptions } from "../../option/device-options.ts";
import { manageDirections } from "./manage-directions.ts";
import type { DirectionOptions } from "../../option/direction-options.ts";
import { findDirections } from "./find-directions.ts";
import { openSampler } from "../../input/open-model.ts";
import { modelArgumentText } from "../../option/model-argument-text.ts";
import type { Session } from "../../session.ts";
import { learnDirectionFromExamples } from "./learn-direction-from-examples.ts";
import { cliText } from "../../../text/index.ts";

/** `omakase direction <run>`: directions of a latent space, with names. */
export const addDirectionCommand: AddCommand = (program, t, language) => {
  const about = cliText.direction.about;
  const examples = [
    "omakase direction runs/gan-faces --name glasses --positive a.png b.png 7:3 --negative c.png 7:4 7:9",
    "omakase direction runs/gan-faces --name glasses --tag glasses=round,square",
    "omakase direction runs/gan-faces --name beard --positive bearded --negative shaved --orthogonal-to glasses",
    "omakase direction runs/gan-faces --unsupervised 8",
    "omakase direction runs/gan-faces --rename sefa-3 --name hair",
    "omakase generate runs/gan-faces --edit glasses=+2",
  ];
  addDeviceOptions(
    defineCommand(program, { name: "direction", about, examples, language }, runDirection)
      .argument("<model>", t(modelArgumentText))
      .option("--name <name>", t(cliText.direction.directionCalled))
      .option("--positive <pictures...>", t(cliText.direction.positive))
      .option("--negative <pictures...>", t(cliText.direction.negative))
      .option("--tag <tag=choices>", t(cliText.direction.tag))
      .option("--orthogonal-to <names>", t(cliText.direction.orthogonalTo), (text: string) =>
        text.split(",").map((word) => word.trim()),
      )
      .option("--unsupervised <n>", t(cliText.direction.unsupervised), wholeNumber(1, 64))
      .option("--method <name>", t(cliText.direction.method), oneOf("sefa", "ganspace"))
      .option("--show <name>", t(cliText.direction.show))
      .option("--rename <name>", t(cliText.direction.rename))
      .option("--remove <name>", t(cliText.direction.remove))
      .option("--list", t(cliText.direction.list))
      .option("--seed <n>", t(cliText.direction.seed), wholeNumber(0))
      .option("--overwrite", t(cliText.direction.overwrite)),
    t,
  );
};

async function runDirection(session: Session, path: string, options: DirectionOptions): Promise<void> {
  const opened = await openSampler(session, path, { commandName: "direction", ...options });
  try {
    if (await manageDirections(session, opened, options)) return;
    if (options.unsupervised !== undefined) await findDirections(session, opened, options.unsupervised, options);
    else await learnDirectionFromExamples(session, opened, options);
  } finally {
    opened.sampler.dispose();
  }
}
