import { lazy, Suspense, type ComponentType } from "react";

/** Components by the name in a chapter's text: `<!-- see inside: points -->`. */
const components: Readonly<Record<string, ComponentType>> = {
  sliders: lazy(() => import("./sliders-inside.tsx")),
  layers: lazy(() => import("./layers-inside.tsx")),
  maps: lazy(() => import("./maps-inside.tsx")),
  points: lazy(() => import("./points-inside.tsx")),
};

/** Returns the name of the component that a comment of a chapter's text has; undefined for other comments. */
export function insideName(comment: string): string | undefined {
  return /^<!-- see inside: (\w+) -->/.exec(comment)?.[1];
}

/** Renders the component with a name; nothing if there is none. */
export function Inside({ name }: { readonly name: string | undefined }) {
  const View = name === undefined ? undefined : components[name];
  if (!View) return undefined;
  return (
    <Suspense>
      <View />
    </Suspense>
  );
}
