/** The view "Overview": the whole model as one diagram, with the chosen picture going through it. */
import { type ColourScale, scaleFor, signedScale } from "../../marks/colours.ts";
import { bars } from "../../marks/bars.ts";
import { button, html, reducedMotion, setAttribute, setText, style } from "../../marks/element.ts";
import { legend } from "../../marks/legend.ts";
import { cropOf, paintPixels, type Pixels, placeImage } from "../../marks/picture.ts";
import { grouped, number, percent } from "../../maths/numbers.ts";
import { magnitudeAt } from "../../maths/statistics.ts";
import { planeAxes } from "../../maths/plane.ts";
import { clampToken, gridOf, isTokenAxis, tokenName } from "../../maths/tokens.ts";
import type { Context, View } from "../../shell/context.ts";
import { answer } from "../../shell/prediction.ts";
import { progress, statusText } from "../../shell/status.ts";
import { onSystemTheme, toneOf } from "../../shell/theme.ts";
import type { State } from "../../state.ts";
import { blockOf, kindOf, stageTitle } from "../tensors/kinds.ts";
import { indexName } from "../tensors/scene.ts";
import { nameOf, titleOf as tensorTitle } from "../tensors/words.ts";
import { across } from "./across.ts";
import { boxElement, costTexts, shapeOf } from "./boxes.ts";
import { type Costs, costsOf } from "./counts.ts";
import { diagram, type Drawn } from "./diagram.ts";
import { down } from "./down.ts";
import { createFlow, mapHook, streamOf } from "./flow.ts";
import { paintMap, paintPatches, paintTensor, sampled, type Painted } from "./paint.ts";
import { type Reading, readingBox } from "./reading.ts";
import { type Layout, type Plan, planOf } from "./shapes.ts";
import { mostOf, spoken } from "./spoken.ts";
import { COUNTING, proseOf, titleOf } from "./words.ts";
import { formatZoom, parseZoom, zoomer } from "./zoom.ts";

/** Narrower than this the flow runs downwards. */
const NARROW = 560;
/** Share of the cosines that the colours reach. */
const USUAL = 0.98;
/** Milliseconds of a frame that painting may take. */
const PATIENCE = 6;

