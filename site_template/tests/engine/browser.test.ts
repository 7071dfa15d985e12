// The engine in real browsers, over http, from file:// and in a sandboxed frame, on a model worked out by hand.
import assert from "node:assert/strict";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import type { Browser, Frame, Page } from "puppeteer-core";

import type { Api } from "../../src/api/index.ts";
import { Fitter } from "../../src/maths/preprocess.ts";
import { findBrowser, type Name, openBrowser, serve } from "./harness/browser.ts";
import { expectedLogits, HEAD, POSITIONS } from "./harness/model.ts";
import { png } from "./harness/png.ts";
import { SAMPLE, writeSite } from "./harness/site.ts";

declare global {
  // eslint-disable-next-line no-var
  var elvit: Api<object>;
}

/** [3, 4, 4] as the preprocessing leaves it. */
function normalised(rgb: ArrayLike<number>): number[] {
  return Array.from({ length: 48 }, (_, i) => rgb[(i % 16) * 3 + Math.floor(i / 16)]! / 127.5 - 1);
}

function assertClose(actual: readonly number[], expected: readonly number[], tolerance = 1e-5): void {
  assert.equal(actual.length, expected.length);
  actual.forEach((value, i) =>
    assert.ok(Math.abs(value - expected[i]!) <= tolerance, `${i}: ${value} is not ${expected[i]!}`),
  );
}

/** Runs a sample and says how it went. */
async function runSample(
  page: Page | Frame,
  model?: string,
): Promise<{ logits: number[]; backend: string; problem: string }> {
  return page.evaluate(async (model) => {
    try {
      const { logits, backend } = await globalThis.elvit.run("sample", model === undefined ? {} : { model });
      return { logits: [...logits], backend, problem: "" };
    } catch (error) {
      const { name, message, hint } = error as Error & { hint?: string };
      return { logits: [], backend: "", problem: `${name}: ${message} | ${hint ?? ""}` };
    }
  }, model);
}

/** What the model saw of a file, as the engine reports it. */
async function pixelsOf(page: Page, file: Buffer, type: string): Promise<number[] | string> {
  return page.evaluate(
    async (base64, type) => {
      const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
      try {
        const { input } = await globalThis.engine.run("one", { kind: "blob", blob: new Blob([bytes], { type }) });
        return [...input!.rgb];
      } catch (error) {
        return (error as Error).message;
      }
    },
    file.toString("base64"),
    type,
  );
}

const SAMPLE_LOGITS = expectedLogits(normalised(SAMPLE));

