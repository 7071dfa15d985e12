/** What the methods score on the pictures of the gallery, by block, with the interval of the mean. */
import { readPack } from "../../../data/chunks.ts";
import type { ModelEntry } from "../../../data/manifest.ts";
import { isRead } from "../../../maths/reference.ts";
import type { Metric } from "../../../maths/scoring.ts";
import type { Method, Scene } from "../scene.ts";

export interface Mean {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

export interface Gallery {
  /** Pictures that count. */
  readonly pictures: number;
  /** Mean over the pictures of what chance gives. */
  chance(metric: Metric): number;
  /** Null where the table has no such method, block or metric. */
  score(method: string, block: number, metric: Metric): Mean | null;
  readonly methods: readonly string[];
  /** By block: the head that "attention_head" is. */
  readonly bestHeads: readonly number[];
}

const read = new WeakMap<ModelEntry, Promise<Gallery | null>>();

/** Null where no picture of the gallery has a mask that tells anything. */
function galleryOf(model: ModelEntry): Promise<Gallery | null> {
  const known = read.get(model);
  if (known) return known;
  const { scores } = model as { scores?: ModelEntry["scores"] };
  const asked =
    !scores || scores.pictures.length === 0
      ? Promise.resolve(null)
      : readPack(scores.pack).then((bytes) => galleryFrom(bytes, model));
  read.set(model, asked);
  asked.catch(() => read.delete(model));
  return asked;
}

/** The gallery's scores of the model that is shown; null until they are there, and where there are none. */
export interface FollowedGallery {
  of(model: ModelEntry): Gallery | null;
}

/** @param onCome called when they have come. */
export function followGallery(onCome: () => void): FollowedGallery {
  let [asked, found] = [null as ModelEntry | null, null as Gallery | null];
  return {
    of(model) {
      if (asked === model) return found;
      [asked, found] = [model, null];
      galleryOf(model).then(
        (gallery) => {
          if (asked !== model) return;
          found = gallery;
          onCome();
        },
        () => undefined,
      );
      return null;
    },
  };
}

export function galleryFrom(bytes: Uint8Array, { scores, config }: Pick<ModelEntry, "scores" | "config">): Gallery {
  const values = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { methods, metrics } = scores;
  return {
    pictures: scores.pictures.length,
    methods,
    bestHeads: scores.best_heads,
    chance: (metric) => scores.chance[metrics.indexOf(metric)] ?? NaN,
    score(method, block, metric) {
      const [row, column] = [methods.indexOf(method), metrics.indexOf(metric)];
      if (row < 0 || column < 0 || block < 0 || block >= config.n_layers) return null;
      const at = 12 * ((row * config.n_layers + block) * metrics.length + column);
      const [mean, low, high] = [0, 4, 8].map((offset) => values.getFloat32(at + offset, true));
      return Number.isFinite(mean!) ? { mean: mean!, low: low!, high: high! } : null;
    },
  };
}

/** The gallery's mean of a method as it is set at the moment; null where the gallery was scored in no such way. */
export function galleryMean(
  gallery: Gallery,
  method: Method,
  scene: Pick<Scene, "fuse" | "rollout" | "grid" | "references">,
  block: number,
  metric: Metric,
): Mean | null {
  const key = keyOf(method, scene, gallery.bestHeads[block]);
  return key === null ? null : gallery.score(key, block, metric);
}

/** The gallery was scored with what the head reads as the reference, and with some ways to join heads. */
function keyOf(
  method: Method,
  { fuse, rollout, grid, references }: Pick<Scene, "fuse" | "rollout" | "grid" | "references">,
  bestHead: number | undefined,
): string | null {
  if (!isRead(references, grid)) return null;
  if (method === "similarity") return "similarity";
  if (method === "attention") {
    if (typeof fuse === "number") return fuse === bestHead ? "attention_head" : null;
    return fuse === "min" ? null : `attention_${fuse}`;
  }
  if (rollout.fuse !== "mean" || rollout.discard > 0) return null;
  return rollout.identity ? "rollout" : "rollout_bare";
}
