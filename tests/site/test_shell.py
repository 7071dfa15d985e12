"""The frame of all views as a visitor uses it: tabs, back and forward, cold links, search, export, theme, help."""

from __future__ import annotations

import csv
import io
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import numpy as np
import pytest
from browsing import in_firefox
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, expect
from serving import looking_at, manifest_of, part, settle, state_of

WAIT = 30_000
VIEWS = ("overview", "background", "detail", "tensors", "interpretation", "interaction")
# What is there once the tensors of a view have arrived.
COMPLETE = {
    "overview": '[data-part="diagram"][data-state="live"]:not(:has(.ov-station:not([data-filled="true"])))',
    "background": '[data-part="graph"]',
    "detail": ".worked-frame[data-result]",
    "tensors": '[data-part="facts"]:has-text("minimum")',
    "interpretation": '.interpretation[data-state="live"]',
    "interaction": '.interaction[data-state="live"]',
}
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def page(address: str, chromium: Browser) -> Iterator[Page]:
    with looking_at(chromium, address) as seen:
        expect(part(seen.page, "prediction")).to_contain_text("live, wasm", timeout=WAIT)
        yield seen.page
        assert not seen.problems


def tab(page: Page, name: str) -> Locator:
    return part(page, "views").get_by_role("link", name=name, exact=True)


def expect_view(page: Page, name: str) -> None:
    expect(part(page, "main")).to_have_attribute("data-view", name)
    expect(tab(page, name.capitalize())).to_have_attribute("aria-current", "page")
    expect(page).to_have_title(re.compile(f"^{name.capitalize()} – "))


def expect_scrolled(page: Page, least: int) -> None:
    for _ in range(50):
        if page.evaluate("scrollY") > least:
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"scrolled {page.evaluate('scrollY')} pixels, not {least}")


def search_for(page: Page, text: str) -> Locator:
    """Types into the field that "/" leads to; returns its results."""
    page.keyboard.press("/")
    field = page.get_by_role("combobox", name="Search")
    expect(field).to_be_focused()
    field.fill(text)
    results = page.get_by_role("listbox", name="Found").get_by_role("option")
    expect(results.first).to_be_visible()
    return results


