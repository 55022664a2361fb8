import { randomBytes, timingSafeEqual } from "node:crypto";
import { isIP } from "node:net";
import { hostname } from "node:os";
import type { Context, MiddlewareHandler } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import { OmakaseError } from "../../error.ts";
import { httpError } from "./http-error.ts";

/** Whether an address is this machine's own, which no other can reach. */
export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || (isIP(host) === 4 && host.startsWith("127."));
}

/**
 * The address that a proxy is visited at, as browsers write it.
 *
 * @throws OmakaseError `option` when it is none.
 */
export function parseOrigin(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && /^https?:$/.test(url.protocol) && url.href === `${url.origin}/` && !url.host.includes("*"))
    return url.origin;
  throw new OmakaseError("option", {
    where: "--origin",
    expected: {
      ja: "https://studio.example.org のようなアドレス",
      en: "an address such as https://studio.example.org",
    },
    got: { ja: `「${text}」`, en: `"${text}"` },
    remedy: {
      ja: "パスは付けず、ブラウザに見えるとおりに書いてください",
      en: "Write it as browsers see it, without a path",
    },
  });
}

/** A word that nobody guesses. */
export function createToken(): string {
  return randomBytes(24).toString("base64url");
}

/** See {@link createAccessGuard}. */
export interface AccessGuardOptions {
  /** The address that the server listens at. */
  readonly host: string;
  /** The addresses that a proxy before the server is visited at, such as `https://studio.example.org`. Default: none. */
  readonly origins?: readonly string[];
  /** What a visitor must know; undefined: everybody who reaches the server may come in. */
  readonly token?: string;
}

/**
 * Lets nobody in who should not be.
 *
 * - The header `Host` must be one that this server has: a page of another site whose name was made to point here
 *   (DNS rebinding) has another one.
 * - What changes something must come from the server's own page, as the header `Origin` says, which no page can forge.
 *   What a proxy says of where a request came from (`X-Forwarded-…`) is not heard: anybody can write that.
 * - Where others can reach the server, a visitor needs the token, once in the address and then as a cookie.
 */
export function createAccessGuard({ host, origins = [], token }: AccessGuardOptions): MiddlewareHandler {
  const proxyUrls = origins.map((origin) => new URL(origin));
  const names = new Set(["localhost", host.toLowerCase(), ...proxyUrls.map((front) => hostName(front.host))]);
  if (!isLoopback(host)) for (const name of localHostNames()) names.add(name);
  return async (context, next) => {
    const { method, path } = context.req;
    const hostHeader = context.req.header("Host") ?? "";
    const name = hostName(hostHeader);
    // A number cannot be made to point elsewhere. On loopback only those of loopback make sense.
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
 * Keeps the token for the next visits and goes on to the page, without the token in its address. Not by a redirection:
 * after a link on another site, a strict cookie would not be sent with it.
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

/** Cookies do not tell ports apart. */
function cookieSuffix(named: string): string {
  return /:(\d+)$/.exec(named)?.[1] ?? "80";
}

/** `example.org` of `LabelledExample.org:80`, `::1` of `[::1]:80`. */
function hostName(named: string): string {
  const inside = /^\[([^\]]*)\](?::\d+)?$/.exec(named)?.[1];
  return (inside ?? named.replace(/:\d+$/, "")).toLowerCase();
}

function localHostNames(): string[] {
  const name = hostname().toLowerCase();
  return [name, `${name}.local`];
}

function isEqualToken(said: string, token: string): boolean {
  const [one, other] = [Buffer.from(said), Buffer.from(token)];
  return one.length === other.length && timingSafeEqual(one, other);
}

function foreignRequestError(header: string, got: string) {
  return httpError(403, {
    where: header,
    expected: { ja: "このスタジオ自身のページ", en: "the page of this studio itself" },
    got: { ja: `「${got.slice(0, 100)}」`, en: `"${got.slice(0, 100)}"` },
    remedy: {
      ja: "omakase studio が表示したアドレスを開いてください。プロキシを通すときは --origin で教えてください",
      en: "Open the address that omakase studio printed; name that of a proxy with --origin",
    },
  });
}

function missingTokenError() {
  return httpError(401, {
    where: "token",
    expected: { ja: "表示されたアドレスにある合言葉", en: "the token in the address that was printed" },
    got: { ja: "別のもの", en: "none, or another one" },
    remedy: {
      ja: "omakase studio が表示したアドレスを、はじめから終わりまで開いてください",
      en: "Open the whole address that omakase studio printed",
    },
  });
}
