import type { MiddlewareHandler } from "hono";

const contentPolicy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self' blob:",
  "frame-src 'self'",
  "connect-src 'self'",
  "img-src 'self' blob: data:",
  "media-src 'self' blob:",
  "style-src 'self'",
  "font-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/**
 * Page of the frame in which a learner's program runs. It has a stricter policy inside (`default-src 'none'`, no network);
 * this says what a page cannot say about itself: it has no origin, and no other site embeds it.
 */
const framePath = "/lesson-frame.html";
const framePolicy = "sandbox allow-scripts; frame-ancestors 'self'";

const securityHeaderValues: Readonly<Record<string, string>> = {
  "Content-Security-Policy": contentPolicy,
  // Together they enable threads in a page.
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
  "Cross-Origin-Resource-Policy": "same-origin",
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
  "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=()",
};

/**
 * Sets the security headers of every response: only the page's own scripts run, other sites cannot embed it, nothing is
 * cached.
 */
export const securityHeaders: MiddlewareHandler = async (context, next) => {
  await next();
  for (const [name, value] of Object.entries(securityHeaderValues)) context.res.headers.set(name, value);
  if (context.req.path === framePath) context.res.headers.set("Content-Security-Policy", framePolicy);
  if (!context.res.headers.has("Cache-Control")) context.res.headers.set("Cache-Control", "no-store");
};
