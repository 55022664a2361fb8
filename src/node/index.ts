export { nodeHost, type NodeHostOptions } from "./node-host.ts";
