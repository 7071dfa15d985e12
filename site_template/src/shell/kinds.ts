/** The kinds of pictures that a gallery can be narrowed to, and which of them it has. */
import type { ModelEntry } from "../data/manifest.ts";
import type { Picture } from "../page/pictures.ts";
import type { State } from "../state/table.ts";
import { verdict } from "./verdict.ts";

type Kind = State["kind"];

export interface KindChoice {
  readonly id: Kind;
  readonly label: string;
  /** Said of it where the label is too short to explain itself. */
  readonly meaning: string;
  readonly count: number;
}

interface Rule {
  readonly label: string;
  readonly meaning: string;
  fits(picture: Picture, model: ModelEntry): boolean;
}

const RULES: Readonly<Record<Kind, Rule>> = {
  all: { label: "all", meaning: "Every picture", fits: () => true },
  one: { label: "one thing", meaning: "Pictures of one thing", fits: ({ classes }) => classes.length === 1 },
  several: {
    label: "several",
    meaning: "Pictures of two things or more",
    fits: ({ classes }) => classes.length > 1,
  },
  hard: { label: "hard", meaning: "Pictures that are hard on purpose", fits: ({ hard }) => hard },
  mistaken: { label: "mistakes", meaning: "Pictures whose first prediction is wrong", fits: mistaken },
};

function mistaken(picture: Picture, model: ModelEntry): boolean {
  const first = model.predictions[picture.id]?.[0];
  const label = first && model.labels[first[0]];
  return label !== undefined && verdict(picture.classes, model.labels, label)?.right === false;
}

/** Whether a picture belongs to a kind; the visitor's own one is always at hand. */
export const isOfKind = (kind: Kind, picture: Picture, model: ModelEntry): boolean =>
  picture.own !== null || RULES[kind].fits(picture, model);

/** What there is to choose from: nothing where every picture is of the same kinds. */
export function kindsOf(pictures: readonly Picture[], model: ModelEntry): readonly KindChoice[] {
  const gallery = pictures.filter(({ own }) => own === null);
  const found = (Object.keys(RULES) as Kind[]).map((id) => {
    const { label, meaning, fits } = RULES[id];
    return { id, label, meaning, count: gallery.filter((picture) => fits(picture, model)).length };
  });
  const telling = found.filter(({ count }) => count > 0 && count < gallery.length);
  return telling.length > 0 ? [found[0]!, ...telling] : [];
}
