/** What the engine says: each trouble is what is wrong, and what to do about it. */
import type { Trouble } from "../errors.ts";

const CURRENT_BROWSER = "a current Chrome, Edge, Firefox or Safari.";

/** Names. */
export const BACKENDS = { wasm: "WebAssembly", webgl: "WebGL", webgpu: "WebGPU" } as const;

/** Names that do not exist. */
export const unknownName = (kind: string, name: string): string => `There is no ${kind} "${name}".`;
export const didYouMean = (name: string): string => `Did you mean "${name}"?`;
export const known = (names: readonly string[]): string => `Known: ${names.join(", ")}.`;
export const unknownOption = (call: string, name: string): string => `${call} knows no "${name}".`;

/** What is asked for. */
export const noPlace = (axis: string, index: number, length: number): Trouble => [
  `The axis "${axis}" has no place ${index}.`,
  `Its places are 0 to ${length - 1}.`,
];
export const feedLength = (hook: string, shape: readonly number[], given: number): Trouble => [
  `"${hook}" holds ${counted(shape)} numbers, but the feed has ${given}.`,
  "Take the tensor of that name, change its data and feed it again.",
];
export const whereLength = (hook: string, shape: readonly number[], given: number): Trouble => [
  `"${hook}" holds ${counted(shape)} numbers, but the places to feed are ${given}.`,
  "Give a number for each value of the hook: 0 where it keeps its own.",
];
export const editLength = (hook: string, shape: readonly number[], given: number): Trouble => [
  `"${hook}" holds ${counted(shape)} numbers, and the ${given} of an edit do not lie along its axes.`,
  "Give the shape that the numbers have: each axis as long as the hook's, or 1.",
];
export const maskCount = (blocks: number, given: number): Trouble => [
  `The model has ${blocks} blocks, but there are ${given} masks.`,
  "Give null for a block that stays as it is.",
];
export const maskLength = (shape: readonly number[], given: number): Trouble => [
  `A mask holds ${counted(shape)} numbers, but this one has ${given}.`,
  "Give one number for every query and key, row by row.",
];
export const noMask = (hook: string): Trouble => [
  `No softmax reads "${hook}", so nothing of it can be masked.`,
  "Mask attention scores; other hooks can be fed, added to or scaled.",
];
export const nothingLeft = (block: number | null, head: number | null, reader: string): Trouble => {
  const at = [block === null ? "" : `block ${block}`, head === null ? "" : `head ${head}`].filter(Boolean);
  return [
    `${at.length ? `In ${at.join(", ")} nothing` : "Nothing"} would be left for ${reader} to read.`,
    "Leave every token at least one to read: itself, for one.",
  ];
};
export const row = (index: number): string => `row ${index}`;
export const pictureLength = (height: number, width: number, given: number): Trouble => [
  `The model reads ${counted([3, height, width])} numbers, but the picture has ${given}.`,
  "Give red, green and blue one after the other, normalised as the model wants them.",
];
export const noPicture: Trouble = ["This file is not a picture the browser can read.", "Try a JPEG, PNG or WebP file."];

const counted = (shape: readonly number[]): string =>
  `${shape.join(" x ")} = ${shape.reduce((size, length) => size * length, 1)}`;

/** Runs and models that are not there. */
export const nothingToRepeat: Trouble = [
  "Nothing has been run yet, so there is nothing to run again.",
  "Run the model first.",
];
export const noTensors: Trouble = ["Nothing has been run yet, so there are no tensors.", "Run the model first."];
export const nothingKept: Trouble = ["There is no run that has kept its tensors.", "Run the model first."];
export const noTensor = (name: string): Trouble => [`There is no tensor "${name}" yet.`, "Run the model first."];
export const runGone: Trouble = [
  "The tensors of this run are gone: another one has taken their place.",
  "Run the model again; with hold, a run keeps its tensors until it is released.",
];
export const runReleased: Trouble = ["This run has been released.", "Run the model again."];
export const modelReplaced: Trouble = [
  "The tensors of this run are gone: another model has taken the place of its own.",
  "Run the model again.",
];
export const runLost = (why: string): Trouble => [
  `The tensors of this run went with the engine: ${why}`,
  "Run the model again.",
];
export const notLoaded = (model: string): Trouble => [`The model "${model}" is not loaded.`, "Run it first."];
export const noModel: Trouble = ["No model is loaded.", "Run a model first."];
export const noWeight = (name: string): Trouble => [`The model has no weight "${name}".`, "Build the site again."];

/** What ends because something else begins. */
export const newerRun = "A newer run took the place of this one.";
export const otherRun = "Another run took the place of the one that this began from.";
export const otherModel = "Another model was asked for.";
export const otherBackend = "Another backend was asked for.";
export const otherWorker = "Another worker took the place of this one.";
export const newerTensors = "Newer tensors took the place of these.";
export const newerWork = "A newer one took the place of this.";
export const shutDown = "The engine was shut down.";
export const workerGone = "The worker is gone.";
export const trialTooLong = "The trial took too long.";

/** The engine cannot start, or stops. */
export const cannotStart: Trouble = ["The engine cannot start in this browser.", `Open the page in ${CURRENT_BROWSER}`];
export const mayNotStart: Trouble = [
  "This browser does not let the page start its engine.",
  `Open the page in a tab of its own, or in ${CURRENT_BROWSER}`,
];
export const stopped = (why: string | undefined): Trouble => [
  `The engine stopped unexpectedly${why ? `: ${why}` : "."}`,
  "Try again; if it happens once more, close other tabs or choose a smaller model.",
];
export const couldNotRun = (why: string): Trouble => [
  `The model could not be run: ${why}`,
  "Try again; if that does not help, build the site again.",
];
export const outOfMemory: Trouble = [
  "There is not enough memory to run this model.",
  "Close other tabs and programs, or choose a smaller model; then try again.",
];
export const noMemory = (why = ""): string => `out of memory${why && `: ${why}`}`;
export const reload = "Reload the page.";

/** Graphics cards, and the kernels. */
export const notOffered = (backend: string): Trouble => [
  `This browser offers no ${backend} to this page.`,
  "Choose another backend.",
];
export const backendFailed = (backend: string, why: string): string => `${backend} failed, so wasm computes: ${why}`;
export const cardLost = "the graphics card was lost";
export const webglLost = "the WebGL context was lost";
export const webgpuLost = (why: string): string => `the WebGPU device was lost. ${why}`.trim();
export const noFloats: Trouble = [
  "This browser's WebGL cannot compute with 32-bit numbers in a worker.",
  "Choose wasm.",
];
export const noDevice: Trouble = ["This browser's WebGPU gives a worker no device.", "Choose wasm."];
export const slowKernels = "The fast kernel could not be started; TensorFlow.js' own kernels are used.";