for (const name of ["chromium", "firefox"] satisfies Name[]) {
  describe(name, { skip: findBrowser(name) === null && `${name} is not installed` }, () => {
    let folder: string;
    let browser: Browser;
    let page: Page;

    before(async () => {
      folder = await writeSite();
      browser = await openBrowser(name);
      page = await browser.newPage();
      await page.goto(`file://${folder}/index.html`);
    });
    after(async () => {
      await browser?.close();
      await rm(folder, { recursive: true, force: true });
    });

    test("runs from file://, on wasm, with the logits worked out by hand", async () => {
      const { logits, backend, problem } = await runSample(page);
      assert.equal(problem, "");
      assert.equal(backend, "wasm");
      assertClose(logits, SAMPLE_LOGITS);
    });

    test("runs over http and in a sandboxed frame", async () => {
      const { url, server } = await serve(folder);
      await writeFile(join(folder, "frame.html"), '<iframe sandbox="allow-scripts" src="index.html"></iframe>');
      const other = await browser.newPage();
      await other.goto(`${url}index.html`);
      assertClose((await runSample(other)).logits, SAMPLE_LOGITS);
      await other.goto(`${url}frame.html`);
      const frame = await other.waitForFrame((frame) => frame.url().endsWith("index.html"));
      assertClose((await runSample(frame)).logits, SAMPLE_LOGITS);
      await other.close();
      server.closeAllConnections();
    });

    test("a tensor fed back as it was fetched changes nothing, whichever it is", async () => {
      const differences = await page.evaluate(async () => {
        const { logits } = await globalThis.elvit.run("sample");
        const found: string[] = [];
        for (const hook of globalThis.elvit.hooks()) {
          await globalThis.elvit.run("sample");
          const fed = await globalThis.elvit.run("sample", { feed: { [hook]: await globalThis.elvit.tensor(hook) } });
          if (fed.logits.some((value, i) => value !== logits[i])) found.push(hook);
        }
        return found;
      });
      assert.deepEqual(differences, []);
    });

    test("what is fed takes the tensor's place, a weight's too, and only in that run", async () => {
      const [fed, shown, plain] = await page.evaluate(async () => {
        const positions = new Float32Array(48).fill(2);
        const fed = await globalThis.elvit.run("sample", { feed: { hook_pos_embed: { data: positions } } });
        const { data, dims, shape } = await globalThis.elvit.tensor("hook_pos_embed");
        const plain = await globalThis.elvit.run("sample");
        return [[...fed.logits], { data: [...data], dims, shape }, [...plain.logits]] as const;
      });
      assertClose(fed, expectedLogits(normalised(SAMPLE), new Float32Array(48).fill(2)));
      assert.deepEqual(shown, { data: new Array(48).fill(2), dims: ["4", "12"], shape: [4, 12] });
      assertClose(plain, SAMPLE_LOGITS);
      assert.deepEqual(await page.evaluate(async () => [...(await globalThis.elvit.tensor("hook_pos_embed")).data]), [
        ...POSITIONS,
      ]);
    });

    test("wrong feeds, names and sizes are refused with a way on", async () => {
      const problems = await page.evaluate(async () => {
        const attempts = [
          () => globalThis.elvit.run("sample", { feed: { hook_pos_embedd: [1] } }),
          () => globalThis.elvit.run("sample", { feed: { hook_embed: [1, 2] } }),
          () => globalThis.elvit.run("samples"),
          () => globalThis.elvit.run("sample", { model: "three" }),
          () => globalThis.elvit.run(new Float32Array(3)),
          () => globalThis.elvit.run(7 as unknown as string),
          () => globalThis.elvit.tensor("logit"),
          () => globalThis.elvit.weight("hed"),
          () => globalThis.elvit.weight("toString"),
          () => globalThis.elvit.weight("head", { axis: "klass", index: 0 }),
          () => globalThis.elvit.weight("head", { axis: "class", index: 12 }),
          () => globalThis.elvit.weight("head", { axis: "class", index: 0.5 }),
          () => globalThis.elvit.weight("head", { model: "two" }),
        ];
        return Promise.all(
          attempts.map((attempt) =>
            attempt().then(
              () => "",
              (error: Error & { hint?: string }) => `${error.message} ${error.hint}`,
            ),
          ),
        );
      });
      const parts = [
        'Did you mean "hook_pos_embed"',
        "4 x 12 = 48",
        'Did you mean "sample"',
        "Known: one, two",
        "3 x 4 x 4 = 48",
        "no picture",
        'Did you mean "logits"',
      ];
      parts.push(
        'Did you mean "head"',
        'no weight "toString"',
        'Did you mean "class"',
        "Its places are 0 to 11",
        "no place 0.5",
        '"two" is not loaded. Run it first.',
      );
      parts.forEach((part, i) => assert.ok(problems[i]!.includes(part), `${problems[i]} does not say: ${part}`));
    });

    test("weights are handed out whole or by the slice, as copies, while a model loads and without a run", async () => {
      const found = await page.evaluate(async () => {
        const running = globalThis.engine.run("two", { kind: "tensor", data: new Float32Array(48) });
        const whole = await globalThis.elvit.weight("head", { model: "two" });
        whole.data.fill(7);
        await running;
        await globalThis.elvit.run("sample", { model: "one" });
        const parts = [
          await globalThis.elvit.weight("head"),
          await globalThis.elvit.weight("head", { axis: "class", index: 5 }),
          await globalThis.elvit.weight("hook_pos_embed", { axis: "row", index: 2 }),
          await globalThis.elvit.weight("hook_pos_embed", { axis: "pos", index: 3 }),
        ];
        return {
          names: globalThis.elvit.weights(),
          parts: parts.map(({ dims, shape, data }) => ({ dims, shape, data: [...data] })),
        };
      });
      assert.deepEqual(found.names, ["head", "hook_pos_embed"]);
      const at = (count: number, place: (i: number) => number, of: Float32Array) =>
        Array.from({ length: count }, (_, i) => of[place(i)]!);
      assert.deepEqual(found.parts, [
        { dims: ["d_model", "class"], shape: [12, 12], data: [...HEAD] },
        { dims: ["d_model"], shape: [12], data: at(12, (i) => i * 12 + 5, HEAD) },
        {
          dims: ["pos", "column"],
          shape: [4, 3],
          data: at(12, (i) => Math.floor(i / 3) * 12 + 6 + (i % 3), POSITIONS),
        },
        { dims: ["row", "column"], shape: [4, 3], data: at(12, (i) => 36 + i, POSITIONS) },
      ]);
    });

    test("a weight asked for before another model took the place is that model's own, or none", async () => {
      const outcome = await page.evaluate(async () => {
        await globalThis.elvit.run("sample", { model: "one" });
        const first = globalThis.engine.weight("one", "head").then(
          () => "",
          (error: Error) => error.name,
        );
        const second = globalThis.engine.run("two", { kind: "sample", id: "sample" });
        const third = globalThis.engine.weight("two", "head").then(({ data }) => data.length);
        return [await first, (await second).model, await third];
      });
      assert.deepEqual(outcome, ["AbortError", "two", 144]);
    });

    test("the newest of many runs wins; those that wait are aborted", async () => {
      const outcomes = await page.evaluate(async () => {
        const runs = [0, 1, 2, 3].map((v) => globalThis.elvit.run(new Float32Array(48).fill(v)));
        return Promise.all(
          runs.map((run) =>
            run.then(
              ({ logits }) => [...logits],
              (error: Error) => error.name,
            ),
          ),
        );
      });
      assert.deepEqual(outcomes.slice(1, 3), ["AbortError", "AbortError"]);
      assertClose(outcomes[3] as number[], expectedLogits(new Array(48).fill(3)));
    });

    test("models can be changed, also while one is still loading", async () => {
      const outcomes = await page.evaluate(async () => {
        const models = ["two", "one", "two", "one", "two"];
        const runs = models.map((model) => globalThis.elvit.run("sample", { model }));
        return Promise.all(
          runs.map((run) =>
            run.then(
              ({ model }) => model,
              (error: Error) => error.name,
            ),
          ),
        );
      });
      assert.deepEqual(outcomes, ["AbortError", "AbortError", "AbortError", "AbortError", "two"]);
      assertClose((await runSample(page, "one")).logits, SAMPLE_LOGITS);
      assert.equal(await page.evaluate(() => globalThis.engine.status.state), "ready");
    });

    test("numbers that are none are passed on", async () => {
      const logits = await page.evaluate(async () =>
        [...(await globalThis.elvit.run(new Float32Array(48).fill(NaN))).logits].map(String),
      );
      assert.deepEqual(logits, new Array(12).fill("NaN"));
    });

    test("a worker that died is started again", async () => {
      const message = await page.evaluate(async () => {
        const stop = globalThis.engine.onStatus(({ state }) => {
          if (state !== "running") return;
          stop();
          setTimeout(() => globalThis.workers.at(-1)!.dispatchEvent(new ErrorEvent("error", { message: "boom" })));
        });
        const run = globalThis.elvit.run("sample");
        return run.then(
          () => "",
          (error: Error) => error.message,
        );
      });
      assert.match(message, /stopped unexpectedly: boom/);
      assertClose((await runSample(page)).logits, SAMPLE_LOGITS);
    });

    test("fifty runs, fed and not, leave no tensor behind", async () => {
      const counts = await page.evaluate(() => globalThis.countTensors(50));
      // A fed weight is one tensor more until the next run.
      assert.deepEqual(new Set(counts.slice(2)), new Set(counts.slice(0, 2)));
    });

    test("a run that keeps its results alone gives the same logits and holds fewer tensors", async () => {
      const { results, all, fewer, missing, tensor } = await page.evaluate(() => globalThis.keepResults());
      assert.deepEqual(results, all);
      assert.ok(fewer);
      assert.match(missing, /no tensor "hook_embed" yet/);
      assert.equal(tensor, all.length);
    });

    test("a picture is read as the file has it, where it is transparent too", async () => {
      for (const [width, height] of [
        [4, 4],
        [5000, 3],
        [3, 5000],
      ] as const) {
        const alpha = [0, 1, 128, 255];
        const rgba = Uint8Array.from({ length: width * height * 4 }, (_, i) =>
          i % 4 === 3 ? alpha[(i >> 2) % 4]! : (i * 29) % 256,
        );
        const fitter = new Fitter(
          { width, height },
          { resize: { width: 4, height: 4 }, resample: "bilinear", crop: null },
        );
        fitter.push(rgba);
        assert.deepEqual(
          await pixelsOf(page, png(width, height, rgba), "image/png"),
          [...fitter.finish().rgb],
          `${width} x ${height}`,
        );
      }
    });

    test("pictures of odd sizes are read, and what is no picture is not", async () => {
      for (const [width, height] of [
        [1, 1],
        [3, 5000],
        [9000, 2],
      ] as const) {
        const grey = await pixelsOf(
          page,
          png(width, height, new Uint8Array(width * height * 4).fill(255).fill(90, 0, 0)),
          "image/png",
        );
        assert.equal(grey.length, 48);
      }
      assert.equal(
        await pixelsOf(page, Buffer.from("no picture"), "image/png"),
        "This file is not a picture the browser can read.",
      );
    });

    test("a missing or damaged part is named, and trying again works", async () => {
      const file = "data/one-weights-2.css";
      const missing = new Set([file]);
      const { url, server } = await serve(folder, missing);
      const other = await browser.newPage();
      await other.goto(`${url}index.html`);
      assert.match(
        (await runSample(other)).problem,
        /^EngineError: Part 3 of \d+ \(data\/one-weights-2\.css\) is missing\. \| Check/,
      );
      assert.equal(await other.evaluate(() => globalThis.engine.status.state), "failed");
      missing.clear();
      const whole = await readFile(join(folder, file), "utf8");
      for (const broken of [whole.replace(/:"../, ':"zz'), whole.slice(0, 60), whole.replace(/.{4}";/, '";')]) {
        await writeFile(join(folder, file), broken);
        assert.match((await runSample(other)).problem, /^EngineError: The file data\/one-weights-2\.css is damaged\./);
      }
      await writeFile(join(folder, file), whole);
      assertClose((await runSample(other)).logits, SAMPLE_LOGITS);
      await other.close();
      server.closeAllConnections();
    });
  });
}

test("where WebAssembly is not allowed the model runs in plain JavaScript", {
  skip: findBrowser("chromium") === null && "chromium is not installed",
}, async () => {
  const folder = await writeSite("script-src 'self'; worker-src blob:");
  const browser = await openBrowser("chromium");
  const page = await browser.newPage();
  await page.goto(`file://${folder}/index.html`);
  const { logits, backend, problem } = await runSample(page);
  assert.deepEqual([backend, problem], ["cpu", ""]);
  const fed = await page.evaluate(async () => {
    const tensor = await globalThis.elvit.tensor("hook_full_embed");
    return [...(await globalThis.elvit.run("sample", { feed: { hook_full_embed: tensor } })).logits];
  });
  await browser.close();
  await rm(folder, { recursive: true });
  assertClose(logits, SAMPLE_LOGITS);
  assertClose(fed, SAMPLE_LOGITS);
});

test("where WebAssembly has no SIMD the model runs in plain JavaScript, too", {
  skip: findBrowser("chromium") === null && "chromium is not installed",
}, async () => {
  const folder = await writeSite();
  const browser = await openBrowser("chromium");
  const page = await browser.newPage();
  await page.evaluateOnNewDocument(() => void (WebAssembly.validate = () => false));
  await page.goto(`file://${folder}/index.html`);
  const { logits, backend, problem } = await runSample(page);
  await browser.close();
  await rm(folder, { recursive: true });
  assert.deepEqual([backend, problem], ["cpu", ""]);
  assertClose(logits, SAMPLE_LOGITS);
});
