import { useSyncExternalStore } from "react";

/** Open screen and its parameters: `#/draw?recipe=…`. */
export interface Route {
  readonly screen: string;
  readonly parameters: URLSearchParams;
}

let [read, route]: [string, Route] = ["", { screen: "", parameters: new URLSearchParams() }];

/** Returns the open screen and its parameters, outside of a component. */
export function currentRoute(): Route {
  if (location.hash !== read || route.screen === "") {
    read = location.hash;
    const [path, values] = read.replace(/^#\/?/, "").split("?", 2);
    const [screen, chapter] = path.split("/", 2);
    const parameters = new URLSearchParams(values);
    if (chapter) parameters.set("chapter", chapter); // `#/learn/3`, as people write it
    route = { screen: screen || "draw", parameters };
  }
  return route;
}

/** Returns the open screen and its parameters. */
export function useRoute(): Route {
  return useSyncExternalStore((changed) => {
    addEventListener("hashchange", changed);
    return () => removeEventListener("hashchange", changed);
  }, currentRoute);
}

/**
 * Returns whether the page shows one part of a screen alone, for a frame in a page of the documentation:
 * `#/learn?chapter=03-vae&view=workbench`.
 */
export function isFramed({ parameters }: Route): boolean {
  return parameters.has("view");
}

/** Returns the address of a screen. */
export function routeUrl(screen: string, values: Readonly<Record<string, string>> = {}): string {
  const text = new URLSearchParams(values).toString();
  return `#/${screen}${text && `?${text}`}`;
}
