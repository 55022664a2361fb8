/** The ids of runs that lie in the browser's storage begin with this; no id of a server can. */
export const browserPrefix = "browser:";
