/** The page's end of the line to the worker: calls that are answered, and one way to hang up. */

import { EngineError } from "../errors.ts";
import type { Calls, Kind, Reply } from "./protocol.ts";
import * as words from "./words.ts";

interface Pending {
  readonly resolve: (value: Calls[Kind]["reply"]) => void;
  readonly reject: (error: Error) => void;
}

export class Channel {
  readonly #worker: Worker;
  readonly #pending = new Map<number, Pending>();
  #calls = 0;
  #closed: Error | null = null;
  /** Resolves when the worker is gone, to the reason. */
  readonly closed: Promise<Error>;
  #settleClosed!: (reason: Error) => void;

  /** @param source of a classic worker; a Blob worker is the only kind that file:// pages may start everywhere. */
  constructor(source: string) {
    this.closed = new Promise((resolve) => (this.#settleClosed = resolve));
    const url = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
    this.#worker = new Worker(url, { name: "elvit" });
    this.#worker.onmessage = ({ data }: MessageEvent<Reply>) => {
      URL.revokeObjectURL(url);
      this.#settle(data);
    };
    this.#worker.onerror = (event) => {
      event.preventDefault();
      this.close(crashed(event.message));
    };
  }

  get isClosed(): boolean {
    return this.#closed !== null;
  }

  /** @throws EngineError as the worker reports it. */
  call<K extends Kind>(
    kind: K,
    request: Calls[K]["request"],
    transfer: Transferable[] = [],
  ): Promise<Calls[K]["reply"]> {
    if (this.#closed) return Promise.reject(this.#closed);
    const id = this.#calls++;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve: resolve as Pending["resolve"], reject });
      this.#worker.postMessage({ id, kind, request }, transfer);
    });
  }

  /** Ends the worker; calls under way are rejected with the reason. */
  close(reason: Error): void {
    if (this.#closed) return;
    this.#closed = reason;
    this.#worker.terminate();
    this.#settleClosed(reason);
    for (const { reject } of this.#pending.values()) reject(reason);
    this.#pending.clear();
  }

  #settle(reply: Reply): void {
    const pending = this.#pending.get(reply.id);
    this.#pending.delete(reply.id);
    if ("value" in reply) return pending?.resolve(reply.value);
    const error = new EngineError(reply.error.message, reply.error.hint);
    pending?.reject(error);
    if (reply.error.fatal) this.close(error);
  }
}

function crashed(message: string | undefined): EngineError {
  return new EngineError(...words.stopped(message));
}
