// Chunks are decoded and checked before anything is made of them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { crc32 } from "node:zlib";

import { decodeByHand, decodeChunk } from "../../src/data/base64.ts";
import type { Chunk } from "../../src/data/pack.ts";
import { EngineError } from "../../src/errors.ts";

const BYTES = Uint8Array.from({ length: 1000 }, (_, i) => (i * i) % 256);
const TEXT = Buffer.from(BYTES).toString("base64");
const CHUNK = { file: "data/weights-3.css", bytes: BYTES.length, crc32: crc32(BYTES) };

function decoded(chunk: Chunk, ...pieces: string[]): Uint8Array {
  const into = new Uint8Array(chunk.bytes);
  decodeChunk(chunk, pieces, into);
  return into;
}

test("a chunk comes back as it was written, in one piece or in several", () => {
  assert.deepEqual(decoded(CHUNK, TEXT), BYTES);
  assert.deepEqual(decoded(CHUNK, TEXT.slice(0, 400), TEXT.slice(400, 800), TEXT.slice(800)), BYTES);
});

test("older browsers decode the same", () => {
  const into = new Uint8Array(BYTES.length + 1);
  assert.deepEqual(decodeByHand(TEXT, into), { read: TEXT.length, written: BYTES.length });
  assert.deepEqual(into.subarray(0, BYTES.length), BYTES);
});

test("the chunk of a script is text", () => {
  const bytes = new TextEncoder().encode("żółw \u{1f422}");
  assert.deepEqual(
    decoded({ file: "data/a.js", bytes: bytes.length, crc32: crc32(bytes) }, "żółw ", "\u{1f422}"),
    bytes,
  );
});

test("CRC-32 is the usual one, unsigned", () => {
  const text = Buffer.from("123456789").toString("base64");
  assert.equal(decoded({ file: "", bytes: 9, crc32: 0xcbf43926 }, text).length, 9);
});

const damages: Readonly<Record<string, string>> = {
  "one character changed": `${TEXT.slice(0, 500)}${TEXT[500] === "A" ? "B" : "A"}${TEXT.slice(501)}`,
  "cut short": TEXT.slice(0, 400),
  "longer than it should be": `${TEXT.replace(/=+$/, "")}AAAA`,
  "no base64 at all": "<html>",
  empty: "",
};

for (const [damage, text] of Object.entries(damages)) {
  test(`a chunk that is ${damage} is refused, and its file named`, () => {
    assert.throws(
      () => decoded(CHUNK, text),
      (error) => error instanceof EngineError && error.message.includes(CHUNK.file) && error.hint !== "",
    );
  });
}
