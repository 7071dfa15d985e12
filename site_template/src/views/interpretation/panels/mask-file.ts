/** Saves a drawn mask: as a picture of the size of the picture that it was drawn on, or as a table. */
import { fileName, save } from "../../../export/save.ts";
import { imageSize } from "../../../hooks/sizes.ts";
import { cropOf } from "../../../marks/picture.ts";
import type { Scene } from "../scene.ts";
import { maskPixels, maskPng, maskTable } from "./mask-picture.ts";
import { brushWords } from "./words/brush.ts";
import { saved } from "./words/common.ts";

export async function saveMask(
  kind: "png" | "csv",
  scene: Scene,
  mask: Uint8Array,
  announce: (text: string) => void,
): Promise<void> {
  const name = fileName(brushWords.file(scene.picture.title), kind);
  try {
    save(await fileOf(kind, scene, mask), name);
    announce(saved(name));
  } catch (error) {
    announce(brushWords.notSaved((error as Error).message));
  }
}

async function fileOf(kind: "png" | "csv", { picture, model, grid }: Scene, mask: Uint8Array): Promise<Blob> {
  if (kind === "csv") return new Blob([maskTable(mask, grid.columns)], { type: "text/csv" });
  const seen = imageSize(model.config);
  const [width, height] = [picture.width || seen.width, picture.height || seen.height];
  const crop = cropOf(model.preprocess, width, height);
  return maskPng(maskPixels(mask, grid, crop, width, height), width, height);
}
