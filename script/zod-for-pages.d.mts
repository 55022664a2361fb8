import type { Plugin } from "vite";

export const zodForPages: Plugin[];
