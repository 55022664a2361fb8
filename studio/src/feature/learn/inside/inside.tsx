import { lazy, Suspense, type ComponentType } from "react";
import { EmptyNote } from "../../../component/note.tsx";
import { useLanguage } from "../../../language/language.tsx";

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

/** Renders the component with a name, a sentence where there is none of this name, and nothing without a name. */
export function Inside({ name }: { readonly name: string | undefined }) {
  const { t } = useLanguage();
  if (name === undefined) return undefined;
  const View = Object.hasOwn(components, name) ? components[name] : undefined;
  if (!View) return <EmptyNote>{t(words.unknown, { name, names: Object.keys(components).join(", ") })}</EmptyNote>;
  return (
    <Suspense>
      <View />
    </Suspense>
  );
}

const words = {
  unknown: {
    ja: "component={name}: {names} のどれかが必要です。アドレスを直してください。",
    en: "component={name}: expected one of {names}. Correct the address.",
  },
};
