/** The brush: a mask drawn by hand, said in words. */
import { percent } from "../../../../maths/numbers.ts";
import { maskWords } from "../../words/methods.ts";
import { NBSP } from "./common.ts";

export const brushWords = {
  title: "Draw what belongs to the object",
  titleDrawn: "Your mask",
  concept: "What a patch is",
  grid: "The picture, patch by patch: arrow keys move, space adds or takes out a patch",
  tools: { name: "brush", group: "Brush", draw: "draw", erase: "erase" },
  acts: { undo: "undo", clear: "clear", invert: "swap inside and outside" },
  copy: (name: string): string => `start from ${maskWords.object({ drawn: false, name })}`,
  save: { name: "save", group: "Save the mask", png: "PNG", csv: "CSV" },
  file: (picture: string): string => `${picture} mask`,
  notSaved: (why: string): string => `The mask could not be saved: ${why}`,
  /** What has just happened, to a screen reader. */
  done: {
    undone: "undone",
    cleared: "cleared",
    inverted: "inside and outside swapped",
    copied: (name: string): string => `copied from ${name}`,
  },
  count: (drawn: number, patches: number): string => `${drawn} of ${patches} patches drawn`,
  share: (drawn: number, patches: number): string => `, ${percent(drawn / patches)}${NBSP}%`,
};

const HOW =
  "Drag over patches to add them, click one that is chosen to take it out; or use the arrow keys and the space bar.";

/** What is drawn, one string a paragraph. */
export const brushSays = {
  foreign: ["The link holds a mask for a grid of another size, so nothing of it is shown here.", HOW],
  nothing: [`${HOW} What you draw is what the maps are measured against, so scores work for your own picture as well.`],
  everything: ["All patches are chosen: nothing is left outside, and no score tells inside from outside.", HOW],
  some: (drawn: number, patches: number, picture: string): string[] => [
    `You have drawn ${drawn} of ${patches} patches on “${picture}”. ` +
      "The scores and the curves inside and outside use them as the truth.",
    "The PNG has the size of the picture, white where you drew: put it beside the picture as its mask. " +
      "The link to this page holds it, too.",
  ],
};

/** Why a mask could not become a picture. */
export const maskTroubles = {
  draw: "the browser could not draw the mask",
  write: "the browser could not write the mask",
};
