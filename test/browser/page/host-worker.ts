import { hostCalls } from "./host-calls.ts";

Object.assign(globalThis, { calls: hostCalls });
