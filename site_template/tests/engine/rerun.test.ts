// A run repeated with attention restricted, against plain loops, in real browsers and on both backends.
import assert from "node:assert/strict";
import { rm } from "node:fs/promises";
import { after, before, describe, test } from "node:test";
import type { Browser, Page } from "puppeteer-core";

import type { Api } from "../../src/api/index.ts";
import type { RerunOptions } from "../../src/api/options.ts";
import { expectedOf } from "./harness/attention.ts";
import { findBrowser, type Name, openBrowser } from "./harness/browser.ts";
import { writeSite } from "./harness/site.ts";

declare global {
  // eslint-disable-next-line no-var
  var elvit: Api<object>;
}

/** [3, 4, 4], as the preprocessing leaves a picture. */
const IMAGE = Array.from({ length: 48 }, (_, i) => Math.sin(i * i));
const NO_WASM = "script-src 'self'; worker-src blob:";

function assertClose(actual: ArrayLike<number>, expected: ArrayLike<number>, where: string, tolerance = 1e-4): void {
  assert.equal(actual.length, expected.length, where);
  Array.from(expected).forEach((value, i) =>
    assert.ok(Math.abs(actual[i]! - value) <= tolerance, `${where}, ${i}: ${actual[i]} is not ${value}`),
  );
}

interface Answer {
  readonly backend: string;
  readonly logits: number[];
  readonly tensors: Record<string, number[]>;
  /** Of the plain run, after the rerun. */
  readonly pattern: number[];
  readonly problem: string;
}

/** Runs the picture, and once more with this taken away. */
async function rerun(page: Page, options: RerunOptions): Promise<Answer> {
  return page.evaluate(
    async (image, options) => {
      try {
        await globalThis.elvit.run(Float32Array.from(image));
        const { backend, logits, tensors } = await globalThis.elvit.rerun(options);
        const lists = Object.fromEntries(Object.entries(tensors).map(([name, { data }]) => [name, [...data]]));
        const pattern = [...(await globalThis.elvit.tensor("blocks.1.attn.hook_pattern")).data];
        return { backend, logits: [...logits], tensors: lists, pattern, problem: "" };
      } catch (error) {
        const { name, message, hint } = error as Error & { hint?: string };
        return { backend: "", logits: [], tensors: {}, pattern: [], problem: `${name}: ${message} | ${hint ?? ""}` };
      }
    },
    IMAGE,
    options,
  );
}

const ONES = new Array<number>(16).fill(1);
const without = (...pairs: number[]) => ONES.map((one, pair) => (pairs.includes(pair) ? 0 : one));
const column = (key: number) => [0, 1, 2, 3].map((query) => 4 * query + key);

const EDITS: readonly {
  readonly name: string;
  readonly options: RerunOptions;
  readonly masks: readonly (number[] | null)[];
}[] = [
  { name: "nothing", options: {}, masks: [null, null] },
  { name: "masks that forbid nothing", options: { masks: [ONES, ONES] }, masks: [null, null] },
  { name: "a removed patch", options: { remove: [2] }, masks: [without(...column(2)), without(...column(2))] },
  { name: "an edge in the first block", options: { cut: [{ query: 1, key: 3, block: 0 }] }, masks: [without(7), null] },
  { name: "an edge in the last block", options: { cut: [{ query: 1, key: 3, block: 1 }] }, masks: [null, without(7)] },
  {
    name: "windows",
    options: { windows: [[[0, 0, 0, 1], [0, 1, 1, 1], null, [1, 1, 1, 1]], null] },
    masks: [without(2, 3, 4, 6, 12, 13, 14), null],
  },
  {
    name: "all but one key",
    options: { masks: [without(...column(0), ...column(1), ...column(3)), null] },
    masks: [without(...column(0), ...column(1), ...column(3)), null],
  },
]; // prettier-ignore

const KEPT = ["blocks.0.attn.hook_pattern", "blocks.1.attn.hook_pattern", "blocks.1.hook_resid_post", "hook_embed"];

async function assertEdits(page: Page, backend: string): Promise<void> {
  for (const { name, options, masks } of EDITS) {
    const found = await rerun(page, { ...options, keep: KEPT });
    const expected = expectedOf(IMAGE, masks);
    assert.deepEqual([found.problem, found.backend], ["", backend], name);
    assertClose(found.logits, expected.logits, `logits, ${name}`);
    const [first, second, stream, embed] = KEPT.map((hook) => found.tensors[hook]!);
    assertClose(first!, expected.patterns[0]!, `first pattern, ${name}`);
    assertClose(second!, expected.patterns[1]!, `second pattern, ${name}`);
    assertClose(stream!, expected.stream, `stream, ${name}`);
    assertClose(embed!, IMAGE, `embedding, ${name}`);
    masks.forEach((mask, block) =>
      mask?.forEach((may, pair) => assert.ok(may || [first, second][block]![pair] === 0, `${name}: exactly 0`)),
    );
    assertClose(found.pattern, expectedOf(IMAGE, [null, null]).patterns[1]!, `the plain run's own pattern, ${name}`);
  }
}

