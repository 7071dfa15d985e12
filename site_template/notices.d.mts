import type { Metafile } from "esbuild";

export function packagesOf(metafiles: readonly Pick<Metafile, "inputs">[]): string[];
export function notices(folders: readonly string[]): Promise<string>;
