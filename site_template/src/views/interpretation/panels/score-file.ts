/** All scores of a picture as comma-separated text, beside the gallery's means. */
import { fileName, save } from "../../../export/save.ts";
import { line } from "../../../maths/csv.ts";
import { chanceOf, METRICS, scoreMap } from "../../../maths/scoring.ts";
import type { Method, Scene } from "../scene.ts";
import { offered } from "../staging.ts";
import { type Gallery, galleryMean } from "./gallery.ts";
import { saved } from "./words/common.ts";
import { scoreWords } from "./words/scores.ts";

const HEAD = ["method", "block", "metric", "score", "chance", "gallery_mean", "gallery_low", "gallery_high"];

/** Saves all scores against the scene's mask. */
export function saveScores(scene: Scene, gallery: Gallery | null, announce: (text: string) => void): void {
  const { mask, picture, data } = scene;
  if (!mask) return;
  const text = scoreFile(scene, offered(data), mask.truth, gallery);
  const name = fileName(scoreWords.file(picture.title, mask.name), "csv");
  save(new Blob([text], { type: "text/csv" }), name);
  announce(saved(name));
}

/** One line a method, block and metric; empty where there is no number. */
function scoreFile(
  scene: Pick<Scene, "map" | "data" | "fuse" | "rollout" | "grid" | "references">,
  methods: readonly Method[],
  truth: Uint8Array,
  gallery: Gallery | null,
): string {
  const chance = chanceOf(truth);
  const text = (value: number | undefined) => (value === undefined || Number.isNaN(value) ? "" : String(value));
  const lines = methods.flatMap((method) =>
    Array.from({ length: scene.data.blocks }, (_, block) => {
      const map = scene.map(method, block);
      const scores = map && scoreMap(map, truth);
      return METRICS.map((metric) => {
        const mean = gallery ? galleryMean(gallery, method, scene, block, metric) : null;
        return line([
          method,
          String(block),
          metric,
          text(scores?.[metric]),
          text(chance[metric]),
          text(mean?.mean),
          text(mean?.low),
          text(mean?.high),
        ]);
      });
    }).flat(),
  );
  return `${[line(HEAD), ...lines].join("\n")}\n`;
}
