import { Hono } from "hono";
import type { EventBus } from "./event-bus.ts";

/** Often enough that no proxy takes a quiet connection for a dead one, milliseconds. */
const heartbeatInterval = 15_000;
/** A page that reads nothing is let go: it reads everything anew when it comes back. Characters that wait for it. */
const maxBufferedCharacters = 1e6;

/** `api/news`: what happens, as server-sent events. */
export function eventRoutes(eventBus: EventBus): Hono {
  const app = new Hono();
  app.get("/", (context) => {
    let leave = () => {};
    const encoder = new TextEncoder();
    const begin = (controller: ReadableStreamDefaultController<Uint8Array>) => {
      const send = (text: string) => {
        if ((controller.desiredSize ?? 0) < -maxBufferedCharacters) {
          leave();
          controller.close();
        } else controller.enqueue(encoder.encode(text));
      };
      const beat = setInterval(() => send(": \n\n"), heartbeatInterval);
      const deafen = eventBus.subscribe((news) => send(`data: ${JSON.stringify(news)}\n\n`));
      leave = () => {
        clearInterval(beat);
        deafen();
      };
      send("retry: 1000\n\n");
    };
    let begun = false;
    const body = new ReadableStream<Uint8Array>(
      {
        // only once somebody reads: who asks by HEAD never does, and never goes either
        pull(controller) {
          if (!begun) begin(controller);
          begun = true;
        },
        cancel: () => leave(),
      },
      { size: (chunk) => chunk!.byteLength, highWaterMark: 0 },
    );
    context.header("X-Accel-Buffering", "no"); // a proxy that collects news keeps them to itself
    return context.body(body, 200, { "Content-Type": "text/event-stream", "Cache-Control": "no-store" });
  });
  return app;
}
