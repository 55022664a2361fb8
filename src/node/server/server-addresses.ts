import { networkInterfaces } from "node:os";
import { isLoopback } from "./access-guard.ts";

/** Location of a server. */
export interface ServerLocation {
  readonly host: string;
  readonly port: number;
  /** Addresses of proxies. */
  readonly origins: readonly string[];
  readonly token?: string;
}

/** Returns the address for a browser on this machine. */
export function localAddress(place: ServerLocation): string {
  const { host } = place;
  return httpAddress(host === "0.0.0.0" ? "127.0.0.1" : host === "::" ? "::1" : host, place);
}

/** Returns the addresses for other machines: the proxies, and this machine's IP addresses. */
export function networkAddresses(place: ServerLocation): string[] {
  return [...place.origins.map((origin) => addressWithToken(origin, place)), ...ipAddresses(place)];
}

function ipAddresses(place: ServerLocation): string[] {
  const { host } = place;
  if (isLoopback(host)) return [];
  if (host !== "0.0.0.0" && host !== "::") return [httpAddress(host, place)];
  const found = Object.values(networkInterfaces()).flatMap((some) => some ?? []);
  return found.flatMap(({ address, family, internal }) =>
    internal || family !== "IPv4" ? [] : httpAddress(address, place),
  );
}

function httpAddress(host: string, place: ServerLocation): string {
  return addressWithToken(`http://${host.includes(":") ? `[${host}]` : host}:${place.port}`, place);
}

function addressWithToken(origin: string, { token }: ServerLocation): string {
  return `${origin}/${token === undefined ? "" : `?token=${token}`}`;
}
