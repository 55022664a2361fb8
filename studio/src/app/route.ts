import { useSyncExternalStore } from "react";

/** Where in the page somebody is: `#/draw?recipe=…`. */
export interface Route {
  readonly screen: string;
  readonly parameters: URLSearchParams;
}

let [read, route]: [string, Route] = ["", { screen: "", parameters: new URLSearchParams() }];

function current(): Route {
  if (location.hash !== read || route.screen === "") {
    read = location.hash;
    const [path, values] = read.replace(/^#\/?/, "").split("?", 2);
    route = { screen: path || "draw", parameters: new URLSearchParams(values) };
  }
  return route;
}

/** Where somebody is. */
export function useRoute(): Route {
  return useSyncExternalStore((changed) => {
    addEventListener("hashchange", changed);
    return () => removeEventListener("hashchange", changed);
  }, current);
}

/** The address of a screen. */
export function routeUrl(screen: string, values: Readonly<Record<string, string>> = {}): string {
  const text = new URLSearchParams(values).toString();
  return `#/${screen}${text && `?${text}`}`;
}
