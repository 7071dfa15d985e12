/** The picture under its patch grid: the anchor of the page, and the picker for tokens everywhere. */
import { line } from "../data/line.ts";
import { gridOf, imageSize, type Size } from "../hooks/sizes.ts";
import { button, html, setAttribute, setText } from "../marks/element.ts";
import { patchGrid } from "../marks/patch-grid.ts";
import { cropOf, type Fit, fitOf, type Pixels, paintPixels, placeImage } from "../marks/picture.ts";
import { referenceName, referencesOf, referTo, region, toggled } from "../maths/reference.ts";
import { clampToken, tokenLabel, tokenName } from "../maths/tokens.ts";
import type { Context } from "../page/context.ts";
import { describe } from "../page/pictures.ts";
import type { State } from "../state/table.ts";
import { companion, WAYS } from "./companion.ts";
import { isCut, isSqueezed } from "./fit.ts";

const UNSHOWN = "This picture cannot be shown. Choose another one.";
const MISSING =
  "The link asks for a picture that is not part of this page, such as somebody’s own. This is the first of the gallery.";
/** On one line wherever it stands. */
const across = ({ width, height }: Size) => `${width}\u00a0×\u00a0${height}`;
const LATER = "What the model sees comes as soon as it has run.";
const LOST = "The model’s own pixels could not be loaded. This is the original.";

/** The original lies under the patch grid in the shape that the model gives it. */
const shaped = (fit: Fit): string => [isCut(fit) ? ", cut" : "", isSqueezed(fit) ? ", squeezed" : ""].join("");

