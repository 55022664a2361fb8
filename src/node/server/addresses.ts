import { networkInterfaces } from "node:os";
import { isLoopback } from "./guard.ts";

/** Where a server listens. */
export interface ServerPlace {
  readonly host: string;
  readonly port: number;
  /** Where it is visited by way of a proxy. */
  readonly origins: readonly string[];
  readonly token?: string;
}

/** What to open on the machine itself. */
export function ownAddress(place: ServerPlace): string {
  const { host } = place;
  return addressAt(host === "0.0.0.0" ? "127.0.0.1" : host === "::" ? "::1" : host, place);
}

/** What to open on other machines: the proxies, and the numbers that this one goes by. */
export function otherAddresses(place: ServerPlace): string[] {
  return [...place.origins.map((origin) => entrance(origin, place)), ...numbers(place)];
}

function numbers(place: ServerPlace): string[] {
  const { host } = place;
  if (isLoopback(host)) return [];
  if (host !== "0.0.0.0" && host !== "::") return [addressAt(host, place)];
  const found = Object.values(networkInterfaces()).flatMap((some) => some ?? []);
  return found.flatMap(({ address, family, internal }) =>
    internal || family !== "IPv4" ? [] : addressAt(address, place),
  );
}

function addressAt(host: string, place: ServerPlace): string {
  return entrance(`http://${host.includes(":") ? `[${host}]` : host}:${place.port}`, place);
}

function entrance(origin: string, { token }: ServerPlace): string {
  return `${origin}/${token === undefined ? "" : `?token=${token}`}`;
}
