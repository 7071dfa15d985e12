/** A file for the visitor to keep. */
import { html } from "../marks/element.ts";

export function save(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  html("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** What Windows gives to devices, whatever ending follows. */
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/;

/** A name that every file system takes; a tensor's name stays as it is in it. */
export const fileName = (text: string, ending: string): string =>
  `${
    text
      .normalize("NFC")
      .replace(/[^\p{L}\p{M}\p{N}._]+/gu, "-")
      .slice(0, 80)
      .replace(/^[-.]+|[-.]+$/g, "")
      .toLowerCase()
      .replace(RESERVED, "$1-") || "elvit"
  }.${ending}`;
