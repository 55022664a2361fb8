import { Socket } from "node:net";

/** Sockets of a PostgreSQL client. The driver leaves sockets half-open whose server does not answer its goodbye. */
export interface PostgresSockets {
  /** Connects to the next host; for the driver's option `socket`. */
  readonly open: (options: PostgresHosts) => Promise<Socket>;
  /** Rejects as soon as every host has refused a connection. */
  readonly refused: Promise<never>;
  /** Destroys all sockets at once, and opens no more. */
  destroy(): void;
}

/** Driver options that locate the servers. */
export interface PostgresHosts {
  readonly host: readonly string[];
  readonly port: readonly number[];
  /** Path of a Unix socket that replaces the hosts. */
  readonly path?: string | false;
}

/**
 * Socket that reports a lost connection as an error first, and closes a little later. At `close` the driver forgets the
 * socket, and ends the process at whatever is written then: the rollback of a transaction that the loss interrupted. It
 * replaces a socket for TLS by its own.
 */
class DriverSocket extends Socket {
  /** Host and port, which the driver needs for TLS and for its messages. */
  host?: string;
  port?: number;
  private isClosing = false;

  override emit(event: string | symbol, ...values: unknown[]): boolean {
    if (event !== "close" || this.isClosing) return super.emit(event, ...values);
    this.isClosing = true;
    const [hadError] = values;
    if (hadError !== true && this.listenerCount("error") > 0)
      super.emit("error", connectionClosedError(this.host, this.port));
    // a turn for the rollback, and one for its write; then, as without an error, the driver rejects what is unanswered
    setImmediate(() => setImmediate(() => super.emit("close", false)));
    return true;
  }
}

function connectionClosedError(host = "", port = 0): Error {
  return Object.assign(new Error(`read CONNECTION_CLOSED ${host}:${port}`), { code: "CONNECTION_CLOSED" });
}

/** Delay between a refused connection and the next attempt, ms: with several hosts the driver itself does not wait. */
const retryDelay = 200;

/** Creates the sockets of a client. */
export function postgresSockets(): PostgresSockets {
  const opened = new Set<Socket>();
  const silent = new Set<number>();
  let turn = 0;
  let refusedAt = -Infinity;
  let isOver = false;
  let giveUp: (error: Error) => void;
  const refused = new Promise<never>((_, reject) => (giveUp = reject));
  refused.catch(() => undefined); // no listener remains once the database is open

  /** Connects to the Unix socket, or to the hosts in turn. */
  function connect({ host, port, path }: PostgresHosts): Socket {
    const socket = new DriverSocket();
    const servers = path ? [{ path }] : host.map((name, at) => ({ host: name, port: port[at] }));
    const at = turn++ % servers.length;
    socket.once("error", (error) => {
      refusedAt = performance.now();
      if (silent.add(at).size >= servers.length) giveUp(error);
    });
    socket.once("connect", () => silent.clear());
    socket.connect(servers[at]);
    return path ? socket : Object.assign(socket, servers[at]);
  }

  return {
    async open(options) {
      for (const socket of opened) if (socket.destroyed) opened.delete(socket);
      const wait = refusedAt + retryDelay - performance.now();
      if (wait > 0) await new Promise((done) => setTimeout(done, wait));
      if (isOver) throw new Error("the database is closed");
      const socket = connect(options);
      opened.add(socket);
      return socket;
    },
    refused,
    destroy() {
      isOver = true;
      for (const socket of opened) socket.destroy();
    },
  };
}
