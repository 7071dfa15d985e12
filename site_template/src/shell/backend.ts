/** The menu behind the backend's name: where the model computes. */
import type { Choice } from "../engine/engine.ts";
import { html } from "../marks/element.ts";
import type { Context } from "../page/context.ts";

const LABELS: Readonly<Record<Choice, string>> = {
  auto: "automatic",
  wasm: "wasm",
  webgl: "WebGL",
  webgpu: "WebGPU",
};

export function backendMenu({ store }: Context): { readonly element: HTMLElement; update(): void } {
  const options = Object.entries(LABELS).map(([value, label]) => html("option", { value }, label));
  const menu = html("select", { "data-part": "backend", "aria-label": "What the model computes on" }, ...options);
  menu.addEventListener("change", () => store.set({ backend: menu.value as Choice }));
  return {
    element: html("span", { class: "status-backend" }, html("span", { "aria-hidden": "true" }, "computes on "), menu),
    update() {
      menu.value = store.state.backend;
    },
  };
}
