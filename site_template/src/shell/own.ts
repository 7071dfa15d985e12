/** The visitor's own picture: from a file, dropped, pasted or taken with the camera. It never leaves the page. */

import type { ModelEntry } from "../data/manifest.ts";
import { imageSize } from "../hooks/sizes.ts";
import { button, html, setText } from "../marks/element.ts";
import type { Context } from "../page/context.ts";
import { camera } from "./camera.ts";
import { onDroppedOrPasted } from "./dropping.ts";
import { OWN } from "./words.ts";

export function ownPictures({ session, announce }: Context): { open: () => void; destroy: () => void } {
  const shots = camera((blob) => void add(blob, OWN.photo));
  const { dialog, shape, say } = ownDialog(shots, (file) => void add(file, file.name));
  const drop = html("div", { class: "drop", "aria-hidden": "true", hidden: true }, html("p", {}, OWN.drop));
  document.body.append(dialog, drop);

  async function add(blob: Blob, title: string): Promise<void> {
    say("");
    try {
      await session.addOwn(blob, title);
      announce(OWN.shown(title));
      if (dialog.open) dialog.close();
    } catch (error) {
      open();
      say(error instanceof Error ? OWN.failed(error.message, (error as { hint?: string }).hint ?? "") : OWN.unreadable);
    }
  }

  function open(): void {
    if (!dialog.open) dialog.showModal();
  }

  const stop = new AbortController();
  onDroppedOrPasted(drop, (blob, title) => void add(blob, title), stop.signal);
  return {
    open: () => {
      say("");
      setText(shape, shapeText(session.model()));
      open();
    },
    destroy: () => {
      stop.abort();
      shots.stop();
      dialog.remove();
      drop.remove();
    },
  };
}

interface OwnDialog {
  readonly dialog: HTMLDialogElement;
  /** What becomes of a picture's shape. */
  readonly shape: HTMLElement;
  /** Says what went wrong. */
  say(text: string): void;
}

function ownDialog(shots: ReturnType<typeof camera>, onFile: (file: File) => void): OwnDialog {
  const input = fileInput(onFile);
  const trouble = html("p", { class: "trouble", role: "alert", hidden: true, "data-part": "own-trouble" });
  const shape = html("p", {});
  const choose = button({ class: "plain-button", "data-part": "choose-file" }, OWN.choose, () => input.click());
  const dialog = html(
    "dialog",
    { class: "dialog", "aria-labelledby": "own-title", "data-part": "own-dialog" },
    html("h2", { id: "own-title" }, OWN.title),
    html("p", {}, OWN.how),
    shape,
    html("div", { class: "dialog-acts" }, choose, shots.start),
    shots.element,
    trouble,
    html("p", { class: "quiet" }, OWN.stays),
    button({ class: "text-button dialog-close" }, OWN.close, () => dialog.close()),
    input,
  );
  dialog.addEventListener("close", () => shots.stop());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  return {
    dialog,
    shape,
    say(text) {
      trouble.hidden = text === "";
      setText(trouble, text);
    },
  };
}

function fileInput(onFile: (file: File) => void): HTMLInputElement {
  const input = html("input", {
    type: "file",
    accept: "image/*",
    class: "off-screen",
    "data-part": "file",
    "aria-label": OWN.file,
    tabindex: -1,
  });
  input.addEventListener("change", () => {
    const file = input.files?.[0];
    input.value = "";
    if (file) onFile(file);
  });
  return input;
}

/** What becomes of a picture that has another shape. */
function shapeText({ config, preprocess }: ModelEntry): string {
  const isSqueezed = preprocess.resize !== null && "height" in preprocess.resize;
  return (isSqueezed ? OWN.squeezed : OWN.cut)(imageSize(config));
}
