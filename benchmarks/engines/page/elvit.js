// The page's end of the line to elvit's own worker, the bundle that every site ships.
import { Channel } from "../../../site_template/src/engine/channel.ts";

const bytesOf = async (url) => (await fetch(url)).arrayBuffer();

export class Elvit {
  #channel = null;

  async load({ worker, wasm, graph, hooks, shards }) {
    this.#channel = new Channel(await (await fetch(worker)).text(), () => {});
    const { backend } = await this.#channel.call("start", { wasm: await bytesOf(wasm) });
    if (backend !== "wasm") throw new Error(`elvit took the backend ${backend}`);
    const loaded = this.#channel.call("load", { graph: await bytesOf(graph), nodes: hooks, preprocess: null });
    await Promise.all([loaded, this.#send(shards)]);
  }

  /** @param way "results" or "all": whose tensors stay */
  async run(data, keep) {
    return (await this.#channel.call("run", { input: { kind: "tensor", data }, feed: {}, keep })).logits;
  }

  close() {
    this.#channel.close(new Error("closed"));
  }

  async #send(shards) {
    let start = 0;
    for (const { url, ...chunk } of shards) {
      const text = [new Uint8Array(await bytesOf(url)).toBase64()];
      await this.#channel.call("weights", { start, chunk, text });
      start += chunk.bytes;
    }
  }
}
