/** Tensors that several have a use for: each goes when the last of them lets go. */
import type { Tensor } from "@tensorflow/tfjs-core";

export class Pool {
  /** By tensor, how many have a use for it. */
  readonly #uses = new Map<Tensor, number>();
  readonly #lasting: ReadonlySet<Tensor>;

  /** @param lasting tensors that are never let go, such as weights. */
  constructor(lasting: ReadonlySet<Tensor>) {
    this.#lasting = lasting;
  }

  hold(tensor: Tensor): void {
    if (!this.#lasting.has(tensor)) this.#uses.set(tensor, (this.#uses.get(tensor) ?? 0) + 1);
  }

  drop(tensor: Tensor): void {
    const uses = this.#uses.get(tensor);
    if (uses === undefined) return;
    if (uses > 1) return void this.#uses.set(tensor, uses - 1);
    this.#uses.delete(tensor);
    tensor.dispose();
  }
}
