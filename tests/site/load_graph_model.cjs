// load_graph_model.cjs ADDRESS INPUT NAME...: what any TensorFlow.js program does with a converted model.
const { createRequire } = require("node:module");
const fs = require("node:fs");
const path = require("node:path");

const from = createRequire(path.join(process.cwd(), "package.json"));
const tf = from("@tensorflow/tfjs-core");
const wasm = from("@tensorflow/tfjs-backend-wasm");
const { loadGraphModel } = from("@tensorflow/tfjs-converter");

const [address, input, ...names] = process.argv.slice(2);

async function main() {
  wasm.setWasmPaths(path.join(process.cwd(), "node_modules/@tensorflow/tfjs-backend-wasm/dist/"));
  await tf.setBackend("wasm");
  const model = await loadGraphModel(address);
  const bytes = fs.readFileSync(input);
  const values = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
  const pixels = tf.tensor(values, model.inputs[0].shape);
  const found = { predicted: Array.from(model.predict(pixels).dataSync()), metadata: model.metadata };
  for (const name of names) found[name] = Array.from(model.execute(pixels, name).dataSync());
  process.stdout.write(JSON.stringify(found));
}

main();
