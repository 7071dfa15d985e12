import type { Plugin } from "esbuild";

/** For esbuild: an import of kernel/*.ts is the WebAssembly that it compiles to, as bytes. */
export const kernels: Plugin;
