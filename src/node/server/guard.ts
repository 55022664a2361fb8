import { randomBytes, timingSafeEqual } from "node:crypto";
import { isIP } from "node:net";
import { hostname } from "node:os";
import type { Context, MiddlewareHandler } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import { refusal } from "./refusal.ts";

/** Whether an address is this machine's own, which no other can reach. */
export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || (isIP(host) === 4 && host.startsWith("127."));
}

/** A word that nobody guesses. */
export function freshToken(): string {
  return randomBytes(24).toString("base64url");
}

/** See {@link guard}. */
export interface GuardOptions {
  /** The address that the server listens at. */
  readonly host: string;
  /** What a visitor must know; undefined: everybody who reaches the server may come in. */
  readonly token?: string;
}

/**
 * Lets nobody in who should not be.
 *
 * - The header `Host` must be one that this server has: a page of another site whose name was made to point here
 *   (DNS rebinding) has another one.
 * - What changes something must come from the server's own page, as the header `Origin` says, which no page can forge.
 * - Where others can reach the server, a visitor needs the token, once in the address and then as a cookie.
 */
export function guard({ host, token }: GuardOptions): MiddlewareHandler {
  const names = new Set(["localhost", host.toLowerCase()]);
  if (!isLoopback(host)) for (const name of ownNames()) names.add(name);
  return async (context, next) => {
    const { method, path } = context.req;
    const named = context.req.header("Host") ?? "";
    const name = nameIn(named);
    // A number cannot be made to point elsewhere. On loopback only those of loopback make sense.
    const known = names.has(name) || (isIP(name) !== 0 && (isLoopback(name) || !isLoopback(host)));
    if (!known) throw foreign("Host", named);
    const origin = context.req.header("Origin");
    const changes = method !== "GET" && method !== "HEAD";
    if (origin === undefined ? changes : origin.toLowerCase() !== `http://${named.toLowerCase()}`)
      throw foreign("Origin", origin ?? "");
    if (token !== undefined) {
      const cookie = `omakase-${nameOfCookie(named)}`;
      const said = context.req.query("token");
      if (path === "/" && said !== undefined && isSame(said, token)) return welcome(context, cookie, token);
      if (!isSame(getCookie(context, cookie) ?? "", token)) throw stranger();
    }
    await next();
    return undefined;
  };
}

/**
 * Keeps the token for the next visits and goes on to the page, without the token in its address. Not by a redirection:
 * after a link on another site, a strict cookie would not be sent with it.
 */
function welcome(context: Context, cookie: string, token: string): Response {
  setCookie(context, cookie, token, { httpOnly: true, sameSite: "Strict", path: "/", maxAge: 400 * 24 * 3600 });
  context.header("Refresh", "0; url=/");
  context.header("Cache-Control", "no-store");
  return context.html("<!doctype html><title>omakase</title><link rel=icon href=data:,><p>omakase …");
}

/** Cookies do not tell ports apart. */
function nameOfCookie(named: string): string {
  return /:(\d+)$/.exec(named)?.[1] ?? "80";
}

/** `example.org` of `Example.org:80`, `::1` of `[::1]:80`. */
function nameIn(named: string): string {
  const inside = /^\[([^\]]*)\](?::\d+)?$/.exec(named)?.[1];
  return (inside ?? named.replace(/:\d+$/, "")).toLowerCase();
}

function ownNames(): string[] {
  const name = hostname().toLowerCase();
  return [name, `${name}.local`];
}

function isSame(said: string, token: string): boolean {
  const [one, other] = [Buffer.from(said), Buffer.from(token)];
  return one.length === other.length && timingSafeEqual(one, other);
}

function foreign(header: string, got: string) {
  return refusal(403, {
    where: header,
    expected: { ja: "このスタジオ自身のページ", en: "the page of this studio itself" },
    got: { ja: `「${got.slice(0, 100)}」`, en: `"${got.slice(0, 100)}"` },
    remedy: {
      ja: "omakase studio が表示したアドレスを開いてください",
      en: "Open the address that omakase studio printed",
    },
  });
}

function stranger() {
  return refusal(401, {
    where: "token",
    expected: { ja: "表示されたアドレスにある合言葉", en: "the token in the address that was printed" },
    got: { ja: "別のもの", en: "none, or another one" },
    remedy: {
      ja: "omakase studio が表示したアドレスを、はじめから終わりまで開いてください",
      en: "Open the whole address that omakase studio printed",
    },
  });
}
