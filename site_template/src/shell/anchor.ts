/** The picture under its patch grid: the anchor of the page, and the picker for tokens everywhere. */
import { line } from "../data/line.ts";
import { html, style } from "../marks/element.ts";
import { type PatchGrid, patchGrid } from "../marks/patch-grid.ts";
import { cropOf, fitOf, paintPixels, placeImage, ratioOf } from "../marks/picture.ts";
import { clampToken } from "../maths/tokens.ts";
import type { Context } from "../page/context.ts";
import { describe } from "../page/pictures.ts";
import type { State } from "../state/table.ts";
import { anchorCaption } from "./anchor-caption.ts";
import { companion } from "./companion.ts";
import { type Picking, pickingOn } from "./picking.ts";
import { pictureTrouble } from "./picture-trouble.ts";

export function anchor(root: HTMLElement, context: Context): (state: State) => void {
  const { store, session, pointed, marked } = context;
  const frame = root.querySelector<HTMLElement>(".picture-frame")!;
  const image = frame.querySelector("img")!;
  const canvas = html("canvas", { class: "picture-pixels", "aria-hidden": "true" });
  const picking = pickingOn(context);
  const grid = gridFor(context, picking);
  const caption = anchorCaption(context, picking);
  const other = companion(() => store.set({ see: store.state.see === "model" ? "original" : "model" }));
  const trouble = pictureTrouble(context, (pixels) => {
    frame.classList.toggle("no-pixels", pixels === null);
    if (pixels) paintPixels(canvas, pixels);
    other.paint(pixels);
  });
  frame.append(canvas, grid.element);
  root.querySelector("figcaption")!.replaceChildren(caption.element, other.element, trouble.element);
  image.addEventListener("error", () => trouble.broken(true));
  image.addEventListener("load", () => {
    trouble.broken(false);
    place();
  });

  // The picture before stays until the next has come, and so does its place.
  function place(): void {
    const { width, height } = session.picture();
    placeImage(image, cropOf(session.model().preprocess, width, height));
  }

  function name(token: number | null): void {
    grid.hover(token);
    caption.name(token);
  }
  pointed.onChange(name);
  marked.onChange(grid.outline);

  return (state) => {
    const picture = session.picture();
    const now = picking.grid();
    if (image.getAttribute("src") !== picture.file) change(image, picture.file);
    else place();
    image.alt = describe(picture);
    const fit = fitOf(session.model().preprocess, picture.width, picture.height);
    const seen = ratioOf(session.model().preprocess);
    other.update(state.see, picture, seen, fit);
    trouble.showPixels();
    frame.classList.toggle("seen-by-model", state.see === "model");
    style(frame, { "aspect-ratio": seen });
    grid.shape(now);
    const several = picking.references();
    grid.choose(several.length > 1 ? -1 : clampToken(now, state.token));
    grid.among(several);
    caption.update(state, fit);
    name(pointed.token);
    trouble.update();
  };
}

const gridFor = ({ pointed }: Context, picking: Picking): PatchGrid =>
  patchGrid({
    onPick: picking.pick,
    onHover: (token) => pointed.set(token, true),
    several: () =>
      picking.several() ? { onRegion: picking.region, onAdd: picking.add, adding: picking.adding } : null,
  });

/** What is loaded ahead waits for it. */
function change(image: HTMLImageElement, file: string): void {
  image.src = file;
  void line.wanted(
    new Promise((done) => ["load", "error"].forEach((end) => image.addEventListener(end, done, { once: true }))),
  );
}