class TestViews:
    def test_a_visit_begins_with_the_overview_and_tabs_lead_on(self, page: Page) -> None:
        expect_view(page, "overview")
        for name in ("Background", "Detail", "Tensors", "Overview"):
            tab(page, name).click()
            expect_view(page, name.lower())
            expect(part(page, "main").locator("h1, h2").first).to_be_visible()
            expect(part(page, "live")).to_contain_text(f"{name} is shown")

    def test_the_picture_stays_where_it_is(self, page: Page) -> None:
        frame = page.locator('[data-part="picture"] .picture-frame')
        before = frame.bounding_box()
        for name in ("Background", "Detail", "Tensors", "Overview"):
            tab(page, name).click()
            expect_view(page, name.lower())
            assert frame.bounding_box() == before

    def test_back_and_forward_through_views_pictures_hooks_and_concepts(self, page: Page) -> None:
        picture = page.evaluate("window.elvit.manifest.images[4].id")
        concept = page.evaluate("window.elvit.manifest.concepts.nodes[3].id")
        page.locator(f'[data-picture="{picture}"]').click()
        tab(page, "Background").click()
        page.evaluate("concept => window.elvit.go({ concept })", concept)
        tab(page, "Tensors").click()
        part(page, "all-tensors").locator("summary").click()
        page.locator('.all-names a[data-hook="logits"]').click()
        expect(part(page, "hook-name")).to_have_text("logits")
        visited = [state_of(page)]
        for _ in range(5):
            page.go_back()
            visited.append(state_of(page))
        assert [one.get("view", "overview") for one in visited] == [
            "tensors", "tensors", "background", "background", "overview", "overview",
        ]  # fmt: skip
        assert [one.get("concept") for one in visited] == [concept, concept, concept, None, None, None]
        assert [one.get("image") for one in visited] == [*[picture] * 5, None]
        expect_view(page, "overview")
        for wanted in reversed(visited[:-1]):
            page.go_forward()
            assert state_of(page) == wanted
        expect_view(page, "tensors")
        expect(part(page, "hook-name")).to_have_text("logits")
        expect(page.locator(f'[data-picture="{picture}"]')).to_have_attribute("aria-pressed", "true")

    @pytest.mark.parametrize("view", VIEWS)
    def test_a_cold_link_restores_it_and_keeps_what_it_does_not_know(
        self, view: str, address: str, chromium: Browser, default_site: Path
    ) -> None:
        picture = manifest_of(default_site)["images"][2]["id"]
        link = {"view": view, "image": picture, "token": "12", "theme": "dark", "lesson": "7", "step": "a b"}
        hash_ = "&".join(f"{key}={value.replace(' ', '+')}" for key, value in link.items() if value != "overview")
        with looking_at(chromium, f"{address}#{hash_}") as seen:
            expect_view(seen.page, view)
            expect(part(seen.page, "token-name")).to_contain_text("token 12")
            expect(seen.page.locator("html")).to_have_attribute("data-theme", "dark")
            expect(seen.page.locator(f'[data-picture="{picture}"]')).to_have_attribute("aria-pressed", "true")
            seen.page.keyboard.press("c")
            assert state_of(seen.page) == {k: v for k, v in link.items() if k != "token" and v != "overview"}

    def test_a_view_that_does_not_exist_is_the_overview(self, address: str, chromium: Browser) -> None:
        with looking_at(chromium, f"{address}#view=holograms") as seen:
            expect_view(seen.page, "overview")
            assert state_of(seen.page)["view"] == "holograms"

    def test_a_copied_link_is_the_state(self, page: Page) -> None:
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        tab(page, "Background").click()
        expect_view(page, "background")
        page.evaluate("window.elvit.go({ token: 3 })")
        part(page, "copy-link").click()
        expect(part(page, "copy-link")).to_have_text("Link copied")
        copied = page.evaluate("navigator.clipboard.readText()")
        assert parse_qs(urlsplit(copied).fragment) == {"view": ["background"], "token": ["3"]}

    def test_where_a_view_was_left_is_where_going_back_leads(self, page: Page) -> None:
        page.set_viewport_size({"width": 1100, "height": 500})
        tab(page, "Tensors").click()
        expect(part(page, "facts")).to_contain_text("minimum")
        page.mouse.wheel(0, 350)
        expect_scrolled(page, 300)
        page.evaluate("window.elvit.go({ view: 'background' })")
        expect_view(page, "background")
        assert page.evaluate("scrollY") == 0
        page.go_back()
        expect_view(page, "tensors")
        expect_scrolled(page, 300)


class TestSearch:
    def test_a_concept_a_tensor_and_a_class(self, page: Page) -> None:
        groups = page.get_by_role("listbox", name="Found").get_by_role("group")
        search_for(page, "softmax")
        expect(groups.first).to_have_accessible_name(re.compile("^concepts"))
        expect(groups.nth(1)).to_have_accessible_name(re.compile("^tensors"))
        page.keyboard.press("Enter")
        expect_view(page, "background")
        assert state_of(page)["concept"] == "softmax"
        search_for(page, "hook_pattern 2").first.click()
        expect_view(page, "tensors")
        expect(part(page, "hook-name")).to_have_text("blocks.2.attn.hook_pattern")
        label = page.evaluate("window.elvit.manifest.models[0].labels[7]")
        search_for(page, label).filter(has_text="class 7").click()
        expect(part(page, "hook-name")).to_have_text("probabilities")
        assert state_of(page)["column"] == "7"
        page.go_back()
        expect(part(page, "hook-name")).to_have_text("blocks.2.attn.hook_pattern")

    def test_with_keys_alone(self, page: Page) -> None:
        results = search_for(page, "attention")
        field = page.get_by_role("combobox", name="Search")
        assert results.count() > 3
        for i in (0, 1, 2):
            expect(results.nth(i)).to_have_attribute("aria-selected", "true")
            expect(field).to_have_attribute("aria-activedescendant", results.nth(i).get_attribute("id") or "")
            page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowUp")
        expect(results.nth(2)).to_have_attribute("aria-selected", "true")
        expect(field).to_have_attribute("aria-expanded", "true")
        expect(part(page, "live")).to_contain_text(re.compile(r"\d+ concepts?, .*arrow keys choose, Enter opens"))
        page.keyboard.press("Escape")
        expect(field).to_have_value("")
        expect(part(page, "search-panel")).to_be_hidden()
        page.keyboard.press("Escape")
        expect(field).not_to_be_focused()

    def test_nothing_found_says_so(self, page: Page) -> None:
        page.keyboard.press("/")
        page.keyboard.type("zzz")
        expect(part(page, "search-panel")).to_contain_text("Nothing is called “zzz”.")
        expect(page.get_by_role("combobox", name="Search")).to_have_attribute("aria-expanded", "false")

    def test_before_the_model_is_there(self, address: str, chromium: Browser, default_site: Path) -> None:
        weights = manifest_of(default_site)["models"][0]["weights"]["chunks"][0]["file"]
        context = chromium.new_context()
        context.route(f"**/{weights}", lambda _: None)  # never answered
        page = context.new_page()
        page.goto(address)
        expect(part(page, "status")).to_contain_text("loading")
        search_for(page, "attention pattern").first.click()
        expect_view(page, "background")
        search_for(page, "logits")
        part(page, "export").click()
        expect(part(page, "export-panel")).to_contain_text("once the model has run")
        expect(part(page, "export-csv")).to_be_disabled()
        context.close()

    @pytest.mark.parametrize("width", [1440, 1024, 390])
    def test_the_results_lie_on_the_screen(self, width: int, address: str, chromium: Browser) -> None:
        with looking_at(chromium, address, viewport={"width": width, "height": 800}) as seen:
            expect(part(seen.page, "main")).to_have_attribute("data-view", "overview")
            search_for(seen.page, "attention")
            box = part(seen.page, "search-panel").bounding_box()
            assert box and box["x"] >= 0 and box["x"] + box["width"] <= width and box["width"] > 300
            assert seen.page.evaluate("document.documentElement.scrollWidth") <= width


