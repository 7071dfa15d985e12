/** Compiles AssemblyScript; `file` is relative to site_template, `features` are those of WebAssembly that it may use. */
export function compile(file: string, features: readonly string[]): Promise<Uint8Array<ArrayBuffer>>;
