import { randomInt } from "node:crypto";
import { createToken } from "../server/access-guard.ts";

/** Letters of a join code: none looks like another on a projector. */
const letters = "ACDEFHJKLMNPRTUVWXYZ34679";
const codeLength = 6;

/** Words that open a wall. */
export interface WallKeys {
  /** Code that learners type: it opens the wall to see it, and to hang pictures up. */
  readonly code: string;
  /** Key that takes any picture down. */
  readonly hostKey: string;
}

/** Draws the code and the key of a wall. */
export function createWallKeys(): WallKeys {
  const code = Array.from({ length: codeLength }, () => letters[randomInt(letters.length)]).join("");
  return { code, hostKey: createToken() };
}
