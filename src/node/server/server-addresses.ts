import { networkInterfaces } from "node:os";
import { isLoopback } from "./access-guard.ts";

/** Where a server listens. */
export interface ServerLocation {
  readonly host: string;
  readonly port: number;
  /** Where it is visited by way of a proxy. */
  readonly origins: readonly string[];
  readonly token?: string;
}

/** What to open on the machine itself. */
export function localAddress(place: ServerLocation): string {
  const { host } = place;
  return httpAddress(host === "0.0.0.0" ? "127.0.0.1" : host === "::" ? "::1" : host, place);
}

/** What to open on other machines: the proxies, and the numbers that this one goes by. */
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
