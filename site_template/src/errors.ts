/** A problem said in one sentence for the visitor, with a way on. */
export class EngineError extends Error {
  constructor(
    message: string,
    readonly hint: string,
  ) {
    super(message);
    this.name = "EngineError";
  }
}
