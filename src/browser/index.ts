export { browserHost, type BrowserHostOptions } from "./browser-host.ts";
export { browserLanguage } from "./language.ts";
