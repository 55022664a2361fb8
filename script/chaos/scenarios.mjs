import { clock } from "./scenario/clock.mjs";
import { connection } from "./scenario/connection.mjs";
import { disk } from "./scenario/disk.mjs";
import { exportModel } from "./scenario/export.mjs";
import { rate } from "./scenario/rate.mjs";
import { train } from "./scenario/train.mjs";
import { upload } from "./scenario/upload.mjs";

/**
 * All scenarios, in the order of the table. A scenario is `{ name, plan(random), run(context, plan) }`, and
 * `unavailable()` where a machine may lack what it needs.
 */
export const scenarios = [train, rate, upload, exportModel, disk, clock, connection];
