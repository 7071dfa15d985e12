// AssemblyScript to WebAssembly: the same sources give the same bytes.
import asc from "assemblyscript/asc";

/**
 * @param {string} file its path
 * @param {readonly string[]} features of WebAssembly that it may use
 * @returns {Promise<Uint8Array>}
 */
export async function compile(file, features) {
  const enabled = features.flatMap((feature) => ["--enable", feature]);
  const options = ["-O3", "--noAssert", "--runtime", "stub", "--importMemory", ...enabled];
  let bytes = null;
  const { error, stderr } = await asc.main([file, "--outFile", "kernel.wasm", ...options], {
    writeFile: (_name, contents) => (bytes = contents),
  });
  if (error || !bytes) throw new Error(`${file} does not compile:\n${stderr.toString()}`);
  return bytes;
}
