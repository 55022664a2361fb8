import { randomBytes, timingSafeEqual } from "node:crypto";
import { isIP } from "node:net";
import { hostname } from "node:os";
import type { Context, MiddlewareHandler } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import { OmakaseError } from "../../error.ts";
import { httpError } from "./http-error.ts";
import { nodeText } from "../../text/index.ts";

/** Returns whether an address is a loopback address, which no other machine can reach. */
export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || (isIP(host) === 4 && host.startsWith("127."));
}

/**
 * Parses the address at which a proxy is visited, and normalises it as browsers do.
 *
 * @throws OmakaseError `option` when it is not one.
 */
export function parseOrigin(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && /^https?:$/.test(url.protocol) && url.href === `${url.origin}/` && !url.host.includes("*"))
    return url.origin;
  throw new OmakaseError("option", { where: "--origin", ...nodeText.accessGuard.originAddress({ text }) });
}

/** Creates an unguessable random token. */
export function createToken(): string {
  return randomBytes(24).toString("base64url");
}

/** Options of {@link createAccessGuard}. */
export interface AccessGuardOptions {
  /** Address that the server listens at. */
  readonly host: string;
  /** Addresses at which proxies before the server are visited, such as `https://studio.example.org`. Default: none. */
  readonly origins?: readonly string[];
  /** Token that visitors need; undefined: every client that reaches the server has access. */
  readonly token?: string;
}

/**
 * Creates a middleware that rejects unauthorised requests.
 *
 * - The header `Host` must be one of this server's: a page of another site whose name was made to point here (DNS
 *   rebinding) has another one.
 * - A request that changes something must come from the server's own page, according to the header `Origin`, which no
 *   page can forge. The headers `X-Forwarded-…` are ignored, as any client can send them.
 * - Where other machines can reach the server, a visitor needs the token, once in the address and then as a cookie.
 */
export function createAccessGuard({ host, origins = [], token }: AccessGuardOptions): MiddlewareHandler {
  const proxyUrls = origins.map((origin) => new URL(origin));
  const names = new Set(["localhost", host.toLowerCase(), ...proxyUrls.map((front) => hostName(front.host))]);
  if (!isLoopback(host)) for (const name of localHostNames()) names.add(name);
  return async (context, next) => {
    const { method, path } = context.req;
    const hostHeader = context.req.header("Host") ?? "";
    const name = hostName(hostHeader);
    // An IP address cannot be rebound. On loopback only loopback addresses make sense.
    const known = names.has(name) || (isIP(name) !== 0 && (isLoopback(name) || !isLoopback(host)));
    if (!known) throw foreignRequestError("Host", hostHeader);
    const origin = context.req.header("Origin");
    const isMutation = method !== "GET" && method !== "HEAD";
    const matchingProxies = proxyUrls.filter((front) => front.host === hostHeader.toLowerCase());
    const allowedOrigins = matchingProxies.length > 0 ? origins : [`http://${hostHeader.toLowerCase()}`, ...origins];
    if (origin === undefined ? isMutation : !allowedOrigins.includes(origin.toLowerCase()))
      throw foreignRequestError("Origin", origin ?? "");
    if (token !== undefined) {
      const cookie = `omakase-${cookieSuffix(hostHeader)}`;
      const queryToken = context.req.query("token");
      if (path === "/" && queryToken !== undefined && isEqualToken(queryToken, token)) {
        const secure = matchingProxies.some(({ protocol }) => protocol === "https:");
        return setTokenCookie(context, { cookie, token, secure });
      }
      if (!isEqualToken(getCookie(context, cookie) ?? "", token)) throw missingTokenError();
    }
    await next();
    return undefined;
  };
}

/**
 * Stores the token in a cookie and serves the page without the token in its address. Does not redirect: after a link on
 * another site, a redirected request would not carry a strict cookie.
 */
function setTokenCookie(
  context: Context,
  { cookie, token, secure }: { readonly cookie: string; readonly token: string; readonly secure: boolean },
): Response {
  const cookieOptions = { httpOnly: true, sameSite: "Strict", path: "/", maxAge: 400 * 24 * 3600, secure } as const;
  setCookie(context, cookie, token, cookieOptions);
  context.header("Refresh", "0; url=/");
  context.header("Cache-Control", "no-store");
  return context.html("<!doctype html><title>omakase</title><link rel=icon href=data:,><p>omakase …");
}

/** Returns a suffix for cookie names, as cookies do not distinguish ports. */
function cookieSuffix(named: string): string {
  return /:(\d+)$/.exec(named)?.[1] ?? "80";
}

/** Returns the host without the port: `example.org` of `example.org:80`, `::1` of `[::1]:80`. */
function hostName(named: string): string {
  const inside = /^\[([^\]]*)\](?::\d+)?$/.exec(named)?.[1];
  return (inside ?? named.replace(/:\d+$/, "")).toLowerCase();
}

function localHostNames(): string[] {
  const name = hostname().toLowerCase();
  return [name, `${name}.local`];
}

/** Compares secrets in a time that does not depend on where they differ. */
export function isEqualToken(given: string, token: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(token)];
  return one.length === other.length && timingSafeEqual(one, other);
}

function foreignRequestError(header: string, got: string) {
  return httpError(403, { where: header, ...nodeText.accessGuard.foreignRequest({ got: got.slice(0, 100) }) });
}

function missingTokenError() {
  return httpError(401, { where: "token", ...nodeText.accessGuard.missingToken });
}
