/** One file that carries bytes: a stylesheet of base64 (.css), or a script of UTF-8 text (.js); see files.ts. */

export interface Chunk {
  /** Path from the page's folder. */
  readonly file: string;
  /** Length of the decoded bytes. */
  readonly bytes: number;
  /** CRC-32 of the decoded bytes, unsigned. */
  readonly crc32: number;
}
/** Bytes cut into chunks; concatenated in order they are the whole. */
export interface Pack {
  readonly chunks: readonly Chunk[];
  readonly bytes: number;
}
