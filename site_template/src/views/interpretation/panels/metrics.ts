/** The scores in words: what each is called, what it asks, and what chance would give. */
import type { Metric } from "../../../maths/scoring.ts";

interface Words {
  readonly title: string;
  /** On a button. */
  readonly short: string;
  readonly asks: string;
  readonly chance: string;
}

export const METRIC_WORDS: Readonly<Record<Metric, Words>> = {
  roc_auc: {
    title: "area under the ROC curve",
    short: "ROC-AUC",
    asks: "how often a patch of the object is above one of the rest, when one of each is drawn: 1 is always.",
    chance: "a map in random order",
  },
  average_precision: {
    title: "average precision",
    short: "average precision",
    asks: "going down from the highest patch: which share of those passed is the object, averaged over its patches.",
    chance: "a map in random order, about the object’s share of the patches",
  },
  best_iou: {
    title: "IoU at the best threshold",
    short: "best IoU",
    asks: "overlap of outline and object over what either of them covers, at the threshold that suits this picture best.",
    chance: "an outline around everything",
  },
  iou_halfway: {
    title: "IoU at the middle",
    short: "IoU, half-way",
    asks: "the same overlap at a fixed threshold: half-way between the map’s lowest and highest value.",
    chance: "an outline around everything",
  },
  pointing_game: {
    title: "pointing game",
    short: "pointing game",
    asks: "whether the highest patch of the map is the object’s: 1 or 0; where several are highest, the share of them.",
    chance: "a patch drawn at random",
  },
};
