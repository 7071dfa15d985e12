/** The pictures on offer: the gallery of the site, and the visitor's own for this visit. */
import type { ImageEntry, Manifest } from "../data/manifest.ts";
import { EngineError } from "../engine/engine.ts";

export interface Picture extends ImageEntry {
  /** The visitor's file; null for a picture of the gallery. */
  readonly own: Blob | null;
}

export const galleryOf = (manifest: Manifest): readonly Picture[] =>
  manifest.images.map((image) => ({ ...image, own: null }));

/** A visitor's picture; refuses what the browser cannot show as one. */
export async function ownPicture(blob: Blob, title: string, count: number): Promise<Picture> {
  const url = URL.createObjectURL(blob);
  try {
    const { width, height } = await sizeOf(url);
    return {
      id: `own-${count}`,
      title,
      classes: [],
      credit: "",
      licence: "",
      hard: false,
      file: url,
      thumbnail: url,
      width,
      height,
      own: blob,
    };
  } catch {
    URL.revokeObjectURL(url);
    throw new EngineError(`${title} cannot be read as a picture`, "Choose a JPEG, PNG, WebP, GIF or AVIF file.");
  }
}

async function sizeOf(url: string): Promise<{ width: number; height: number }> {
  const image = new Image();
  image.src = url;
  await image.decode();
  if (image.naturalWidth === 0) throw new Error("empty");
  return { width: image.naturalWidth, height: image.naturalHeight };
}

/** What a picture shows, in words: its title, and its classes where the title does not name them all. */
export function describe(picture: Picture): string {
  const named = (name: string) => picture.title.toLowerCase().includes(name.toLowerCase());
  return picture.classes.every(named) ? picture.title : `${picture.title} (${picture.classes.join(", ")})`;
}