def exported(page: Page, name: str, kind: str) -> bytes:
    """The file that the export menu gives for a figure."""
    part(page, "export").click()
    with page.expect_download() as download:
        page.get_by_role("button", name=f"{name} as {kind.upper()}").click()
    assert download.value.suggested_filename.endswith(f".{kind}")
    page.keyboard.press("Escape")
    expect(part(page, "export")).to_be_focused()
    return Path(download.value.path()).read_bytes()


def figures_of(page: Page) -> list[str]:
    part(page, "export").click()
    names = page.locator(".export-name").all_inner_texts()
    page.keyboard.press("Escape")
    return names


class TestExport:
    @pytest.mark.parametrize("view", VIEWS)
    def test_a_figure_of_every_view_as_svg_stands_alone(self, view: str, page: Page) -> None:
        tab(page, view.capitalize()).click()
        expect_view(page, view)
        expect(page.locator(COMPLETE[view])).to_be_visible(timeout=WAIT)
        settle(page)
        names = figures_of(page)
        assert {"Picture", "Prediction"} < set(names)
        text = exported(page, names[0], "svg").decode()
        root = ElementTree.fromstring(text)
        assert root.tag == f"{SVG}svg" and root.findtext(f"{SVG}title", "").startswith(names[0].rstrip("."))
        assert view in root.findtext(f"{SVG}desc", "").lower()
        # Nothing of the page is needed: no variable, no class, no style sheet, no file.
        assert "var(" not in text and "class=" not in text and "<style" not in text and "currentColor" not in text
        addresses = [value for one in root.iter() for name, value in one.attrib.items() if name.endswith("href")]
        assert all(address.startswith(("data:image/png;base64,", "#")) for address in addresses)
        words = [one for one in root.iter(f"{SVG}text") if one.text]
        assert words and all(re.match("#[0-9a-f]{6}$", one.get("fill", "#000000")) for one in words)
        assert "Inter" in text

    def test_another_program_draws_the_svg_as_it_is_on_the_page(self, page: Page) -> None:
        """It has neither this page nor its fonts; but for the shapes of letters it gives what the browser shows."""
        resvg = pytest.importorskip("resvg_py")
        tab(page, "Tensors").click()
        expect(part(page, "facts")).to_contain_text("minimum")
        figure = part(page, "on-picture")
        name = next(name for name in figures_of(page) if "looks" in name)
        svg = exported(page, name, "svg").decode()
        drawn = Image.open(io.BytesIO(bytes(resvg.svg_to_bytes(svg_string=svg)))).convert("RGB")
        shown = Image.open(io.BytesIO(figure.screenshot())).convert("RGB")
        box = figure.bounding_box()
        assert box and abs(drawn.width - 32 - box["width"]) <= 1 and abs(drawn.height - 32 - box["height"]) <= 1
        cut = drawn.crop((16, 16, 16 + shown.width, 16 + shown.height))
        difference = np.abs(np.asarray(cut, np.float32) - np.asarray(shown, np.float32))
        assert difference.mean() < 6

    def test_an_svg_says_all_that_the_figure_says(self, page: Page) -> None:
        """Axes, legend and thumbnails, whatever drew them: HTML, SVG or a canvas."""
        tab(page, "Tensors").click()
        page.evaluate("window.elvit.go({ hook: 'blocks.1.attn.hook_pattern' })")
        expect(part(page, "facts")).to_contain_text("minimum")
        name = next(name for name in figures_of(page) if name.startswith("blocks.1.attn.hook_pattern"))
        root = ElementTree.fromstring(exported(page, name, "svg"))
        words = " ".join("".join(one.itertext()) for one in root.iter(f"{SVG}text"))
        for expected in ("row 0", "row 7", "query", "key", "attention pattern", "CLS"):
            assert expected in words, words
        assert len(list(root.iter(f"{SVG}image"))) >= 3  # the plane, the strip below it, the thumbnails
        assert len(list(root.iter(f"{SVG}linearGradient"))) == 1  # its legend

    @pytest.mark.parametrize("scheme", ["light", "dark"])
    def test_png_is_twice_the_figure_in_the_colours_of_the_page(
        self, scheme: str, address: str, chromium: Browser
    ) -> None:
        with looking_at(chromium, f"{address}#view=tensors&theme={scheme}") as seen:
            expect(part(seen.page, "facts")).to_contain_text("minimum", timeout=WAIT)
            box = part(seen.page, "on-picture").bounding_box()
            name = next(name for name in figures_of(seen.page) if "looks" in name)
            picture = Image.open(io.BytesIO(exported(seen.page, name, "png"))).convert("RGB")
            assert box and abs(picture.width - 2 * (box["width"] + 32)) <= 3
            ground = seen.page.evaluate("getComputedStyle(document.body).backgroundColor")
            assert picture.getpixel((2, 2)) == tuple(map(int, re.findall(r"\d+", ground)))
            colours = picture.getcolors(1 << 24)
            assert colours and len(colours) > 500  # the photo and its overlay are in it
            assert not seen.problems

    def test_from_disk_a_photo_is_shown_as_the_model_sees_it(self, default_site: Path, chromium: Browser) -> None:
        with looking_at(chromium, (default_site / "index.html").as_uri()) as seen:
            expect(part(seen.page, "prediction")).to_contain_text("live, wasm", timeout=WAIT)
            root = ElementTree.fromstring(exported(seen.page, "Picture", "svg"))
            assert list(root.iter(f"{SVG}image"))
            part(seen.page, "export").click()
            with seen.page.expect_download():
                seen.page.get_by_role("button", name="Picture as PNG").click()
            expect(part(seen.page, "export-panel")).to_contain_text("as the model sees them")

    def test_any_tensor_as_csv_and_npy_from_any_view(self, page: Page) -> None:
        expect_view(page, "overview")
        read = "async () => Array.from((await window.elvit.tensor('blocks.2.attn.hook_z')).data)"
        expected = np.array(page.evaluate(read), np.float32)
        part(page, "export").click()
        part(page, "export-tensor").select_option("blocks.2.attn.hook_z")
        with page.expect_download() as download:
            part(page, "export-npy").click()
        assert download.value.suggested_filename == "blocks.2.attn.hook_z.npy"
        array = np.load(io.BytesIO(Path(download.value.path()).read_bytes()))
        np.testing.assert_array_equal(array, expected.reshape(65, 3, 64))
        with page.expect_download() as download:
            part(page, "export-csv").click()
        header, *rows = csv.reader(io.StringIO(Path(download.value.path()).read_text("utf-8")))
        assert header[:3] == ["pos", "head", "d_head 0"]
        np.testing.assert_array_equal(np.array([row[2:] for row in rows], np.float32).ravel(), expected)

    def test_the_menu_by_keyboard(self, page: Page) -> None:
        opener, panel = part(page, "export"), part(page, "export-panel")
        opener.focus()
        page.keyboard.press("Enter")
        expect(opener).to_have_attribute("aria-expanded", "true")
        expect(panel.get_by_role("button").first).to_be_focused()
        page.keyboard.press("Escape")
        expect(panel).to_be_hidden()
        expect(opener).to_be_focused()
        opener.click()
        expect(panel).to_be_visible()
        page.mouse.click(5, 300)
        expect(panel).to_be_hidden()


