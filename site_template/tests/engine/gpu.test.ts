// The graphics card beside wasm, by renderers in software: asked for, tried, lost. Chromium has both kinds of them.
import assert from "node:assert/strict";
import { rm } from "node:fs/promises";
import { after, before, describe, test } from "node:test";
import type { Browser, Page } from "puppeteer-core";

import type { Backend, Choice, Graphics } from "../../src/engine/engine.ts";
import type { Rules } from "../../src/engine/gpu/judge.ts";
import { expectedOf } from "./harness/attention.ts";
import { findBrowser, openBrowser, serve } from "./harness/browser.ts";
import { expectedLogits } from "./harness/model.ts";
import { POLICY, SAMPLE, writeSite } from "./harness/site.ts";

const SOFTWARE = [
  "--use-angle=swiftshader",
  "--enable-unsafe-swiftshader",
  "--enable-unsafe-webgpu",
  "--use-webgpu-adapter=swiftshader",
];
const LOGITS = expectedLogits(
  Array.from({ length: 48 }, (_, i) => SAMPLE[(i % 16) * 3 + Math.floor(i / 16)]! / 127.5 - 1),
);

/** Put before a worker's own source: a message makes the graphics card go away, as a driver that restarts does. */
const LOSING = `
  const contextOf = OffscreenCanvas.prototype.getContext;
  OffscreenCanvas.prototype.getContext = function (kind, ...more) {
    const context = contextOf.call(this, kind, ...more);
    if (kind === "webgl2") globalThis.losing = () => context.getExtension("WEBGL_lose_context").loseContext();
    return context;
  };
  if (globalThis.GPUAdapter) {
    const deviceOf = GPUAdapter.prototype.requestDevice;
    GPUAdapter.prototype.requestDevice = async function (...more) {
      const device = await deviceOf.apply(this, more);
      globalThis.losing = () => device.destroy();
      return device;
    };
  }
  addEventListener("message", (event) => {
    if (event.data !== "lose") return;
    event.stopImmediatePropagation();
    globalThis.losing();
  });
`;

/** Before the page's own scripts: workers that can lose their card, and renderers that say they are a real one. */
function prepare(losing: string, isReal: boolean): void {
  const PlainBlob = Blob;
  globalThis.Blob = class extends PlainBlob {
    constructor(parts: BlobPart[] = [], options?: BlobPropertyBag) {
      super(options?.type === "text/javascript" ? [losing, ...parts] : parts, options);
    }
  };
  if (!isReal) return;
  WebGL2RenderingContext.prototype.getParameter = () => "a real card";
}

interface Outcome {
  readonly backend: Backend;
  readonly logits: readonly number[];
  readonly note: string;
}

const run = (page: Page): Promise<Outcome> =>
  page.evaluate(async () => {
    const { backend, logits } = await globalThis.elvit.run("sample");
    const { status } = globalThis.engine;
    return { backend, logits: [...logits], note: status.state === "ready" ? status.note : status.state };
  });

const prefer = (page: Page, choice: Choice): Promise<void> =>
  page.evaluate((choice) => globalThis.engine.prefer(choice), choice);

/** Values of every hook and of the weights. */
const everything = (page: Page): Promise<number[][]> =>
  page.evaluate(async () => {
    const tensors = await Promise.all(globalThis.elvit.hooks().map((name) => globalThis.elvit.tensor(name)));
    const weights = await Promise.all(globalThis.elvit.weights().map((name) => globalThis.elvit.weight(name)));
    return [...tensors, ...weights].map(({ data }) => [...data]);
  });

/** Until that backend has answered. */
const answered = (page: Page, backend: Backend) =>
  page.waitForFunction(
    (backend) => globalThis.engine.status.state === "ready" && globalThis.engine.status.backend === backend,
    {},
    backend,
  );

function assertRight(logits: readonly number[]): void {
  assert.equal(logits.length, LOGITS.length);
  logits.forEach((value, i) => assert.ok(Math.abs(value - LOGITS[i]!) < 1e-5, `${i}: ${value} is not ${LOGITS[i]!}`));
}

