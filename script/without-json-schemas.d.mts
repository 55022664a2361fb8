import type { Plugin } from "vite";

export const withoutJsonSchemas: Plugin;
