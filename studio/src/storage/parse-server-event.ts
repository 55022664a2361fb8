/** Schema check of server events, in a chunk of its own: a site has no server. */
import { serverEventSchema, type ServerEvent } from "omakase/studio";

/** Parses a server event; undefined for an unknown one, as a newer server may send. */
export function parseServerEvent(told: unknown): ServerEvent | undefined {
  return serverEventSchema.safeParse(told).data;
}
