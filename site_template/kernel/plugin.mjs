// For esbuild: an import of kernel/*.ts is the WebAssembly that it compiles to, as bytes.
import { fileURLToPath } from "node:url";
import { compile } from "./compile.mjs";

const HERE = fileURLToPath(new URL(".", import.meta.url));

/** @type {import("esbuild").Plugin} */
export const kernels = {
  name: "kernels",
  setup({ onResolve, onLoad }) {
    const namespace = "kernel";
    onResolve({ filter: /\/kernel\/\w+\.ts\?/ }, ({ path }) => ({
      path: path.replace(/^.*\/kernel\//, ""),
      namespace,
    }));
    onLoad({ filter: /./, namespace }, async ({ path }) => {
      const [file, features] = path.split("?");
      return { contents: await compile(HERE + file, features.split("+")), loader: "binary" };
    });
  },
};