class TestTheme:
    def test_the_button_goes_round_and_the_choice_stays(self, page: Page, address: str) -> None:
        theme, root = part(page, "theme"), page.locator("html")
        for chosen in ("light", "dark"):
            theme.click()
            expect(root).to_have_attribute("data-theme", chosen)
            assert state_of(page)["theme"] == chosen
        tab(page, "Tensors").click()
        page.go_back()
        expect(root).to_have_attribute("data-theme", "dark")
        page.goto("about:blank")
        page.goto(address)
        expect(root).to_have_attribute("data-theme", "dark")
        theme.click()
        expect(root).not_to_have_attribute("data-theme", re.compile(""))
        assert "theme" not in state_of(page)


class TestHelp:
    def test_it_names_every_view_and_begins_at_its_beginning(self, page: Page) -> None:
        page.set_viewport_size({"width": 1024, "height": 500})
        page.keyboard.press("?")
        dialog = part(page, "help-dialog")
        expect(dialog.get_by_role("heading", name="Help")).to_be_in_viewport()
        for name in ("Overview", "Background", "Tensors"):
            expect(dialog.get_by_role("term").filter(has_text=name)).to_be_attached()
        expect(dialog).to_contain_text("search; then")
        page.keyboard.press("/")  # keys of the page rest while it is open
        expect(dialog).to_be_visible()
        page.keyboard.press("Escape")
        expect(dialog).to_be_hidden()


