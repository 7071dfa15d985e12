/** What the head reads: one token, the mean of several, or both. */
import type { Hook, ModelConfig } from "../data/manifest.ts";
import { readName } from "./words.ts";

/** Tokens of the last block that the head reads, ascending. */
export function readTokens(config: ModelConfig, patches: number): number[] {
  const before = config.prefix.map((_, token) => token);
  const others = Array.from({ length: patches }, (_, patch) => patch + before.length);
  switch (config.readout) {
    case "token":
      return before.slice(0, 1);
    case "mean_patches":
      return others;
    case "mean_all":
      return [...before, ...others];
    case "cls_and_mean":
      return [...before.slice(0, 1), ...others];
    case "two_heads":
      return before.slice(0, 2);
  }
}

/** The one token that the head reads; null where it reads several, or a mean. */
export const readToken = (config: ModelConfig): number | null => (config.readout === "token" ? 0 : null);

/** Whether the head reads this token, alone or in a mean. */
export function isRead(config: ModelConfig, token: number): boolean {
  if (token >= config.prefix.length) return config.readout !== "token" && config.readout !== "two_heads";
  if (config.readout === "mean_all") return true;
  if (config.readout === "mean_patches") return false;
  return token < (config.readout === "two_heads" ? 2 : 1);
}

/**
 * What one head reads of its input: groups of rows, the mean of each, one after the other. `patches` counts the rows
 * that are patches; they stand last.
 */
export function headParts(config: ModelConfig, head: Pick<Hook, "reads">, patches: number): readonly number[][] {
  const token = config.prefix.indexOf(head.reads ?? "");
  if (token >= 0) return [[token]];
  const all = readTokens({ ...config, readout: "mean_all" }, patches);
  const others = all.slice(config.prefix.length);
  switch (head.reads) {
    case "mean_patches":
      return [others];
    case "cls_and_mean":
      return [[0], others];
    default:
      return [all];
  }
}

/** "CLS", "the mean of the patches", "CLS and the mean of the patches". */
export const readoutName = (config: ModelConfig): string => readName(config.readout, config.prefix);