export function anchor(root: HTMLElement, context: Context): (state: State) => void {
  const { store, session, pointed, marked, announce } = context;
  const frame = root.querySelector<HTMLElement>(".picture-frame")!;
  const image = frame.querySelector("img")!;
  const canvas = html("canvas", { class: "picture-pixels", "aria-hidden": "true" });
  const grid = patchGrid({
    onPick: (token) => pick(token),
    onHover: (token) => pointed.set(token, true),
    several: () =>
      picksSeveral() ? { onRegion: (from, to) => refer(region(shape(), from, to)), onAdd: add, adding } : null,
  });
  const said = html("p", { class: "picture-trouble", hidden: true, "data-part": "picture-trouble" });
  frame.append(canvas, grid.element);
  const other = companion(() => store.set({ see: store.state.see === "model" ? "original" : "model" }));
  const way = html("p", { class: "picture-way", "data-part": "picture-way" });
  const sizes = html("span", { class: "sizes" });
  const picking = html("span", {});
  const prefixes = html("span", { class: "prefixes" });
  const named = html("p", { class: "token-name", "data-part": "token-name" });
  root
    .querySelector("figcaption")!
    .replaceChildren(
      html(
        "div",
        {},
        way,
        html("p", { class: "picture-caption" }, sizes, " ", html("span", { class: "picking" }, picking, prefixes)),
        named,
      ),
      other.element,
      said,
    );
  const adder = button({ class: "text-button", "aria-pressed": "false", "data-part": "add-patches" }, "add more", () =>
    toggleAdding(),
  );
  const how = html(
    "p",
    { class: "reference-how", hidden: true },
    html("span", {}, "Drag over a region; Shift and a click, or "),
    adder,
    html("span", {}, ", for several."),
  );
  named.before(how);
  let adding = false;
  let broken = false;
  image.addEventListener("error", () => trouble(((broken = true), UNSHOWN)));
  image.addEventListener("load", () => {
    broken = false;
    place();
  });

  // The picture before stays until the next has come, and so does its place.
  function place(): void {
    const { width, height } = session.picture();
    placeImage(image, cropOf(session.model().preprocess, width, height));
  }

  function change(file: string): void {
    image.src = file;
    void line.wanted(
      new Promise((done) => ["load", "error"].forEach((end) => image.addEventListener(end, done, { once: true }))),
    );
  }

  const shape = () => gridOf(session.model().config);
  const picksSeveral = () => store.state.view === "interpretation";

  function pick(token: number): void {
    if (picksSeveral() && adding) return add(token);
    store.set(picksSeveral() ? referTo([token], shape()) : { token, refs: "" });
    announce(tokenLabel(shape(), token));
  }

  function add(token: number): void {
    refer(toggled(referencesOf(store.state, shape()), token, shape()));
  }

  function refer(tokens: readonly number[]): void {
    store.set(referTo(tokens, shape()));
    announce(`Reference: ${referenceName(tokens, shape())}`);
  }

  function toggleAdding(): void {
    adding = !adding;
    setAttribute(adder, "aria-pressed", String(adding));
    setText(adder, adding ? "stop adding" : "add more");
  }

  function trouble(text: string): void {
    if (text !== "" && text !== said.textContent) announce(text);
    said.hidden = text === "";
    setText(said, text);
  }

  function name(token: number | null): void {
    const shown = token ?? clampToken(shape(), store.state.token);
    const several = token === null && picksSeveral() ? referencesOf(store.state, shape()) : [];
    grid.hover(token);
    setText(named, several.length > 1 ? referenceName(several, shape()) : tokenLabel(shape(), shown));
    named.classList.toggle("passing", token !== null);
    for (const one of prefixes.querySelectorAll<HTMLElement>("button"))
      one.classList.toggle("hovered", Number(one.dataset["token"]) === token);
  }
  pointed.onChange(name);
  marked.onChange(grid.outline);

  let [shownPixels, pixelTrouble] = ["", ""];
  function showPixels(): void {
    const key = `${session.model().id} ${session.picture().id} ${session.outcome.kind}`;
    if (key === shownPixels) return;
    shownPixels = key;
    const show = (pixels: Pixels | null, text: string) => {
      if (shownPixels !== key) return;
      frame.classList.toggle("no-pixels", pixels === null);
      if (pixels) paintPixels(canvas, pixels);
      other.paint(pixels);
      pixelTrouble = pixels ? "" : text;
      troubles(store.state);
    };
    session.pixels().then(
      (pixels) => show(pixels, LATER),
      () => show(null, LOST),
    );
  }

  function troubles(state: State): void {
    trouble(session.missing ? MISSING : state.see === "model" ? pixelTrouble : "");
  }

  let prefixCount = -1;
  return (state) => {
    const [entry, picture] = [session.model(), session.picture()];
    const now = gridOf(entry.config);
    const token = clampToken(now, state.token);
    if (image.getAttribute("src") !== picture.file) change(picture.file);
    else place();
    image.alt = describe(picture);
    const { width, height } = picture;
    const fit = fitOf(entry.preprocess, width, height);
    other.update(state.see, picture.file, width, height, fit);
    setText(way, `${WAYS[state.see]}${state.see === "original" ? shaped(fit) : ""}`);
    showPixels();
    frame.classList.toggle("seen-by-model", state.see === "model");
    grid.shape(now);
    const several = picksSeveral() ? referencesOf(state, now) : [];
    grid.choose(several.length > 1 ? -1 : token);
    grid.among(several);
    how.hidden = !picksSeveral();
    setText(
      sizes,
      `To the model: ${across(imageSize(entry.config))} pixels, ${across({ width: now.columns, height: now.rows })} patches.`,
    );
    setText(picking, `Pick a patch${now.prefix > 0 ? ", or " : "."}`);
    if (prefixCount !== now.prefix)
      prefixes.replaceChildren(...Array.from({ length: (prefixCount = now.prefix) }, (_, i) => prefixButton(i)));
    for (const one of prefixes.querySelectorAll<HTMLElement>("button"))
      setAttribute(
        one,
        "aria-pressed",
        Number(one.dataset["token"]) === token && several.length < 2 ? "true" : "false",
      );
    name(pointed.token);
    if (!broken) troubles(state);
  };

  function prefixButton(token: number): HTMLButtonElement {
    const made = button({ class: "prefix", "data-token": token }, tokenName(shape(), token), () => pick(token));
    made.addEventListener("pointerenter", () => pointed.set(token, true));
    made.addEventListener("pointerleave", () => pointed.set(null));
    return made;
  }
}
