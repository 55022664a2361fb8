/** Names of the readers. */
export const targetNames: readonly string[];

/** Feeds one reader; returns what it throws that is no `OmakaseError`, or undefined. */
export function feed(name: string, bytes: Uint8Array): Promise<unknown>;
