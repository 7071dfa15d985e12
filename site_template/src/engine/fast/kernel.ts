/** Our WebAssembly: one instance on the memory of TensorFlow.js' own heap. Its source: kernel/index.ts. */

/** The heap of TensorFlow.js' wasm backend; addresses are bytes. */
export interface Heap {
  readonly HEAPU8: Uint8Array;
  readonly asm: { readonly memory: WebAssembly.Memory };
  _malloc(bytes: number): number;
  _free(address: number): void;
}

/** Numbers in a row, any distance apart; counted in numbers, not in bytes. */
export interface Matrix {
  readonly address: number;
  readonly rows: number;
  readonly columns: number;
  /** From a row to the next, from a column to the next. */
  readonly down: number;
  readonly across: number;
}

interface Exports {
  packedColumns(n: number): number;
  packedRows(m: number): number;
  packB(source: number, k: number, n: number, down: number, across: number, target: number): void;
  unpackB(source: number, k: number, n: number, target: number): void;
  packA(source: number, m: number, k: number, down: number, across: number, factor: number, target: number): void;
  multiply(
    packedA: number,
    packedB: number,
    m: number,
    n: number,
    k: number,
    c: number,
    stride: number,
    bias: number,
    tile: number,
  ): void;
  softmax(from: number, rows: number, columns: number, to: number): void;
  gelu(from: number, count: number, to: number): void;
  scaleOf(from: number, rows: number, columns: number, epsilon: number, to: number): void;
  normalize(from: number, scale: number, gain: number, bias: number, rows: number, columns: number, to: number): void;
}

const FLOAT = 4;
const TILE = 48 * FLOAT;

/** A stretch of the heap that grows with what it has to hold. */
class Room {
  #address = 0;
  #bytes = 0;

  constructor(private readonly heap: Heap) {}

  /** Its address, once it holds so many numbers. */
  for(numbers: number): number {
    const bytes = numbers * FLOAT;
    if (bytes > this.#bytes) {
      if (this.#address) this.heap._free(this.#address);
      this.#bytes = 0;
      this.#address = this.heap._malloc(bytes) >>> 0;
      this.#bytes = bytes;
    }
    return this.#address;
  }
}

/** Where a product goes, and what is done on the way. */
export interface Target {
  readonly address: number;
  /** From a row to the next. */
  readonly down: number;
  /** Address of what is added to every row, or 0. */
  readonly bias?: number;
  /** The left side is multiplied with it. */
  readonly factor?: number;
}

export class Kernel {
  /** What works row by row; addresses are bytes, counts are numbers. */
  readonly rows: Pick<Exports, "softmax" | "gelu" | "scaleOf" | "normalize">;
  readonly #exports: Exports;
  readonly #left: Room;
  readonly #right: Room;
  readonly #tile: number;

  private constructor(
    private readonly heap: Heap,
    exports: Exports,
  ) {
    this.#exports = this.rows = exports;
    [this.#left, this.#right] = [new Room(heap), new Room(heap)];
    this.#tile = heap._malloc(TILE) >>> 0;
  }

  static async start(heap: Heap, bytes: BufferSource): Promise<Kernel> {
    const { instance } = await WebAssembly.instantiate(bytes, { env: { memory: heap.asm.memory } });
    return new Kernel(heap, instance.exports as unknown as Exports);
  }

  /** Whether a matrix takes as much room packed as it does in rows. */
  packsInPlace(columns: number): boolean {
    return this.#exports.packedColumns(columns) === columns;
  }

  /** Packs a right side [k, n] of rows where it lies. */
  packInPlace(address: number, k: number, n: number): void {
    const room = this.heap._malloc(k * n * FLOAT) >>> 0;
    this.#exports.packB(address, k, n, n, 1, room);
    this.heap.HEAPU8.copyWithin(address, room, room + k * n * FLOAT);
    this.heap._free(room);
  }

  /** The rows of a right side that was packed, somewhere else; good until the next call. */
  unpacked(address: number, k: number, n: number): number {
    const room = this.#right.for(k * n);
    this.#exports.unpackB(address, k, n, room);
    return room;
  }

  /** Packs a right side; good until the next call. */
  packed(b: Matrix): number {
    const room = this.#right.for(b.rows * this.#exports.packedColumns(b.columns));
    this.#exports.packB(b.address, b.rows, b.columns, b.down, b.across, room);
    return room;
  }

  /** C = factor A B + bias, from a packed B [a.columns, n]. */
  multiply(a: Matrix, packedB: number, n: number, { address, down, bias = 0, factor = 1 }: Target): void {
    const room = this.#left.for(a.columns * this.#exports.packedRows(a.rows));
    this.#exports.packA(a.address, a.rows, a.columns, a.down, a.across, factor, room);
    this.#exports.multiply(room, packedB, a.rows, n, a.columns, address, down, bias, this.#tile);
  }
}
