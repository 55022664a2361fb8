import type { ComponentProps } from "react";
import { Icon, type IconName } from "./icon.tsx";

/** See {@link Button}. */
export interface ButtonProps extends Omit<ComponentProps<"button">, "type"> {
  readonly icon?: IconName;
  readonly filled?: boolean;
  /** `main`: the one thing to do here. `quiet`: without a box. Default: an ordinary one. */
  readonly variant?: "main" | "quiet";
  /** Shows the drawing alone; the words are kept for those who do not see it, and as a tip. */
  readonly iconOnly?: boolean;
}

/** A button with words, a drawing, or both. */
export function Button({ icon, filled, variant, iconOnly = false, children, ...rest }: ButtonProps) {
  const spoken = iconOnly && typeof children === "string" ? { "aria-label": children, title: children } : {};
  return (
    <button
      type="button"
      className="button"
      data-look={variant}
      data-wordless={iconOnly || undefined}
      {...spoken}
      {...rest}
    >
      {icon && <Icon name={icon} filled={filled} />}
      {iconOnly ? undefined : children}
    </button>
  );
}
