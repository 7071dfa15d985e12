/** What the page says of its pictures, predictions and runs, wherever they are shown. */
import type { Trouble } from "../errors.ts";
import { milliseconds } from "../maths/numbers.ts";

/** Why something has failed, and what helps, as sentences: messages come with a full stop and without. */
export const whyFailed = (message: string, hint = ""): string => `${message.replace(/\.$/, "")}. ${hint}`.trim();

// Predictions: where they are from.
export const PRECOMPUTED = "precomputed";
export const live = (backend: string, time: number): string => `live, ${backend}, ${milliseconds(time)}`;
export const DID_NOT_RUN = "No prediction: the model did not run.";
export const NOT_RUN_YET = "The prediction comes when the model has run.";
export const className = (index: number): string => `class ${index}`;

// A run that is followed.
export const MAPS_MISSING = "The precomputed maps could not be loaded.";
export const ANOTHER_RUN = "Another run is shown.";
export const unreadable = (why: string): string => `A tensor could not be read: ${whyFailed(why)}`;

// Pictures.
export const noPicture = (title: string): string => `${title} cannot be read as a picture`;
export const OTHER_FORMATS = "Choose a JPEG, PNG, WebP, GIF or AVIF file.";
/** What to do with a HEIC file. */
export const APPLE = "Save it as JPEG first; an iPhone does so after Settings, Camera, Formats, Most Compatible.";
export const showing = (title: string, classes: readonly string[]): string => `${title} (${classes.join(", ")})`;

/** Why a picture is hard, in a sentence that says so also where the reason is not given. */
export function hardOnPurpose(why: string): string {
  if (why === "") return "Hard on purpose: a model may well get it wrong.";
  return `Hard on purpose: ${/[.!?…]$/.test(why) ? why : `${why}.`}`;
}

// The run that the page shows: what is wrong, and what to do about it.
export const notRunYet: Trouble = ["The model has not run on this picture yet.", "Wait until it has."];
export const otherRun = "The page shows another run by now.";
export const runTaken: Trouble = [
  "The model has run on something else since, asked for by a script or a console",
  "Try again to have it run on this picture.",
];
export const runFailed: Trouble = [
  "the model could not be run",
  "The pictures and their precomputed predictions still work.",
];