describe("the graphics card", { skip: findBrowser("chromium") === null && "chromium is not installed" }, () => {
  let folder: string;
  let browser: Browser;

  before(async () => {
    folder = await writeSite(POLICY, "graphics");
    browser = await openBrowser("chromium", SOFTWARE);
  });
  after(async () => {
    await browser?.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function open(rules: Partial<Rules> = {}, isReal = false, address = `file://${folder}/`): Promise<Page> {
    const page = await browser.newPage();
    await page.evaluateOnNewDocument(prepare, LOSING, isReal);
    await page.goto(`${address}index.html#${encodeURIComponent(JSON.stringify(rules))}`);
    return page;
  }

  for (const kind of ["webgl", "webgpu"] satisfies Graphics[]) {
    test(`${kind}, asked for, gives the logits, every tensor and weight, and takes what is fed`, async () => {
      const page = await open();
      await prefer(page, kind);
      const { backend, logits, note } = await run(page);
      assert.deepEqual([backend, note], [kind, ""]);
      assertRight(logits);
      const fed = await page.evaluate(async () => {
        const feed = { hook_full_embed: await globalThis.elvit.tensor("hook_full_embed") };
        return [...(await globalThis.elvit.run("sample", { feed })).logits];
      });
      assertRight(fed);
      const here = await everything(page);
      await prefer(page, "wasm");
      await run(page);
      const there = await everything(page);
      here.forEach((tensor, i) =>
        tensor.forEach((value, j) => assert.ok(Math.abs(value - there[i]![j]!) < 1e-5, `${i}, ${j}`)),
      );
      await page.close();
    });

    test(`${kind} is read to the end of a tensor that the next run takes away`, async () => {
      const page = await open();
      await prefer(page, kind);
      await run(page);
      const [data, backend] = await page.evaluate(async () => {
        const reading = globalThis.elvit.hooks().map((name) => globalThis.elvit.tensor(name));
        const { backend } = await globalThis.elvit.run(new Float32Array(48));
        return [[...(await Promise.all(reading)).at(-2)!.data], backend] as const;
      });
      assert.equal(backend, kind);
      assertRight(data);
      await page.close();
    });

    test(`${kind} runs again with attention restricted`, async () => {
      const page = await open();
      await prefer(page, kind);
      const image = Array.from({ length: 48 }, (_, i) => Math.sin(i * i));
      const { backend, logits, pattern } = await page.evaluate(async (image) => {
        await globalThis.elvit.run(Float32Array.from(image), { model: "attentive" });
        const { backend, logits, tensors } = await globalThis.elvit.rerun({
          remove: [1],
          keep: ["blocks.1.attn.hook_pattern"],
        });
        return { backend, logits: [...logits], pattern: [...tensors["blocks.1.attn.hook_pattern"]!.data] };
      }, image);
      assert.equal(backend, kind);
      const mask = Array.from({ length: 16 }, (_, pair) => Number(pair % 4 !== 1));
      const expected = expectedOf(image, [mask, mask]);
      [...expected.logits, ...expected.patterns[1]!].forEach((value, i) => {
        const found = [...logits, ...pattern][i]!;
        assert.ok(Math.abs(found - value) < 1e-4, `${i}: ${found} is not ${value}`);
      });
      await page.close();
    });

    test(`${kind}, lost while it runs, leaves the run to wasm`, async () => {
      const page = await open();
      await prefer(page, kind);
      await run(page);
      const { backend, logits } = await page.evaluate(async () => {
        const stop = globalThis.engine.onStatus(({ state }) => {
          // Before the worker hears of the run.
          if (state === "running") globalThis.workers.at(-1)!.postMessage("lose");
          stop();
        });
        const { backend, logits } = await globalThis.elvit.run("sample");
        return { backend, logits: [...logits] };
      });
      assert.equal(backend, "wasm");
      assertRight(logits);
      await page.close();
    });

    test(`${kind}, lost between runs, has its tensors replaced by wasm's, and says so`, async () => {
      const page = await open();
      await prefer(page, kind);
      await run(page);
      await page.evaluate(() => globalThis.workers.at(-1)!.postMessage("lose"));
      await answered(page, "wasm");
      assertRight(await page.evaluate(async () => [...(await globalThis.elvit.tensor("logits")).data]));
      const { backend, note } = await run(page);
      assert.equal(backend, "wasm");
      assert.match(note, /^Web(GL|GPU) failed, so wasm computes: .* lost/);
      await prefer(page, "auto");
      await prefer(page, kind);
      assert.equal((await run(page)).backend, kind, "asked for anew, it is tried anew");
      await page.close();
    });
  }

  /** What is remembered of the model, without the circumstances. */
  const remembered = (page: Page): Promise<string | null> =>
    page.evaluate(() => {
      const kept = localStorage.getItem("elvit.backend.one");
      return kept === null ? null : (JSON.parse(kept) as [string, string])[1];
    });

  /** Names of the packs that a page has asked for. */
  const packs = (page: Page): Promise<string[]> =>
    page.evaluate(() =>
      [
        ...new Set(performance.getEntriesByType("resource").map(({ name }) => /(\w+)-\d+\.js$/.exec(name)?.[1] ?? "")),
      ].filter(Boolean),
    );

  test("a trial that is won changes over after the first answer, keeps the tensors, and is remembered", async () => {
    const { url, server } = await serve(folder);
    const page = await open({ quick: 0, faster: 0, calm: 0 }, true, url);
    assert.equal((await run(page)).backend, "wasm");
    await page.waitForFunction(() => globalThis.workers.length === 2 && localStorage.length === 1);
    const kept = await everything(page);
    let outcome = await run(page);
    // The worker may be taken over a moment after it is remembered.
    while (outcome.backend === "wasm") outcome = await run(page);
    assert.equal(outcome.backend, "webgl");
    assertRight(outcome.logits);
    (await everything(page)).forEach((tensor, i) =>
      tensor.forEach((value, j) => assert.ok(Math.abs(value - kept[i]![j]!) < 1e-5)),
    );
    assert.equal(await remembered(page), "webgl");
    const again = await open({ faster: 1e9, calm: 0 }, true, url);
    assert.equal((await run(again)).backend, "wasm", "the first answer waits for no graphics card");
    while ((await run(again)).backend === "wasm") await again.waitForFunction(() => globalThis.workers.length === 2);
    await again.evaluate(() => globalThis.workers.at(-1)!.postMessage("lose"));
    await answered(again, "wasm");
    await again.waitForFunction(() => localStorage.getItem("elvit.backend.one")!.endsWith('"wasm"]'));
    await Promise.all([page.close(), again.close()]);
    server.closeAllConnections();
  });

  test("a trial that is lost, wrong or breaks keeps wasm, and is remembered", async () => {
    const { url, server } = await serve(folder);
    for (const rules of [{ faster: 1e9 }, { faster: 0, tolerance: -1 }, { faster: 0, patience: 0 }]) {
      const page = await open({ quick: 0, calm: 0, ...rules }, true, url);
      await page.evaluate(() => localStorage.clear());
      await run(page);
      await page.waitForFunction(() => localStorage.length === 1);
      assert.equal(await remembered(page), "wasm");
      assert.equal((await run(page)).backend, "wasm");
      const again = await open({ quick: 0, calm: 0, faster: 0 }, true, url);
      await run(again);
      await run(again);
      assert.deepEqual(
        (await packs(again)).filter((name) => name.startsWith("webg")),
        [],
      );
      await Promise.all([page.close(), again.close()]);
    }
    server.closeAllConnections();
  });

  test("a model that wasm runs in no time, and a renderer in software, load nothing for the graphics card", async () => {
    const page = await open({ quick: 1e9, calm: 0 }, true);
    await run(page);
    // One run to warm up and three for the time.
    await page.evaluate(
      () =>
        new Promise<void>((done) => {
          let replies = 0;
          globalThis.workers[0]!.addEventListener("message", () => ++replies === 4 && done());
        }),
    );
    const software = await open({ quick: 0, faster: 0, calm: 0 });
    await run(software);
    await run(software);
    for (const one of [page, software]) {
      assert.equal((await run(one)).backend, "wasm");
      assert.deepEqual(
        (await packs(one)).filter((name) => name.startsWith("webg")),
        [],
      );
    }
    await Promise.all([page.close(), software.close()]);
  });
});
