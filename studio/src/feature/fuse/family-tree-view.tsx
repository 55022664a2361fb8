import { useQuery } from "@tanstack/react-query";
import { engine } from "../../worker/client.ts";
import { parentIndices, type NamedIndividual } from "../../storage/families.ts";
import { useLanguage } from "../../language/language.tsx";
import { Button } from "../../component/button.tsx";
import { ErrorNote } from "../../component/note.tsx";
import { PictureCanvas } from "../../component/picture-canvas.tsx";
import { RarityBadge } from "../../component/rarity-badge.tsx";
import styles from "./fuse.module.css";
import { usePanZoom } from "./use-pan-zoom.ts";
import { words } from "./words.ts";

/** See {@link FamilyTreeView}. */
export interface FamilyTreeViewProps {
  readonly members: readonly NamedIndividual[];
  /** Key of the chosen member. */
  readonly chosen: string | undefined;
  readonly onChoose: (key: string) => void;
}

/** Renders a family tree, the oldest generation on top. */
export function FamilyTreeView({ members, chosen, onChoose }: FamilyTreeViewProps) {
  const { t } = useLanguage();
  const parents = parentIndices(members);
  const { data: layout, error } = useQuery({
    queryKey: ["layout", parents],
    queryFn: () => engine().fuse.layout(parents),
    staleTime: Infinity,
    placeholderData: (before) => before,
  });
  const { frame, view, zoom, showAll, reveal, handlers } = usePanZoom(layout ?? { width: 0, height: 0 });
  return (
    <div className={styles.tree}>
      <div
        ref={frame}
        className={styles.frame}
        tabIndex={0}
        role="group"
        aria-label={t(words.tree)}
        aria-describedby="fuse-tree-how"
        {...handlers}
      >
        {layout && (
          <div
            className={styles.drawing}
            style={{
              width: layout.width,
              height: layout.height,
              transform: `translate(${view.x}px, ${view.y}px) scale(${view.scale})`,
            }}
          >
            <svg width={layout.width} height={layout.height} aria-hidden="true">
              {layout.lines.map(({ child, side, path }) => (
                <path key={`${child} ${side}`} d={path} data-of={side === 0 ? "left" : "right"} />
              ))}
            </svg>
            {members.map((member, at) => {
              const place = layout.positions[at] as { x: number; y: number } | undefined;
              if (!place) return undefined; // the layout is not there yet
              const { key, name, picture, rarity } = member;
              return (
                <button
                  key={key}
                  type="button"
                  className={styles.node}
                  style={{ left: place.x, top: place.y, width: layout.node.width, height: layout.node.height }}
                  aria-pressed={key === chosen}
                  aria-label={label(member)}
                  onClick={() => onChoose(key)}
                  onFocus={({ target }) => {
                    if (target.matches(":focus-visible")) reveal({ ...place, ...layout.node });
                  }}
                >
                  <PictureCanvas pixels={picture.pixels} label="" />
                  <span>
                    <b>{name}</b>
                    {rarity && rarity.word !== "common" && <RarityBadge rarity={rarity} iconOnly />}
                  </span>
                </button>
              );
            })}
          </div>
        )}
        <div className={styles.zoom}>
          <Button icon="plus" iconOnly onClick={() => zoom(1.25)}>
            {t(words.zoomIn)}
          </Button>
          <Button icon="minus" iconOnly onClick={() => zoom(0.8)}>
            {t(words.zoomOut)}
          </Button>
          <Button icon="fit" iconOnly onClick={showAll}>
            {t(words.fit)}
          </Button>
        </div>
      </div>
      <p id="fuse-tree-how" className="muted">
        {t(words.treeHow)}
      </p>
      <ErrorNote error={error} />
    </div>
  );

  function label({ name, origin }: NamedIndividual): string {
    const nameOf = (key: string): string => members.find((one) => one.key === key)?.name ?? "?";
    const from = origin
      ? t(words.childOf, { a: nameOf(origin.parents[0]), b: nameOf(origin.parents[1]) })
      : t(words.founder);
    return `${name}: ${from}`;
  }
}
