/** The visitor's own picture: from a file, dropped, pasted or taken with the camera. It never leaves the page. */

import type { ModelEntry } from "../data/manifest.ts";
import { imageSize } from "../hooks/sizes.ts";
import { button, html, setText } from "../marks/element.ts";
import type { Context } from "../page/context.ts";
import { camera } from "./camera.ts";

export function ownPictures(context: Context): { open: () => void; destroy: () => void } {
  const { session, announce } = context;
  const input = html("input", {
    type: "file",
    accept: "image/*",
    class: "off-screen",
    "data-part": "file",
    "aria-label": "Picture file",
    tabindex: -1,
  });
  const trouble = html("p", { class: "trouble", role: "alert", hidden: true, "data-part": "own-trouble" });
  const shots = camera((blob) => void add(blob, "Your photo"));
  const shape = html("p", {});
  const dialog = html(
    "dialog",
    { class: "dialog", "aria-labelledby": "own-title", "data-part": "own-dialog" },
    html("h2", { id: "own-title" }, "Your image"),
    html("p", {}, "Choose a file or take a picture. You can also drop a picture anywhere on this page, or paste one. "),
    shape,
    html(
      "div",
      { class: "dialog-acts" },
      button({ class: "plain-button", "data-part": "choose-file" }, "Choose a file", () => input.click()),
      shots.start,
    ),
    shots.element,
    trouble,
    html(
      "p",
      { class: "quiet" },
      "The picture stays in this page: nothing is sent anywhere, and it is gone when you leave.",
    ),
    button({ class: "text-button dialog-close" }, "Close", () => dialog.close()),
    input,
  );
  const drop = html(
    "div",
    { class: "drop", "aria-hidden": "true", hidden: true },
    html("p", {}, "Drop the picture here"),
  );
  document.body.append(dialog, drop);
  dialog.addEventListener("close", () => shots.stop());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  input.addEventListener("change", () => {
    const file = input.files?.[0];
    input.value = "";
    if (file) void add(file, file.name);
  });

  async function add(blob: Blob, title: string): Promise<void> {
    say("");
    try {
      await session.addOwn(blob, title);
      announce(`${title} is shown`);
      if (dialog.open) dialog.close();
    } catch (error) {
      open();
      say(
        error instanceof Error
          ? `${error.message}. ${(error as { hint?: string }).hint ?? ""}`
          : "This file cannot be read.",
      );
    }
  }

  function say(text: string): void {
    trouble.hidden = text === "";
    setText(trouble, text);
  }

  function open(): void {
    if (!dialog.open) dialog.showModal();
  }

  const stop = new AbortController();
  listen(drop, (blob, title) => void add(blob, title), stop.signal);
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

/** What becomes of a picture that is no square. */
function shapeText({ config, preprocess }: ModelEntry): string {
  const { width, height } = imageSize(config);
  const size = `${width} × ${height} pixels`;
  const squeezed = preprocess.resize !== null && "height" in preprocess.resize;
  return squeezed
    ? `This model sees the whole picture, squeezed to ${size}.`
    : `This model sees the middle square of it, at ${size}.`;
}

const isFile = (event: DragEvent) => event.dataTransfer?.types.includes("Files") ?? false;

/** Dropping and pasting, anywhere on the page. */
function listen(drop: HTMLElement, add: (blob: Blob, title: string) => void, signal: AbortSignal): void {
  const take = (files: FileList | undefined, title?: string) => {
    const file = files?.[0];
    if (file) add(file, title ?? file.name);
    return file !== undefined;
  };
  addEventListener(
    "dragover",
    (event) => {
      if (!isFile(event)) return;
      event.preventDefault();
      drop.hidden = false;
    },
    { signal },
  );
  addEventListener(
    "dragleave",
    (event) => {
      if (event.relatedTarget === null) drop.hidden = true;
    },
    { signal },
  );
  addEventListener(
    "drop",
    (event) => {
      drop.hidden = true;
      if (!isFile(event)) return;
      event.preventDefault();
      take(event.dataTransfer?.files);
    },
    { signal },
  );
  addEventListener(
    "paste",
    (event) => {
      if (take(event.clipboardData?.files, "Pasted picture")) event.preventDefault();
    },
    { signal },
  );
}
