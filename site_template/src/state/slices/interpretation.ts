/** What the address holds of the maps of a picture, block by block. */
import { choice, type Fields, shaped, text, within } from "../fields.ts";

export interface InterpretationState {
  /** Several reference tokens, "12-15,20-23"; they count while the token is among them. Empty for the token alone. */
  readonly refs: string;
  /** What the large map shows. */
  readonly method: "similarity" | "attention" | "rollout";
  /** How the heads become one map; "head" is the one of `head`. */
  readonly fuse: "mean" | "max" | "min" | "head";
  /** Rollout: whether each token keeps its own row, half and half. */
  readonly identity: "with" | "without";
  /** Rollout: per cent of each pattern, its lowest entries, that are dropped. */
  readonly discard: number;
  /** Number of the block of the large map; empty for the last. */
  readonly block: string;
  /** Methods compared with the large map's, separated by commas; empty for all others, "none" for none. */
  readonly beside: string;
  /** From which value on patches are outlined; empty for the map's own. */
  readonly threshold: string;
  /** Per cent at which a map covers the picture. */
  readonly opacity: number;
  /** How the rows of the similarity matrix are ordered. */
  readonly order: "grid" | "cluster" | "reference";
  /** What the picture is compared with: id of a picture, or "model:" and the id of a model. */
  readonly versus: string;
  /**
   * A class whose mask is used, "drawn:" and packed bits, or "none"; empty for the known one that the model answers
   * first.
   */
  readonly mask: string;
  /** Which score the maps are compared by. */
  readonly score: "roc_auc" | "average_precision" | "best_iou" | "iou_halfway" | "pointing_game";
  /** Whether all blocks share one colour scale. */
  readonly scale: "all" | "each";
}

export const INTERPRETATION: Fields<InterpretationState> = {
  refs: text(),
  method: choice("similarity", "attention", "rollout"),
  fuse: choice("mean", "max", "min", "head"),
  identity: choice("with", "without"),
  discard: within(0, 90, 0),
  block: shaped(/^\d{1,3}$/),
  beside: text(),
  threshold: shaped(/^-?(\d{1,6}(\.\d{0,9})?|\.\d{1,9})$/),
  opacity: within(0, 100, 80),
  order: choice("grid", "cluster", "reference"),
  versus: text(),
  mask: text(),
  score: choice("roc_auc", "average_precision", "best_iou", "iou_halfway", "pointing_game"),
  scale: choice("all", "each"),
};
