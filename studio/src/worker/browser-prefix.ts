/** Prefix of the ids of runs in the browser's storage; no id of a server can start with it. */
export const browserPrefix = "browser:";
