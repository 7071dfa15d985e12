/** A file for the visitor to keep. */
import { html } from "../marks/element.ts";

export function save(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  html("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** A name that every file system takes. */
export const fileName = (text: string, ending: string): string =>
  `${text
    .normalize("NFD")
    .replace(/[^\p{L}\p{N}.]+/gu, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 80)
    .toLowerCase()}.${ending}`;
