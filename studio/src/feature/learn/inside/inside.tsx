import { lazy, Suspense, type ComponentType } from "react";

/** Components by the name in a chapter's text: `<!-- see inside: points -->`. */
const components: Readonly<Record<string, ComponentType>> = {
  sliders: lazy(() => import("./sliders-inside.tsx")),
  layers: lazy(() => import("./layers-inside.tsx")),
  maps: lazy(() => import("./maps-inside.tsx")),
  points: lazy(() => import("./points-inside.tsx")),
};

/** Renders the component that a comment of a chapter's text names; nothing for other comments. */
export function Inside({ comment }: { readonly comment: string }) {
  const name = /^<!-- see inside: (\w+) -->/.exec(comment)?.[1];
  const View = name === undefined ? undefined : components[name];
  if (!View) return undefined;
  return (
    <Suspense>
      <View />
    </Suspense>
  );
}
