/** The picture under its patch grid: the anchor of the page, and the picker for tokens everywhere. */
import { button, html, setAttribute, setText } from "../marks/element.ts";
import { patchGrid } from "../marks/patch-grid.ts";
import { cropOf, paintPixels, type Pixels, placeImage } from "../marks/picture.ts";
import { clampToken, gridOf, tokenLabel, tokenName } from "../maths/tokens.ts";
import type { State } from "../state.ts";
import type { Context } from "./context.ts";
import { describe } from "./pictures.ts";

const UNSHOWN = "This picture cannot be shown. Choose another one.";
const MISSING =
  "The link asks for a picture that is not part of this page, such as somebody’s own. This is the first of the gallery.";
const LATER = "What the model sees comes as soon as it has run.";
const LOST = "The model’s own pixels could not be loaded. This is the original.";

export function anchor(root: HTMLElement, context: Context): (state: State) => void {
  const { store, session, pointed, announce } = context;
  const frame = root.querySelector<HTMLElement>(".picture-frame")!;
  const image = frame.querySelector("img")!;
  const canvas = html("canvas", { class: "picture-pixels", "aria-hidden": "true" });
  const grid = patchGrid({
    onPick: (token) => pick(token),
    onHover: (token) => pointed.set(token),
  });
  const said = html("p", { class: "picture-trouble", hidden: true, "data-part": "picture-trouble" });
  frame.append(canvas, grid.element);
  const ways = html("div", { class: "ways", role: "group", "aria-label": "How the picture is shown" });
  const original = way("original", "original");
  const model = way("model", "what the model sees");
  ways.append(original, model);
  const sizes = html("span", {});
  const prefixes = html("span", { class: "prefixes" });
  const named = html("p", { class: "token-name", "data-part": "token-name" });
  root
    .querySelector("figcaption")!
    .replaceChildren(ways, html("p", { class: "picture-caption" }, sizes, prefixes), named, said);
  let broken = false;
  image.addEventListener("error", () => trouble(((broken = true), UNSHOWN)));
  image.addEventListener("load", () => (broken = false));

  function way(see: State["see"], label: string): HTMLButtonElement {
    return button({ class: "way", "data-see": see }, label, () => store.set({ see }));
  }

  function pick(token: number): void {
    store.set({ token });
    announce(tokenLabel(gridOf(session.model().config), token));
  }

  function trouble(text: string): void {
    if (text !== "" && text !== said.textContent) announce(text);
    said.hidden = text === "";
    setText(said, text);
  }

  function name(token: number | null): void {
    const shape = gridOf(session.model().config);
    const shown = token ?? clampToken(shape, store.state.token);
    grid.hover(token);
    setText(named, tokenLabel(shape, shown));
    named.classList.toggle("passing", token !== null);
    for (const one of prefixes.querySelectorAll<HTMLElement>("button"))
      one.classList.toggle("hovered", Number(one.dataset["token"]) === token);
  }
  pointed.onChange(name);

  let [shownPixels, pixelTrouble] = ["", ""];
  function showPixels(): void {
    const key = `${session.model().id} ${session.picture().id} ${session.outcome.kind}`;
    if (key === shownPixels) return;
    shownPixels = key;
    const show = (pixels: Pixels | null, text: string) => {
      if (shownPixels !== key) return;
      frame.classList.toggle("no-pixels", pixels === null);
      if (pixels) paintPixels(canvas, pixels);
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
    const shape = gridOf(entry.config);
    const token = clampToken(shape, state.token);
    if (image.getAttribute("src") !== picture.file) image.src = picture.file;
    image.alt = describe(picture);
    placeImage(image, cropOf(entry.preprocess, picture.width, picture.height));
    showPixels();
    frame.classList.toggle("seen-by-model", state.see === "model");
    for (const one of [original, model])
      setAttribute(one, "aria-pressed", one.dataset["see"] === state.see ? "true" : "false");
    grid.shape(shape);
    grid.choose(token);
    setText(
      sizes,
      `${entry.config.image_size} × ${entry.config.image_size} pixels, ${shape.side} × ${shape.side} patches. Pick a patch${shape.prefix > 0 ? ", or " : "."}`,
    );
    if (prefixCount !== shape.prefix)
      prefixes.replaceChildren(...Array.from({ length: (prefixCount = shape.prefix) }, (_, i) => prefixButton(i)));
    for (const one of prefixes.querySelectorAll<HTMLElement>("button"))
      setAttribute(one, "aria-pressed", Number(one.dataset["token"]) === token ? "true" : "false");
    name(pointed.token);
    if (!broken) troubles(state);
  };

  function prefixButton(token: number): HTMLButtonElement {
    const shape = gridOf(session.model().config);
    const made = button({ class: "prefix", "data-token": token }, tokenName(shape, token), () => pick(token));
    made.addEventListener("pointerenter", () => pointed.set(token));
    made.addEventListener("pointerleave", () => pointed.set(null));
    return made;
  }
}
