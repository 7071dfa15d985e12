/** The inspector is a part of the program that is fetched when an address first names a matrix. */
import { EngineError } from "../errors.ts";
import { button, html } from "../marks/element.ts";
import type { Context } from "../page/context.ts";
import { whyFailed } from "../page/words.ts";
import { lazily, type Update } from "./lazy.ts";
import { MOUNTING } from "./words.ts";

export const loadInspector = async (): Promise<(context: Context) => Update> =>
  (await import("../inspector/index.ts")).inspector;

export const inspecting = (context: Context): Update =>
  lazily(
    context,
    ({ inspect }) => inspect !== "",
    async () => (await loadInspector())(context),
    (error) => {
      context.store.set({ inspect: "" });
      tell(error);
    },
  );

/** Whoever asks for a matrix once more has the program asked for once more. */
function tell(error: Error): void {
  const close = button({ class: "plain-button" }, MOUNTING.close, () => dialog.close());
  const title = html("h2", {}, MOUNTING.failed(MOUNTING.inspector));
  const text = html("p", {}, whyFailed(error.message, error instanceof EngineError ? error.hint : ""));
  const dialog = html("dialog", { class: "stopped", "data-part": "inspector-failed" }, title, text, close);
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
