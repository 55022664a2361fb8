/**
 * The host for pages and workers: storage, codecs, devices.
 *
 * @module omakase/browser
 */
export { browserDevice, type BrowserDevice, type BrowserDeviceOptions } from "./browser-device.ts";
export { browserHost, type BrowserHostOptions } from "./browser-host.ts";
export { browserLanguage } from "./browser-language.ts";
export { fetchBinary } from "./fetch-binary.ts";
