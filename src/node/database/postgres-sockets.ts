import { Socket } from "node:net";

/** The sockets of a client of PostgreSQL. The driver leaves those half-open whose server does not answer its farewell. */
export interface PostgresSockets {
  /** Begins a connection to the next host; for the option `socket` of the driver. */
  readonly open: (options: PostgresHosts) => Promise<Socket>;
  /** Fails as soon as every host has refused a connection. */
  readonly refused: Promise<never>;
  /** Ends all of them at once, and opens no more. */
  destroy(): void;
}

/** The part of the driver's options that says where its servers are. */
export interface PostgresHosts {
  readonly host: readonly string[];
  readonly port: readonly number[];
  /** A socket in the file system, in place of the hosts. */
  readonly path?: string | false;
}

/** A socket that knows its host, as the driver wants it for TLS and for its messages. */
type HostSocket = Socket & { host?: string; port?: number };

/** Milliseconds from a refused connection to the next attempt: with several hosts the driver itself does not wait. */
const rest = 200;

/** Opens sockets for a client, and remembers them. */
export function postgresSockets(): PostgresSockets {
  const opened = new Set<Socket>();
  const silent = new Set<string>();
  let turn = 0;
  let refusedAt = -Infinity;
  let isOver = false;
  let giveUp: (error: Error) => void;
  const refused = new Promise<never>((_, reject) => (giveUp = reject));
  refused.catch(() => undefined); // no one listens once the database is open

  /** Takes the hosts one after the other. */
  function connect({ host, port, path }: PostgresHosts): HostSocket {
    const socket: HostSocket = new Socket();
    if (path) return socket.connect(path);
    const at = turn++ % host.length;
    const name = `${host[at]}:${port[at]}`;
    socket.once("error", (error) => {
      refusedAt = performance.now();
      if (silent.add(name).size >= host.length) giveUp(error);
    });
    socket.once("connect", () => silent.clear());
    socket.connect(port[at], host[at]);
    socket.host = host[at];
    socket.port = port[at];
    return socket;
  }

  return {
    async open(options) {
      for (const socket of opened) if (socket.destroyed) opened.delete(socket);
      const wait = refusedAt + rest - performance.now();
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
