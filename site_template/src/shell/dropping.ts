/** Dropping and pasting a picture, anywhere on the page. */
import { OWN } from "./words.ts";

/** @param drop shown while a file is held over the page. */
export function onDroppedOrPasted(
  drop: HTMLElement,
  add: (blob: Blob, title: string) => void,
  signal: AbortSignal,
): void {
  const take = (files: FileList | undefined, title?: string) => {
    const file = files?.[0];
    if (file) add(file, title ?? file.name);
    return file !== undefined;
  };
  const on = <K extends keyof WindowEventMap>(name: K, act: (event: WindowEventMap[K]) => void) =>
    addEventListener(name, act, { signal });
  on("dragover", (event) => {
    if (!isFile(event)) return;
    event.preventDefault();
    drop.hidden = false;
  });
  on("dragleave", (event) => {
    if (event.relatedTarget === null) drop.hidden = true;
  });
  on("drop", (event) => {
    drop.hidden = true;
    if (!isFile(event)) return;
    event.preventDefault();
    take(event.dataTransfer?.files);
  });
  on("paste", (event) => {
    if (take(event.clipboardData?.files, OWN.pasted)) event.preventDefault();
  });
}

const isFile = (event: DragEvent): boolean => event.dataTransfer?.types.includes("Files") ?? false;
