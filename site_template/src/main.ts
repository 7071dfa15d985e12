/** Where the page starts: data, engine and shell are brought together, or the visitor is told what is missing. */
import { installApi } from "./api/index.ts";
import { readPack } from "./data/chunks.ts";
import type { Manifest } from "./data/manifest.ts";
import { createEngine } from "./engine/client.ts";
import type { Engine } from "./engine/engine.ts";
import { html } from "./marks/element.ts";
import type { Session } from "./page/session.ts";
import { start } from "./shell/app.ts";
import { changeOf } from "./state/table.ts";
import * as words from "./words.ts";

declare global {
  // eslint-disable-next-line no-var -- only `var` declares a property of globalThis
  var elvitManifest: Manifest | undefined;
}

/** The format of the manifest that this program reads. */
const FORMAT = 1;

const manifest = globalThis.elvitManifest;
if (!manifest) {
  stopped(...words.dataMissing);
} else if (manifest.format !== FORMAT || manifest.models.length === 0 || manifest.images.length === 0) {
  stopped(...words.dataUnreadable);
} else {
  const engine = createEngine(manifest);
  const { store, context, ready } = start(manifest, engine, (pack) => readPack(pack));
  installApi(manifest, shared(engine, context.session), {
    ready,
    state: () => store.state,
    go: (change) => store.set(changeOf(change, store.state)),
    model: () => context.session.model().id,
  });
}

/** The engine for scripts: when they run something, the figures no longer know whose tensors they would show. */
function shared(engine: Engine, session: Session): Engine {
  return {
    get status() {
      return engine.status;
    },
    run(model, source, options = {}) {
      const same = model === session.model().id && source.kind === "sample" && source.id === session.picture().id;
      // A script that asks for a run wants the model, too.
      engine.goOn();
      const running = engine.run(model, source, options);
      if (same && !options.edits?.length) session.follow(running);
      else session.yield();
      return running;
    },
    get last() {
      return engine.last;
    },
    rerun: (repeat) => engine.rerun(repeat),
    tensor: (name) => engine.tensor(name),
    weight: (model, name, slice) => engine.weight(model, name, slice),
    memory: () => engine.memory(),
    stop: () => engine.stop(),
    goOn: () => engine.goOn(),
    prefer: (choice) => engine.prefer(choice),
    onStatus: (listener) => engine.onStatus(listener),
    destroy: () => engine.destroy(),
  };
}

/** Says why there is nothing to explore, where the figure would be and in the status line. */
function stopped(what: string, why: string): void {
  const main = document.querySelector('[data-part="main"]');
  main?.replaceChildren(
    html(
      "section",
      { class: "stopped", role: "alert", "data-part": "stopped" },
      html("h1", {}, what),
      html("p", {}, why),
    ),
  );
  const line = document.querySelector('[data-part="status"]');
  line?.replaceChildren(html("span", { class: "status-text", "data-part": "status-text" }, words.failed(what)));
}
