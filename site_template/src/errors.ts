/** A problem said in one sentence for the visitor, with a way on: as words have it, and as it is thrown. */

export type Trouble = readonly [message: string, hint: string];

export class EngineError extends Error {
  constructor(
    message: string,
    readonly hint: string,
  ) {
    super(message);
    this.name = "EngineError";
  }
}