export function overview(root: HTMLElement, context: Context): View {
  const { store, session, pointed } = context;
  const heading = html("h1", { id: "overview-title" });
  const says = html("p", { class: "ov-says-line quiet", "data-part": "overview-says" });
  const thin = progress();
  const legendPlace = html("div", { class: "legend-place" });
  const ways = (["similarity", "attention"] as const).map((maps) =>
    button({ class: "way", "data-maps": maps }, "", () => store.set({ maps })),
  );
  const [closer, farther, whole] = [
    button({ class: "step", "aria-label": "Zoom in", "data-part": "zoom-in" }, "+", () => view.zoomBy(1.6)),
    button({ class: "step", "aria-label": "Zoom out", "data-part": "zoom-out" }, "−", () => view.zoomBy(1 / 1.6)),
    button({ class: "text-button", "data-part": "zoom-all" }, "whole", () => view.reset()),
  ];
  const bar = html(
    "div",
    { class: "figure-bar ov-bar" },
    html("div", { class: "ways", role: "group", "aria-label": "What the small pictures show" }, ...ways),
    html("div", { class: "ov-zoom", role: "group", "aria-label": "Zoom" }, farther, closer, whole),
    legendPlace,
  );
  const frame = html("figure", {
    class: "ov-frame",
    role: "group",
    "aria-roledescription": "diagram",
    "aria-labelledby": "overview-title",
    "aria-describedby": "overview-keys",
    "data-part": "diagram",
    "data-figure": "The whole model",
    "data-legend": ".ov-bar .legend",
  });
  const keys = html(
    "p",
    { class: "quiet ov-keys", id: "overview-keys" },
    "A block opens when you press it; a small tensor leads to its numbers. Wheel, fingers, or + − 0 and the arrow keys zoom and move.",
  );
  const prose = html("div", { class: "ov-prose" });
  const counting = html("p", { class: "quiet ov-counting" }, COUNTING);
  const table = spoken(context);
  const reading = readingBox();
  const page = html("div", { class: "overview" }, html("header", {}, heading, says, thin.element), bar, frame, keys, prose, counting, table.element, reading.element);
  root.replaceChildren(page);

  let [plan, costs, layout] = [null as Plan | null, null as Costs | null, null as Layout | null];
  let [laidKey, paintKey, wordsKey] = ["", "", ""];
  let pixels: Pixels | null = null;
  let pixelsKey = "";
  let mapScale: ColourScale | null = null;
  const painted = new Map<string, Painted>();
  const drawing = diagram((box, of) =>
    boxElement(box, of, {
      context,
      model: session.model(),
      costs: costs!,
      open: (block) => {
        const next = block === null ? "" : String(block);
        const closed = store.state.open;
        store.set({ open: next });
        if (next !== "") frame.querySelector(".ov-panel")?.scrollIntoView({ block: "nearest", behavior: reducedMotion() ? "auto" : "smooth" });
        else frame.querySelector<HTMLElement>(`[data-block="${closed}"]`)?.focus({ preventScroll: true });
      },
    }),
  );
  frame.append(drawing.world);
  const view = zoomer({
    frame,
    world: drawing.world,
    still: reducedMotion,
    onMove(zoom, settled) {
      reading.show(null, frame.getBoundingClientRect());
      zoomButtons(zoom.k);
      if (settled) store.set({ zoom: formatZoom(zoom) });
    },
  });
  const flow = createFlow(context, arrived);

  function zoomButtons(k: number): void {
    farther.disabled = whole.disabled = k <= 1;
  }

  const token = () => clampToken(gridOf(session.model().config), store.state.token);
  const openBlock = (state: State) => (/^\d+$/.test(state.open) && plan!.blocks.some(({ stage }) => String(blockOf(stage)) === state.open) ? Number(state.open) : null);

  function draw(): void {
    const state = store.state;
    const model = session.model();
    plan = planOf(model.hooks);
    lay(state);
    captions(state);
    loadPixels();
    flow.follow(state);
    repaint(state);
    answers();
    waiting();
    if (formatZoom(view.zoom) !== state.zoom && !frame.classList.contains("moving")) view.show(parseZoom(state.zoom), false);
    zoomButtons(view.zoom.k);
  }

  function lay(state: State): void {
    const model = session.model();
    const width = Math.floor(page.clientWidth);
    if (width === 0) return;
    const open = openBlock(state);
    const direction = width < NARROW ? "down" : "across";
    const key = `${model.id} ${direction} ${width}`;
    if (`${key} ${open}` === laidKey) return;
    const renewed = !laidKey.startsWith(`${key} `);
    if (renewed) {
      costs = costsOf(model);
      painted.clear();
    }
    laidKey = `${key} ${open}`;
    layout = direction === "down" ? down(plan!, width, open) : across(plan!, width, open);
    frame.dataset["direction"] = direction;
    const before = frame.clientHeight;
    style(frame, { height: `${layout.height}px` });
    if (!renewed) follows(before - layout.height);
    drawing.lay(layout, key);
    for (const { element, box } of drawing.boxes.values())
      if (box.kind === "station") setAttribute(element, "aria-expanded", String(blockOf(box.stage) === open));
    view.refresh();
    paintKey = "";
    pixelsShown = "";
  }

  /** What stands below the diagram glides to its new place. */
  function follows(by: number): void {
    if (reducedMotion()) return;
    for (const below of [keys, prose, counting, table.element])
      below.animate([{ transform: `translateY(${by}px)` }, { transform: "none" }], { duration: 340, easing: "cubic-bezier(0.2, 0.7, 0.3, 1)" });
  }

  function captions(state: State): void {
    const model = session.model();
    const grid = gridOf(model.config);
    const name = tokenName(grid, token());
    setText(heading, titleOf(plan!));
    setText(ways[0]!, `likeness to ${name}`);
    setText(ways[1]!, `where ${name} looks`);
    for (const one of ways) setAttribute(one, "aria-pressed", String(one.dataset["maps"] === state.maps));
    for (const caption of frame.querySelectorAll('[data-part="length-caption"]')) setText(caption, `length of ${name}’s row`);
    const said = frame.querySelector('[data-part="panel-says"]');
    if (said) {
      const many = model.config.n_heads > 1 ? `Head ${head()} of ${model.config.n_heads}. ` : "";
      said.replaceChildren(many, html("span", { class: "role-query" }, "Queries"), " meet ", html("span", { class: "role-key" }, "keys"), "; the ", html("span", { class: "role-pattern" }, "pattern"), " mixes ", html("span", { class: "role-value" }, "values"), ".");
    }
    for (const one of frame.querySelectorAll<HTMLElement>(".ov-head")) setAttribute(one, "aria-pressed", String(Number(one.dataset["head"]) === head()));
    if (wordsKey !== model.id) {
      wordsKey = model.id;
      prose.replaceChildren(...proseOf(context, model, plan!));
    }
  }

  const head = () => Math.min(store.state.head, Math.max(0, session.model().config.n_heads - 1));

  function waiting(): void {
    const { outcome, status } = session;
    const failed = outcome.kind === "failed";
    thin.update(status);
    const text = failed
      ? `${outcome.message.replace(/\.$/, "")}. ${outcome.hint} Shapes, costs and precomputed answers are here all the same.`
      : outcome.kind === "done"
        ? "Every number here was computed by the model in this page. Touch anything to read it."
        : `Shapes, costs and the precomputed answer are here already; the tensors follow (${statusText(status)}).`;
    setText(says, text);
    frame.dataset["state"] = flow.fresh ? "live" : outcome.kind;
  }

  let pixelsShown = "";
  function loadPixels(): void {
    const [model, picture] = [session.model(), session.picture()];
    const frameOf = drawing.boxes.get("image")?.element.querySelector<HTMLElement>(".picture-frame");
    const image = frameOf?.querySelector("img");
    if (frameOf && image) {
      if (image.getAttribute("src") !== picture.file) image.src = picture.file;
      placeImage(image, cropOf(model.preprocess, picture.width, picture.height));
      frameOf.classList.toggle("seen-by-model", store.state.see === "model" && pixels !== null);
    }
    const key = `${model.id} ${picture.id} ${session.outcome.kind}`;
    if (key !== pixelsKey) {
      pixelsKey = key;
      session.pixels().then(
        (found) => {
          if (pixelsKey !== key) return;
          if (found) pixels = found;
          pixelsShown = paintKey = "";
          draw();
        },
        () => undefined,
      );
    }
    if (pixels && pixelsShown !== key) {
      pixelsShown = key;
      const cut = drawing.boxes.get("patches");
      const canvas = cut?.element.querySelector("canvas");
      if (cut && canvas) {
        paintPatches(canvas, pixels, gridOf(model.config).side, cut.box.width);
        fade(canvas);
      }
      const own = frameOf?.querySelector("canvas");
      if (own) paintPixels(own, pixels);
    }
  }

  /** What has changed comes in with the flow: from left to right, or from top to bottom. */
  function fade(element: Element): void {
    if (!reducedMotion()) element.animate([{ opacity: 0.15 }, { opacity: 1 }], { duration: 360, easing: "ease-out" });
  }

  function scaleOfMaps(state: State): ColourScale {
    const grid = gridOf(session.model().config);
    const all = [...flow.maps.values()].map(({ values }) => values.subarray(grid.prefix));
    const joined = new Float32Array(all.reduce((sum, one) => sum + one.length, 0));
    all.reduce((at, one) => (joined.set(one, at), at + one.length), 0);
    if (state.maps === "attention") return scaleFor(joined, toneOf(state.theme), state.range);
    const most = joined.reduce((reach, value) => Math.max(reach, Math.abs(value)), 0);
    const usual = state.range === "most" ? magnitudeAt(joined, USUAL) : most;
    const reach = Math.max(0.1, Math.ceil(usual * 20) / 20);
    return signedScale(reach, toneOf(state.theme), most > reach);
  }

  /** What has come and is not painted yet, in the order of the flow. */
  const fresh = new Set<string>();
  let pending = 0;
  function arrived(name: string): void {
    fresh.add(name);
    if (pending === 0) pending = requestAnimationFrame(paintSome);
  }

  /** Paints for a part of a frame, and goes on in the next one: nothing that moves is held up. */
  function paintSome(): void {
    pending = 0;
    const until = performance.now() + PATIENCE;
    const state = store.state;
    if (rescaled(state)) for (const { box } of drawing.boxes.values()) if (box.kind === "station") fresh.add(box.stage);
    for (const name of [...fresh]) {
      fresh.delete(name);
      for (const drawn of drawing.boxes.values())
        if ((drawn.box.hook?.name ?? drawn.box.stage) === name) {
          paintBox(drawn, state, true);
          if (drawn.box.kind !== "panel") fade(drawn.element.querySelector("canvas") ?? drawn.element);
        }
      if (performance.now() > until) break;
    }
    if (fresh.size > 0) pending = requestAnimationFrame(paintSome);
    else {
      for (const drawn of drawing.boxes.values()) if (drawn.box.kind === "station") paintBox(drawn, state, false);
      table.update(session.model(), state, flow, token());
      waiting();
    }
  }

  let drawnScale = "";
  /** Whether the scale of the small pictures is another one than before. */
  function rescaled(state: State): boolean {
    mapScale = flow.maps.size > 0 ? scaleOfMaps(state) : null;
    const key = JSON.stringify([mapScale?.low, mapScale?.high, mapScale?.kind, toneOf(state.theme), state.maps]);
    if (key === drawnScale) return false;
    drawnScale = key;
    legendPlace.replaceChildren(...(mapScale ? [legend(mapScale, state.maps === "attention" ? "mean attention" : "cosine similarity")] : []));
    return true;
  }

  /** All of it, when something has changed that is no arrival: the theme, the head, the token, the layout. */
  function repaint(state: State): void {
    const key = JSON.stringify([laidKey, toneOf(state.theme), state.maps, state.range, head(), token(), pixels !== null, session.outcome.kind]);
    if (key === paintKey) return;
    const look = `${laidKey} ${toneOf(state.theme)} ${state.range}`;
    const [looks, headed] = [look !== paintedLook, head() !== paintedHead];
    [paintKey, paintedLook, paintedHead] = [key, look, head()];
    rescaled(state);
    for (const drawn of drawing.boxes.values()) {
      const { kind, hook } = drawn.box;
      paintBox(drawn, state, kind !== "tensor" || looks || (headed && hook!.dims.includes("head")));
    }
    table.update(session.model(), state, flow, token());
  }
  let [paintedLook, paintedHead] = ["", -1];

  function paintBox(drawn: Drawn, state: State, again: boolean): void {
    const { kind } = drawn.box;
    if (kind === "station") station(drawn, gridOf(session.model().config).side, longestRow(), again);
    else if (kind === "tensor") tensor(drawn, state, again);
    else if (kind === "gaze") gaze(drawn);
    else if (kind === "heads") headPictures(drawn);
  }

  const longestRow = () => Math.max(1e-9, ...[...flow.maps.values()].map(({ length }) => length));

  function station({ element, box }: Drawn, side: number, longest: number, repainting: boolean): void {
    const map = flow.maps.get(box.stage);
    const { prefix } = gridOf(session.model().config);
    element.dataset["filled"] = String(map !== undefined);
    const length = element.querySelector<HTMLElement>('[data-part="length"]')!;
    setText(element.querySelector('[data-part="length-value"]')!, map ? number(map.length) : "…");
    style(length, { "--share": map ? map.length / longest : 0 });
    const grid = gridOf(session.model().config);
    const most = map && mostOf(map, grid, token());
    const name = tokenName(grid, token());
    const verb = store.state.maps === "attention" ? `${name} looks most at` : `most like ${name}`;
    setText(element.querySelector('[data-part="most"]')!, most ? `, ${verb}: ${tokenName(grid, most.token)}, ${number(most.value)}` : "");
    if (map && mapScale && repainting) paintMap(element.querySelector("canvas")!, map.values.subarray(prefix), side, mapScale, pixels);
  }

  function tensor({ element, box }: Drawn, state: State, repainting: boolean): void {
    const value = flow.tensors.get(box.hook!.name);
    const canvas = element.querySelector("canvas")!;
    element.dataset["filled"] = String(value !== undefined);
    const link = element.querySelector<HTMLElement>("a.ov-picture")!;
    setAttribute(link, "aria-label", `${nameOf(box.hook!)}, ${box.hook!.name}, ${shapeOf(box.hook!.shape)}`);
    if (!value) return;
    if (repainting || !painted.has(box.id)) {
      const scale = scaleFor(sampled(value.data), toneOf(state.theme), state.range);
      painted.set(box.id, paintTensor(canvas, value, head(), scale, box.width > box.height));
    }
    rowMark(element, box.hook!.dims, box.height);
  }

  /** The chosen token is one row of every picture: the thread through the diagram. */
  function rowMark(element: HTMLElement, dims: readonly string[], height: number): void {
    const mark = element.querySelector<HTMLElement>(".ov-row")!;
    const axes = planeAxes({ dims, shape: dims.map(() => 1) });
    const grid = gridOf(session.model().config);
    const at = token() - (axes.rowAxis === "patch" ? grid.prefix : 0);
    mark.hidden = !isTokenAxis(axes.rowAxis) || at < 0;
    if (mark.hidden) return;
    const rows = axes.rowAxis === "patch" ? grid.side * grid.side : grid.tokens;
    mark.classList.toggle("of-cls", token() < grid.prefix);
    style(mark, { top: `${(at / rows) * height}px`, height: `${Math.max(1.5, height / rows)}px` });
  }

  function gazeValues(box: Drawn["box"]): { values: Float32Array; scale: ColourScale } | null {
    const value = flow.tensors.get(box.hook!.name);
    if (!value) return null;
    const [rows, columns] = [value.shape[1]!, value.shape[2]!];
    const start = (head() * rows + Math.min(token(), rows - 1)) * columns;
    const values = value.data.subarray(start, start + columns);
    return { values, scale: scaleFor(values.subarray(gridOf(session.model().config).prefix), toneOf(store.state.theme), store.state.range) };
  }

  function gaze({ element, box }: Drawn): void {
    const grid = gridOf(session.model().config);
    const name = tokenName(grid, token());
    const many = session.model().config.n_heads > 1;
    setText(element.querySelector('[data-part="gaze-title"]')!, `where ${name} looks`);
    const found = gazeValues(box);
    element.dataset["filled"] = String(found !== null);
    const most = found && mostOf(found, grid, -1);
    const text = most ? `${tokenName(grid, most.token)}: ${number(most.value)}` : "";
    setText(element.querySelector('[data-part="gaze-most"]')!, text ? `most: ${text}` : "");
    setAttribute(element.querySelector("a")!, "aria-label", `Where ${name} looks${many ? `, head ${head()}` : ""}; most: ${text || "not yet known"}; ${box.hook!.name}`);
    if (found) paintMap(element.querySelector("canvas")!, found.values.subarray(grid.prefix), grid.side, found.scale, pixels);
  }

  function headPictures({ element, box }: Drawn): void {
    const value = flow.tensors.get(box.hook!.name);
    element.dataset["filled"] = String(value !== undefined);
    const tone = toneOf(store.state.theme);
    const kept = headsPainted.get(element);
    if (!value || (kept?.value === value && kept.tone === tone)) return;
    headsPainted.set(element, { value, tone });
    const scale = scaleFor(sampled(value.data), toneOf(store.state.theme), store.state.range);
    element.querySelectorAll("canvas").forEach((canvas, index) => paintTensor(canvas, value, index, scale, false));
  }
  const headsPainted = new WeakMap<HTMLElement, { value: object; tone: string }>();

  let answered = "";
  function answers(): void {
    const last = [...drawing.boxes.values()].find(({ box }) => box.kind === "answer");
    if (!last) return;
    const { items, from } = answer(context);
    const key = JSON.stringify([items, laidKey]);
    if (key === answered) return;
    answered = key;
    bars(last.element.querySelector("ol")!, items.slice(0, 3));
    setText(last.element.querySelector('[data-part="answer-from"]')!, `${nameOf(last.box.hook!)}, ${last.box.hook!.name}, ${from}: `);
    table.update(session.model(), store.state, flow, token());
  }

  // Hover and focus.
  function readingOf(target: Element, event: PointerEvent | null): { reading: Reading | null; token: number | null } {
    const nothing = { reading: null, token: null };
    const id = target.closest<HTMLElement>("[data-box]")?.dataset["box"];
    const drawn = id === undefined ? undefined : drawing.boxes.get(id);
    if (!drawn) return nothing;
    const { box } = drawn;
    const model = session.model();
    const grid = gridOf(model.config);
    const spot = event ? patchAt(target, event) : null;
    const name = (one: number) => tokenName(grid, one);
    if (box.kind === "patches") return spot === null ? nothing : { reading: { title: name(spot), says: [`token ${spot} of ${grid.tokens}`], hook: "" }, token: spot };
    if (box.kind === "station") {
      const hooks = model.hooks.filter((hook) => hook.stage === box.stage);
      const map = flow.maps.get(box.stage);
      const cost = costs!.stages.find(({ stage }) => stage === box.stage)!;
      const texts = costTexts(cost);
      const source = mapHook(hooks, store.state.maps);
      if (spot !== null && map && source)
        return {
          reading: {
            title: `${stageTitle(box.stage)}, ${name(spot)}`,
            says: [store.state.maps === "attention" ? `${number(map.values[spot]!)} of ${name(token())}’s attention, mean of the heads` : `cosine similarity to ${name(token())}: ${number(map.values[spot]!)}`],
            hook: `${source.name}${store.state.maps === "attention" ? `[:, ${token()}, ${spot}]` : `[${spot}] · [${token()}]`}`,
          },
          token: spot,
        };
      return {
        reading: {
          title: stageTitle(box.stage),
          says: [...(map ? [`length of ${name(token())}’s row: ${number(map.length)}`] : []), `${texts.own} parameters, ${texts.running} so far`, `${texts.share} of all multiply-adds`],
          hook: `${streamOf(hooks)?.name ?? box.stage}${map ? `[${token()}]` : ""}`,
        },
        token: null,
      };
    }
    if (box.kind === "gaze" || box.kind === "heads") {
      const found = box.kind === "gaze" ? gazeValues(box) : null;
      if (found && spot !== null) return { reading: { title: `${name(token())} attends to ${name(spot)}`, says: [number(found.values[spot]!)], hook: `${box.hook!.name}[${head()}, ${token()}, ${spot}]` }, token: spot };
      const number_ = target.closest<HTMLElement>("[data-head]")?.dataset["head"];
      return number_ === undefined ? nothing : { reading: { title: `head ${number_}`, says: ["its attention pattern"], hook: `${box.hook!.name}[${number_}]` }, token: null };
    }
    if (box.kind === "answer") {
      const { items, from } = answer(context);
      return { reading: { title: "probabilities", says: [...items.slice(0, 3).map(({ label, share }) => `${label} ${percent(share)} %`), from], hook: box.hook!.name }, token: null };
    }
    if (box.kind !== "tensor" || !target.closest(".ov-picture")) return nothing;
    return tensorReading(drawn, target, event);
  }

  function tensorReading({ box }: Drawn, target: Element, event: PointerEvent | null): { reading: Reading; token: number | null } {
    const hook = box.hook!;
    const model = session.model();
    const grid = gridOf(model.config);
    const cost = costs!.byHook.get(hook.name)!;
    const about = [
      `${shapeOf(hook.shape)} (${hook.dims.join(", ")})`,
      ...(cost.parameters > 0 ? [`${grouped(cost.parameters)} parameters`] : []),
      ...(cost.products > 0 ? [`${percent(cost.products / costs!.products)} % of all multiply-adds`] : []),
    ];
    const made = painted.get(box.id);
    if (!event || !made || !flow.tensors.has(hook.name)) return { reading: { title: tensorTitle(hook), says: [hook.formula, ...about], hook: hook.name }, token: null };
    const area = target.closest(".ov-picture")!.getBoundingClientRect();
    const index = (share: number, count: number) => Math.min(count - 1, Math.max(0, Math.floor(share * count)));
    const row = index((event.clientY - area.top) / area.height, made.rows);
    const column = index((event.clientX - area.left) / area.width, made.columns);
    const axes = planeAxes(hook);
    const [first, second] = made.turned ? [column, 0] : [row, column];
    const words = (axis: string, at: number) => indexName({ grid, model }, axis, at);
    const place = axes.columns > 1 ? `${words(axes.rowAxis, first)}, ${words(axes.columnAxis, second)}` : words(axes.rowAxis, first);
    const indices = hook.dims.map((axis, i) => (axis === "head" && hook.dims.length > 2 ? head() : axis === "1" ? 0 : axis === axes.rowAxis && i === hook.dims.indexOf(axes.rowAxis) ? first : second));
    const isToken = isTokenAxis(axes.rowAxis);
    return {
      reading: { title: `${kindOf(hook).label}: ${place}`, says: [number(made.at(row, column)), ...about], hook: `${hook.name}[${indices.join(", ")}]` },
      token: isToken ? first + (axes.rowAxis === "patch" ? grid.prefix : 0) : null,
    };
  }

  function patchAt(target: Element, event: PointerEvent): number | null {
    const area = target.closest<HTMLElement>("[data-map]")?.getBoundingClientRect();
    if (!area || area.width === 0) return null;
    const grid = gridOf(session.model().config);
    const at = (share: number) => Math.floor(share * grid.side);
    const [row, column] = [at((event.clientY - area.top) / area.height), at((event.clientX - area.left) / area.width)];
    const inside = row >= 0 && column >= 0 && row < grid.side && column < grid.side;
    return inside ? grid.prefix + row * grid.side + column : null;
  }

  frame.addEventListener("pointermove", (event) => {
    if (event.pointerType === "touch" || frame.classList.contains("moving")) return;
    const found = readingOf(event.target as Element, event);
    reading.show(found.reading, { left: event.clientX, right: event.clientX, top: event.clientY, bottom: event.clientY });
    pointed.set(found.token);
  });
  frame.addEventListener("pointerleave", () => {
    reading.show(null, frame.getBoundingClientRect());
    pointed.set(null);
  });
  frame.addEventListener("focusin", (event) => {
    const target = event.target as HTMLElement;
    if (!target.matches(":focus-visible")) return;
    reveal(target);
    reading.show(readingOf(target, null).reading, target.getBoundingClientRect());
  });
  frame.addEventListener("focusout", () => reading.show(null, frame.getBoundingClientRect()));

  /** What has the focus is never outside of the frame. */
  function reveal(target: HTMLElement): void {
    if (view.zoom.k === 1) return;
    const [outer, inner] = [frame.getBoundingClientRect(), target.getBoundingClientRect()];
    if (inner.left >= outer.left && inner.right <= outer.right && inner.top >= outer.top && inner.bottom <= outer.bottom) return;
    const world = drawing.world.getBoundingClientRect();
    const centre = (from: number, size: number, start: number, all: number) => (from + size / 2 - start) / all;
    view.show({ x: centre(inner.left, inner.width, world.left, world.width), y: centre(inner.top, inner.height, world.top, world.height), k: view.zoom.k }, true);
  }

  frame.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape" && store.state.open !== "") {
      const closed = store.state.open;
      store.set({ open: "" });
      frame.querySelector<HTMLElement>(`[data-block="${closed}"]`)?.focus({ preventScroll: true });
    }
    const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (by === undefined || view.zoom.k > 1 || event.defaultPrevented) return;
    const stops = [...frame.querySelectorAll<HTMLElement>("a, button")];
    const next = stops[stops.indexOf(document.activeElement as HTMLElement) + by];
    if (!next) return;
    event.preventDefault();
    next.focus();
  });

  function spots(at: number | null): void {
    const grid = gridOf(session.model().config);
    const patch = at === null ? -1 : at - grid.prefix;
    for (const spot of frame.querySelectorAll<HTMLElement>(".ov-spot")) {
      spot.hidden = patch < 0;
      if (patch >= 0)
        style(spot, { left: `${((patch % grid.side) / grid.side) * 100}%`, top: `${(Math.floor(patch / grid.side) / grid.side) * 100}%`, width: `${100 / grid.side}%`, height: `${100 / grid.side}%` });
    }
  }

  const observer = new ResizeObserver(() => {
    lay(store.state);
    draw();
  });
  observer.observe(page);
  const stops = [session.onChange(draw), onSystemTheme(draw), pointed.onChange(spots)];
  return {
    update: draw,
    destroy() {
      observer.disconnect();
      cancelAnimationFrame(pending);
      flow.destroy();
      view.destroy();
      for (const stop of stops) stop();
      page.remove();
    },
  };
}
