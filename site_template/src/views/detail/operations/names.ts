/** Names of tensors and weights as code writes them. */
import type { Hook } from "../../../data/manifest.ts";

/** "hook_q" of "blocks.3.attn.hook_q". */
export const lastName = (name: string): string => name.split(".").at(-1)!;

/** "q" of "blocks.3.attn.hook_q", "W_Q" of "blocks.3.attn.W_Q". */
export const shortName = (name: string): string => lastName(name).replace(/^hook_/, "");

export const matrixName = ({ weights }: Hook): string => shortName(weights[0] ?? "W");

export const biasName = ({ weights }: Hook): string | null => (weights[1] ? shortName(weights[1]) : null);
