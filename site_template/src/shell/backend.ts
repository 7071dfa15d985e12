/** The menu behind the backend's name: where the model computes. */
import type { Choice } from "../engine/engine.ts";
import { html } from "../marks/element.ts";
import type { Context } from "../page/context.ts";
import { BACKENDS } from "./words.ts";

const CHOICES: readonly Choice[] = ["auto", "wasm", "webgl", "webgpu"];

export function backendMenu({ store }: Context): { readonly element: HTMLElement; update(): void } {
  const options = CHOICES.map((value) => html("option", { value }, BACKENDS[value]));
  const menu = html("select", { "data-part": "backend", "aria-label": BACKENDS.label }, ...options);
  menu.addEventListener("change", () => store.set({ backend: menu.value as Choice }));
  return {
    element: html("span", { class: "status-backend" }, html("span", { "aria-hidden": "true" }, BACKENDS.before), menu),
    update() {
      menu.value = store.state.backend;
    },
  };
}
