/** The menu of what a picture can stand beside: other pictures, and other models. */
import { html } from "../../../marks/element.ts";
import type { Context } from "../../../page/context.ts";
import type { Scene } from "../scene.ts";
import { MODEL } from "./counterpart.ts";
import { versusWords } from "./words/versus.ts";

export interface VersusPicker {
  readonly element: HTMLElement;
  update(scene: Scene): void;
}

export function versusPicker({ store, manifest }: Context): VersusPicker {
  const { options: words } = versusWords;
  const select = html("select", { "data-part": "versus-with", id: "versus-with" });
  select.addEventListener("change", () => store.set({ versus: select.value }));
  const label = html("label", { for: "versus-with", class: "quiet" }, versusWords.beside);
  let filled = "";

  function fill({ picture, model }: Scene): void {
    const option = (value: string, text: string) => html("option", { value }, text);
    const pictures = manifest.images.filter(({ id }) => id !== picture.id).map(({ id, title }) => option(id, title));
    const models = manifest.models
      .filter(({ id }) => id !== model.id)
      .map(({ id, title }) => option(MODEL + id, title));
    select.replaceChildren(
      option("", words.none),
      html("optgroup", { label: words.pictures }, ...pictures),
      ...(models.length > 0 ? [html("optgroup", { label: words.models }, ...models)] : []),
    );
  }

  return {
    element: html("div", { class: "ip-choice", "data-no-export": true }, label, select),
    update(scene) {
      const key = `${scene.model.id} ${scene.picture.id}`;
      if (key !== filled) fill(scene);
      filled = key;
      select.value = scene.state.versus;
      if (select.selectedIndex < 0) select.value = "";
    },
  };
}
