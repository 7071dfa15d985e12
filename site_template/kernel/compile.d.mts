/** Compiles AssemblyScript; `file` is its path, `features` are those of WebAssembly that it may use. */
export function compile(file: string, features: readonly string[]): Promise<Uint8Array<ArrayBuffer>>;
