import { Hono } from "hono";
import type { EventBus } from "./event-bus.ts";

/** Interval between heartbeats, ms; short enough that proxies keep a quiet connection open. */
const heartbeatInterval = 15_000;
/**
 * Maximum number of buffered bytes. A page that does not read is disconnected; it loads everything again when it
 * reconnects.
 */
const maxBufferedBytes = 1e6;

/** Creates the route `api/events`: server-sent events. */
export function eventRoutes(eventBus: EventBus): Hono {
  const app = new Hono();
  app.get("/", (context) => {
    let leave = () => {};
    const encoder = new TextEncoder();
    const begin = (controller: ReadableStreamDefaultController<Uint8Array>) => {
      const send = (text: string) => {
        if ((controller.desiredSize ?? 0) < -maxBufferedBytes) {
          leave();
          controller.close();
        } else controller.enqueue(encoder.encode(text));
      };
      const beat = setInterval(() => send(": \n\n"), heartbeatInterval);
      const unsubscribe = eventBus.subscribe((event) => send(`data: ${JSON.stringify(event)}\n\n`));
      leave = () => {
        clearInterval(beat);
        unsubscribe();
      };
      send("retry: 1000\n\n");
    };
    let begun = false;
    const body = new ReadableStream<Uint8Array>(
      {
        // only on the first read: a HEAD request never reads, nor cancels
        pull(controller) {
          if (!begun) begin(controller);
          begun = true;
        },
        cancel: () => leave(),
      },
      { size: (chunk) => chunk!.byteLength, highWaterMark: 0 },
    );
    context.header("X-Accel-Buffering", "no"); // a buffering proxy would withhold events
    return context.body(body, 200, { "Content-Type": "text/event-stream", "Cache-Control": "no-store" });
  });
  return app;
}
