/** What `elvit` says to whoever calls it: each trouble is what is wrong, and what to do about it. */
import type { Trouble } from "../errors.ts";

export const noPicture: Trouble = [
  "This is no picture that can be run.",
  "Give a sample's id, an ImageData, a File or Blob, an <img> element, or a normalised Float32Array.",
];
export const unreadImage: Trouble = [
  "The browser could not read this <img>.",
  "Wait until it has loaded, or give the file itself.",
];
export const EDIT_KIND = "kind of edit";
export const countFromZero = "Count patches, positions and blocks from 0.";
export const masksBeside: Trouble = [
  "There are masks beside other edits.",
  "Give either masks, or what is removed, windows and cut edges.",
];
export const noNumbers = (hook: string): Trouble => [
  `The feed for "${hook}" holds no numbers.`,
  "Give a Float32Array, or a tensor as elvit.tensor returns it.",
];
export const noValue = (call: string, key: string, value: string, usual: string): Trouble => [
  `${call} cannot set "${key}" to "${value}".`,
  `Its first value is "${usual}"; elvit.state() shows what each key holds.`,
];
