import { deviceCalls } from "./device-calls.ts";

Object.assign(globalThis, { calls: deviceCalls });
