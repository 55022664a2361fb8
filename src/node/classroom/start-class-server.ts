import type { ClassServer, ServeClassOptions } from "./serve-class.ts";

export type { ClassServer, ServeClassOptions } from "./serve-class.ts";

/** Serves the folder of a class: see `serveClass`. Its modules are loaded only here, as other programs do not need them. */
export async function startClassServer(options: ServeClassOptions): Promise<ClassServer> {
  const { serveClass } = await import("./serve-class.ts");
  return serveClass(options);
}
