import type { ComponentProps } from "react";
import { Icon, type IconName } from "./icon.tsx";

/** See {@link Button}. */
export interface ButtonProps extends Omit<ComponentProps<"button">, "type"> {
  readonly icon?: IconName;
  readonly filled?: boolean;
  /** `main`: the primary action. `quiet`: without a box. Default: an ordinary button. */
  readonly variant?: "main" | "quiet";
  /** Shows the icon alone; the text stays for screen readers and as a tooltip. */
  readonly iconOnly?: boolean;
}

/** Renders a button with text, an icon, or both. */
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
