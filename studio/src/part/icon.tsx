/** Line drawings on a grid of 24; they take the colour of the text around them. */
const paths = {
  draw: "M4 15c0-3 3.5-5 8-5s8 2 8 5v1c0 2-3.5 4-8 4s-8-2-8-4zM3.5 12C5 7.5 8.5 4.500 12.500 4.500c4 0 7 2 7.800 5.500M9 6.500l2 4M13.500 5l1.500 4.500",
  rate: "M12 20s-7.500-4.600-7.500-10A4.300 4.300 0 0 1 12 7.500 4.300 4.300 0 0 1 19.500 10c0 5.400-7.500 10-7.500 10z",
  morph: "M3.500 12a4 4 0 1 0 8 0 4 4 0 1 0-8 0M14 8h6.500v8H14zM11.500 12H14",
  fuse: "M6 4v4c0 3 6 4 6 8v4M18 4v4c0 3-6 4-6 8M9.500 20h5",
  translate: "M4 19l1-4L15.500 4.500l3 3L8 18zM13.500 6.500l3 3M14 20h6",
  train: "M4 19V5M4 19h16M7 15l3.500-5 3 3L19 6",
  look: "M3 12s3.500-6 9-6 9 6 9 6-3.500 6-9 6-9-6-9-6zM12 9.500a2.500 2.500 0 1 0 0 5 2.500 2.500 0 1 0 0-5",
  about: "M12 3.500a8.500 8.500 0 1 0 0 17 8.500 8.500 0 1 0 0-17M12 11v5.500M12 7.700v.1",
  sun: "M12 8a4 4 0 1 0 0 8 4 4 0 1 0 0-8M12 2.500v2M12 19.500v2M2.500 12h2M19.500 12h2M5.300 5.300l1.400 1.400M17.300 17.300l1.400 1.400M5.300 18.700l1.400-1.400M17.300 6.700l1.400-1.400",
  moon: "M20 14.500A8.500 8.500 0 0 1 9.500 4 8.500 8.500 0 1 0 20 14.500z",
  half: "M12 3.500a8.500 8.500 0 1 0 0 17zM12 3.500a8.500 8.500 0 0 1 0 17",
  heart:
    "M12 20s-7.500-4.600-7.500-10A4.300 4.300 0 0 1 12 7.500 4.300 4.300 0 0 1 19.500 10c0 5.400-7.500 10-7.500 10z",
  person: "M12 4a4 4 0 1 0 0 8 4 4 0 1 0 0-8M4.500 20c.8-4 4-5.500 7.500-5.500s6.700 1.500 7.500 5.500",
  close: "M6 6l12 12M18 6L6 18",
  undo: "M8 5L4 9l4 4M4 9h10a5.500 5.500 0 0 1 0 11h-4",
  redo: "M16 5l4 4-4 4M20 9H10a5.500 5.500 0 0 0 0 11h4",
  copy: "M9 9h11v11H9zM15 9V4H4v11h5",
  save: "M12 4v11M7.500 11l4.500 4.500 4.500-4.500M5 20h14",
  share: "M12 15V4M8 7.500L12 3.500l4 4M6 11H5v9.500h14V11h-1",
  play: "M7 4.500v15l12.500-7.500z",
  pause: "M7.500 5v14M16.500 5v14",
  stop: "M6 6h12v12H6z",
  plus: "M12 5v14M5 12h14",
  minus: "M5 12h14",
  trash: "M5 7h14M10 7V4.500h4V7M7 7l.8 13h8.400L17 7M10.500 11v5M13.500 11v5",
  dice: "M5 5h14v14H5zM9 9v.1M15 9v.1M12 12v.1M9 15v.1M15 15v.1",
  lock: "M6 11h12v9H6zM8.500 11V8a3.500 3.500 0 0 1 7 0v3",
  check: "M5 12.500l4.500 4.500L19 7.500",
  chevron: "M7 10l5 5 5-5",
  upload: "M12 20V9M7.500 13L12 8.500l4.500 4.500M5 4.500h14",
  search: "M10.500 4.500a6 6 0 1 0 0 12 6 6 0 1 0 0-12M15 15l5 5",
  star: "M12 3.500l2.600 5.400 5.900.800-4.300 4.100 1 5.900-5.200-2.800-5.200 2.800 1-5.900-4.300-4.100 5.900-.800z",
  grid: "M4.500 4.500h6v6h-6zM13.500 4.500h6v6h-6zM4.500 13.500h6v6h-6zM13.500 13.500h6v6h-6z",
  whole: "M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5",
  warning: "M12 4l9 16H3zM12 10v5M12 17.500v.1",
} as const;

/** The drawings that there are. */
export type IconName = keyof typeof paths;

/** A drawing beside or in place of words; whoever stands alone needs an `aria-label` on what it stands in. */
export function Icon({ name, filled = false }: { readonly name: IconName; readonly filled?: boolean }) {
  return (
    <svg className="icon" viewBox="0 0 24 24" aria-hidden="true" data-filled={filled || undefined}>
      <path d={paths[name]} />
    </svg>
  );
}
