export type { Device, Handle, Program, State, Values, Weights } from "./device.ts";
