// The page's end of the line to a rival's worker.
export class Rival {
  #worker = null;

  async load({ worker, ...request }) {
    this.#worker = new Worker(worker, { type: "module" });
    await this.#call("load", request);
  }

  run(image) {
    return this.#call("run", image);
  }

  close() {
    this.#worker.terminate();
  }

  #call(kind, request) {
    return new Promise((resolve, reject) => {
      this.#worker.onmessage = ({ data }) => ("error" in data ? reject(new Error(data.error)) : resolve(data.value));
      this.#worker.onerror = ({ message }) => reject(new Error(message));
      this.#worker.postMessage({ kind, request });
    });
  }
}