for (const name of ["chromium", "firefox"] satisfies Name[]) {
  describe(name, { skip: findBrowser(name) === null && `${name} is not installed` }, () => {
    let folder: string;
    let browser: Browser;
    let page: Page;

    before(async () => {
      folder = await writeSite(undefined, "attentive");
      browser = await openBrowser(name);
      page = await browser.newPage();
      await page.goto(`file://${folder}/index.html`);
    });
    after(async () => {
      await browser?.close();
      await rm(folder, { recursive: true, force: true });
    });

    test("before any run there is nothing to run again", async () => {
      const problem = await page.evaluate(() =>
        globalThis.elvit.rerun({ remove: [0] }).then(
          () => "",
          (error: Error) => error.message,
        ),
      );
      assert.match(problem, /nothing to run again/);
    });

    test("restricted attention is that of plain loops, forbidden pairs get exactly 0, the run's own tensors stay", async () => {
      await assertEdits(page, "wasm");
    });

    test("what the run was fed stays fed", async () => {
      const logits = await page.evaluate(
        async (image, fed) => {
          await globalThis.elvit.run(Float32Array.from(image), { feed: { "blocks.1.hook_resid_pre": fed } });
          return [...(await globalThis.elvit.rerun({ remove: [2] })).logits];
        },
        IMAGE,
        IMAGE,
      );
      assertClose(logits, expectedOf(IMAGE, [without(...column(2))]).logits, "one block, as if there were no other");
    });

    test("what cannot be is refused in a sentence, with a way on", async () => {
      const attempts: [RerunOptions, RegExp][] = [
        [{ remove: [0, 1, 2, 3] }, /In block 0 nothing would be left for patch \(0, 0\) to read\./],
        [{ masks: [null, without(4, 5, 6, 7)] }, /In block 1 nothing would be left for patch \(0, 1\) to read\./],
        [{ remove: [4] }, /no patch 4/],
        [{ masks: [null] }, /2 blocks, but there are 1 masks/],
        [{ masks: [null, [1]] }, /4 x 4 = 16 numbers, but this one has 1\b/],
        [{ masks: [null, null], remove: [1] }, /masks beside other edits/],
        [{ keep: ["blocks.2.hook_resid_post"] }, /Did you mean "blocks\.[01]\.hook_resid_post"/],
      ];
      for (const [options, expected] of attempts) assert.match((await rerun(page, options)).problem, expected);
    });

    test("a rerun whose run is replaced is aborted; those of the run are answered in their order", async () => {
      const outcomes = await page.evaluate(async (image) => {
        await globalThis.engine.run("attentive", { kind: "tensor", data: Float32Array.from(image) });
        const mask = new Uint8Array(16).fill(1);
        const order: number[] = [];
        await Promise.all(
          [0, 1, 2].map((i) => globalThis.elvit.rerun({ masks: [mask, null] }).then(() => order.push(i))),
        );
        const isRunning = new Promise<void>((done) =>
          globalThis.engine.onStatus(({ state }) => state === "running" && done()),
        );
        const other = globalThis.engine.run("attentive", { kind: "tensor", data: new Float32Array(48).fill(0.5) });
        await isRunning;
        const late = globalThis.elvit.rerun({ masks: [mask, null] }).then(
          () => "done",
          (error: Error) => error.name,
        );
        await other;
        const next = globalThis.elvit.rerun({ masks: [null, mask] }).then(
          () => "done",
          (error: Error) => error.name,
        );
        return [...order, await late, await next];
      }, IMAGE);
      assert.deepEqual(outcomes, [0, 1, 2, "AbortError", "done"]);
    });

    test("a worker that stops on the way is told of, and started again", async () => {
      const [problem, state, last] = await page.evaluate(async (image) => {
        await globalThis.elvit.run(Float32Array.from(image));
        const late = globalThis.elvit.rerun({ masks: [new Uint8Array(16).fill(1), null] }).then(
          () => "",
          (error: Error) => error.message,
        );
        globalThis.workers.at(-1)!.dispatchEvent(new ErrorEvent("error", { message: "boom" }));
        return [await late, globalThis.engine.status.state, globalThis.engine.last && "there"];
      }, IMAGE);
      assert.match(problem!, /stopped unexpectedly: boom/);
      assert.deepEqual([state, last], ["failed", null]);
      assert.equal((await rerun(page, { remove: [2] })).problem, "");
    });

    test("fifty reruns leave no tensor behind", async () => {
      const counts = await page.evaluate(() => globalThis.countAfterReruns(50));
      assert.equal(counts.length, 51);
      assert.equal(new Set(counts).size, 1, String(counts));
    });
  });
}

test("restricted attention in plain JavaScript", {
  skip: findBrowser("chromium") === null && "chromium is not installed",
}, async () => {
  const folder = await writeSite(NO_WASM, "attentive");
  const browser = await openBrowser("chromium");
  const page = await browser.newPage();
  await page.goto(`file://${folder}/index.html`);
  await assertEdits(page, "cpu");
  assert.equal(new Set(await page.evaluate(() => globalThis.countAfterReruns(12))).size, 1);
  await browser.close();
  await rm(folder, { recursive: true });
});
