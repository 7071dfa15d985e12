/** The kinds of pictures that a gallery can be narrowed to, and which of them it has. */
import type { ModelEntry } from "../data/manifest.ts";
import type { Picture } from "../page/pictures.ts";
import type { State } from "../state/table.ts";
import { verdict } from "./verdict.ts";
import { KINDS } from "./words.ts";

type Kind = State["kind"];

export interface KindChoice {
  readonly id: Kind;
  readonly label: string;
  /** Said of it where the label is too short to explain itself. */
  readonly meaning: string;
  readonly count: number;
}

const FITS: Readonly<Record<Kind, (picture: Picture, model: ModelEntry) => boolean>> = {
  all: () => true,
  one: ({ classes }) => classes.length === 1,
  several: ({ classes }) => classes.length > 1,
  hard: ({ hard }) => hard,
  mistaken,
};

function mistaken(picture: Picture, model: ModelEntry): boolean {
  const first = model.predictions[picture.id]?.[0];
  const label = first && model.labels[first[0]];
  return label !== undefined && verdict(picture.classes, model.labels, label)?.right === false;
}

/** Whether a picture belongs to a kind; the visitor's own one is always at hand. */
export const isOfKind = (kind: Kind, picture: Picture, model: ModelEntry): boolean =>
  picture.own !== null || FITS[kind](picture, model);

/** What there is to choose from: nothing where every picture is of the same kinds. */
export function kindsOf(pictures: readonly Picture[], model: ModelEntry): readonly KindChoice[] {
  const gallery = pictures.filter(({ own }) => own === null);
  const found = (Object.keys(FITS) as Kind[]).map((id) => ({
    id,
    ...KINDS[id],
    count: gallery.filter((picture) => FITS[id](picture, model)).length,
  }));
  const narrowing = found.filter(({ count }) => count > 0 && count < gallery.length);
  return narrowing.length > 0 ? [found[0]!, ...narrowing] : [];
}
