/** The pictures on offer: the gallery of the site, and the visitor's own for this visit. */
import type { ImageEntry, Manifest } from "../data/manifest.ts";
import { EngineError } from "../errors.ts";
import { readOwn } from "./own-picture.ts";
import * as words from "./words.ts";

export interface Picture extends ImageEntry {
  /** The visitor's file; null for a picture of the gallery. */
  readonly own: Blob | null;
}

export const galleryOf = (manifest: Manifest): readonly Picture[] =>
  manifest.images.map((image) => ({ ...image, own: null }));

/** A visitor's picture; refuses what the browser cannot show as one. */
export async function ownPicture(blob: Blob, title: string, count: number): Promise<Picture> {
  try {
    const { shown, width, height, seen } = await readOwn(blob);
    const url = URL.createObjectURL(shown);
    return {
      id: `own-${count}`,
      title,
      classes: [],
      credit: "",
      licence: "",
      hard: false,
      why: "",
      file: url,
      thumbnail: url,
      width,
      height,
      own: seen,
    };
  } catch {
    const apple = /\.hei[cf]$/i.test(title) || /hei[cf]/.test(blob.type);
    throw new EngineError(words.noPicture(title), apple ? words.APPLE : words.OTHER_FORMATS);
  }
}

/** What a picture shows, in words: its title, and its classes where the title does not name them all. */
export function describe(picture: Picture): string {
  const named = (name: string) => picture.title.toLowerCase().includes(name.toLowerCase());
  return picture.classes.every(named) ? picture.title : words.showing(picture.title, picture.classes);
}

/** Why a picture is hard, in a sentence that says so also where the reason is not given. */
export const hardness = ({ why }: Picture): string => words.hardOnPurpose(why);
