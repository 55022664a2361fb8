import { spawn } from "node:child_process";

/** Opens an address in the local browser; does nothing without a display. */
export function openInBrowser(address: string): void {
  if (!hasInteractiveDisplay()) return;
  const { platform } = process;
  const [command, ...words] =
    platform === "darwin"
      ? ["open", address]
      : platform === "win32"
        ? ["cmd", "/c", "start", "", address.replaceAll("&", "^&")]
        : ["xdg-open", address];
  const child = spawn(command, words, { stdio: "ignore", detached: true });
  child.on("error", () => {}); // the address is printed anyway
  child.unref();
}

/** Whether this machine has an interactive terminal and a display. */
export function hasInteractiveDisplay(): boolean {
  const { platform, env, stdout } = process;
  const hasDisplay = platform === "darwin" || platform === "win32" || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);
  return stdout.isTTY && hasDisplay && !env.SSH_CONNECTION;
}