@pytest.mark.parametrize("width", [1440, 1024, 390])
@pytest.mark.parametrize("view", VIEWS)
def test_the_header_fits(view: str, width: int, address: str, chromium: Browser) -> None:
    """Nothing sticks out sideways, and no two things in the header lie on each other."""
    with looking_at(chromium, f"{address}#view={view}", viewport={"width": width, "height": 800}) as seen:
        expect(part(seen.page, "main")).to_have_attribute("data-view", view)
        assert seen.page.evaluate("document.documentElement.scrollWidth") <= width
        boxes = seen.page.evaluate("""() => [...document.querySelectorAll(
          ".wordmark, .model, .views a, .search-field, .actions button")].map((one) => {
            const { left, right, top, bottom } = one.getBoundingClientRect();
            return { name: one.textContent || one.className, left, right, top, bottom };
          })""")
        for i, one in enumerate(boxes):
            assert one["left"] >= 0 and one["right"] <= width, one
            for other in boxes[i + 1 :]:
                apart = one["right"] <= other["left"] or other["right"] <= one["left"]
                below = one["bottom"] <= other["top"] or other["bottom"] <= one["top"]
                assert apart or below, (one, other)


MAIN_PATH = """async () => {
  await window.elvit.ready;
  const until = async (test) => {
    for (let i = 0; i < 300; i++) {
      const found = test();
      if (found) return found;
      await new Promise((done) => setTimeout(done, 100));
    }
    throw new Error(`waited in vain: ${test}`);
  };
  const part = (name) => document.querySelector(`[data-part="${name}"]`);
  const view = () => part("main").dataset.view;
  const seen = [view()];
  await until(() => part("prediction").dataset.source === "live");
  document.querySelector('[data-view="background"]').click();
  seen.push(await until(() => view() !== "overview" && view()));
  const field = document.querySelector('[role="combobox"]');
  field.focus();
  field.value = "hook_pattern 2";
  field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  (await until(() => document.querySelector('[role="option"]'))).click();
  seen.push(await until(() => part("hook-name")?.textContent));
  await until(() => part("facts")?.textContent.includes("minimum"));
  history.back();
  seen.push(await until(() => view() === "background" && view()));
  part("export").click();
  seen.push(document.querySelectorAll(".export-name").length > 1);
  return seen;
}"""


def test_the_main_path_in_firefox(default_site: Path) -> None:
    found = in_firefox((default_site / "index.html").as_uri(), MAIN_PATH)
    assert found["problems"] == []
    assert found["result"] == ["overview", "background", "blocks.2.attn.hook_pattern", "background", True]
