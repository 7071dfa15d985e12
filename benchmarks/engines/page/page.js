// The page: starts the engines, each in a worker of its own, and lets them run in turn, one at a time.
import { Elvit } from "./elvit.js";
import { Rival } from "./rival.js";

const KINDS = { elvit: Elvit, rival: Rival };

/** Engine name -> whatever runs it. */
const engines = new Map();
let image = null;

/** @returns milliseconds from the start of the worker until the model is in it */
async function open(name, kind, options) {
  const start = performance.now();
  const engine = new KINDS[kind]();
  await engine.load(options);
  engines.set(name, engine);
  return performance.now() - start;
}

async function setInput(url) {
  image = new Float32Array(await (await fetch(url)).arrayBuffer());
}

/** @param {[name: string, way: string]} turn which engine, and how it is run */
async function once([name, way]) {
  const start = performance.now();
  const logits = await engines.get(name).run(image, way);
  return { milliseconds: performance.now() - start, logits };
}

async function logits(turn) {
  return [...(await once(turn)).logits];
}

/** Milliseconds from the picture's way to the worker until its logits are here: [turn] */
async function round(turns) {
  const times = [];
  for (const turn of turns) times.push((await once(turn)).milliseconds);
  return times;
}

function close() {
  for (const engine of engines.values()) engine.close();
  engines.clear();
}

globalThis.bench = { open, setInput, logits, round, close, engines };
