"""What a visitor does: pictures, their own ones, tensors, links; with mouse and with keys."""

from __future__ import annotations

import base64
import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from browsing import QUIET_FLAGS, find, photo_like
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, Playwright, expect
from serving import Visit, looking_at, manifest_of, part, state_of, visit

WAIT = 30_000


@pytest.fixture
def page(address: str, chromium: Browser) -> Iterator[Page]:
    with looking_at(chromium, f"{address}#view=tensors") as seen:
        expect_live(seen.page)
        yield seen.page
        assert not seen.problems


def expect_live(page: Page) -> None:
    expect(part(page, "prediction")).to_contain_text("live, wasm", timeout=WAIT)


def test_the_first_answer_is_there_before_any_script(address: str, default_site: Path, chromium: Browser) -> None:
    manifest = manifest_of(default_site)
    index, probability = manifest["models"][0]["predictions"][manifest["images"][0]["id"]][0]
    with looking_at(chromium, address, fresh=True, java_script_enabled=False) as seen:
        first = part(seen.page, "prediction").locator("li").first
        expect(first).to_contain_text(manifest["models"][0]["labels"][index])
        expect(first).to_contain_text(f"{100 * probability:.3g}"[:4])
        expect(seen.page.locator("[data-picture]")).to_have_count(len(manifest["images"]))


def test_another_picture(page: Page, default_site: Path) -> None:
    manifest = manifest_of(default_site)
    picture = manifest["images"][5]["id"]
    page.locator(f'[data-picture="{picture}"]').click()
    index, _ = manifest["models"][0]["predictions"][picture][0]
    expect(part(page, "prediction").locator("li").first).to_contain_text(manifest["models"][0]["labels"][index])
    expect_live(page)
    assert state_of(page)["image"] == picture
    page.go_back()
    expect(page.locator(f'[data-picture="{manifest["images"][0]["id"]}"]')).to_have_attribute("aria-pressed", "true")
    page.go_forward()
    expect(page.locator(f'[data-picture="{picture}"]')).to_have_attribute("aria-pressed", "true")


def places_of(page: Page) -> dict[str, list[float]]:
    """Left and top of what stands beside the figure, whatever picture is chosen."""
    script = """() => Object.fromEntries(["companion", "prediction", "verdict", "gallery", "main"].map((name) => {
      const { left, top } = document.querySelector(`[data-part="${name}"]`).getBoundingClientRect();
      return [name, [left, top]];
    }))"""
    found: dict[str, list[float]] = page.evaluate(script)
    return found


def expect_in_sight(page: Page, thumb: Locator) -> None:
    """The whole thumbnail lies within what the strip shows, once that has been moved there."""
    thumb.evaluate(IN_SIGHT)
    strip, box = page.locator(".thumbs").bounding_box(), thumb.bounding_box()
    assert strip and box
    assert strip["x"] - 1 <= box["x"] <= strip["x"] + strip["width"] - box["width"] + 1
    assert strip["y"] - 1 <= box["y"] <= strip["y"] + strip["height"] - box["height"] + 1


# Until it lies in the strip and stays where it is; for two seconds at most.
IN_SIGHT = """async (thumb) => {
  const strip = thumb.closest(".thumbs");
  let before = "";
  for (let i = 0, calm = 0; i < 120 && calm < 6; i++) {
    await new Promise((done) => requestAnimationFrame(done));
    const [outer, inner] = [strip, thumb].map((one) => one.getBoundingClientRect());
    const inside = inner.left >= outer.left - 1 && inner.right <= outer.right + 1
      && inner.top >= outer.top - 1 && inner.bottom <= outer.bottom + 1;
    const now = JSON.stringify(inner);
    calm = inside && now === before ? calm + 1 : 0;
    before = now;
  }
}"""


class TestGallery:
    """Thumbnails, kinds of pictures, what is said of them, and the two ways to see one."""

    @pytest.mark.parametrize("width", [1440, 1024, 390])
    def test_nothing_moves_when_another_picture_is_chosen(self, width: int, address: str, chromium: Browser) -> None:
        with visit(chromium, address, viewport={"width": width, "height": 800}, reduced_motion="reduce") as seen:
            expect_live(seen.page)
            before = places_of(seen.page)
            images = seen.page.evaluate("window.elvit.manifest.images")
            for image in [*images[:8:3], *(image for image in images if image["hard"])]:
                seen.page.evaluate("image => window.elvit.go({ image })", image["id"])
                moved = places_of(seen.page)
                if width == 390:  # the figure comes below what is said of the picture
                    moved["main"] = before["main"]
                assert moved == before, image["id"]
                expect_live(seen.page)

    def test_only_pictures_of_a_kind(self, page: Page) -> None:
        images = page.evaluate("window.elvit.manifest.images")
        wanted = {image["id"] for image in images if len(image["classes"]) > 1}
        assert 0 < len(wanted) < len(images)
        page.get_by_role("button", name=f"several {len(wanted)}").click()
        shown = page.locator("[data-picture]:visible")
        expect(shown).to_have_count(len(wanted))
        assert {one.get_attribute("data-picture") for one in shown.all()} == wanted
        assert state_of(page)["kind"] == "several"
        page.get_by_role("button", name=f"all {len(images)}").click()
        expect(shown).to_have_count(len(images))

    def test_the_kind_is_in_the_link(self, address: str, chromium: Browser) -> None:
        with looking_at(chromium, f"{address}#kind=hard") as seen:
            images = seen.page.evaluate("window.elvit.manifest.images")
            hard = [image for image in images if image["hard"]]
            expect(seen.page.locator("[data-picture]:visible")).to_have_count(len(hard))
            for one in seen.page.locator("[data-picture]:visible").all():
                assert "hard on purpose" in (one.get_attribute("aria-label") or "")
            seen.page.locator(f'[data-picture="{hard[0]["id"]}"]').click()
            expect(part(seen.page, "hard")).to_contain_text("Hard on purpose: ")
            if hard[0].get("why"):
                expect(part(seen.page, "hard")).to_contain_text(hard[0]["why"])

    def test_arrow_keys_move_between_thumbnails(self, page: Page) -> None:
        thumbs = page.locator("[data-picture]")
        thumbs.first.focus()
        page.keyboard.press("ArrowRight")
        expect(thumbs.nth(1)).to_be_focused()
        page.keyboard.press("ArrowDown")
        above, below = thumbs.nth(1).bounding_box(), page.locator(":focus").bounding_box()
        assert above and below and below["x"] == above["x"] and below["y"] > above["y"]
        page.keyboard.press("End")
        page.keyboard.press("Enter")
        expect(thumbs.last).to_have_attribute("aria-pressed", "true")
        expect_in_sight(page, thumbs.last)

    @pytest.mark.parametrize("width", [1024, 390])
    def test_the_chosen_picture_of_a_link_is_in_sight(self, width: int, address: str, chromium: Browser) -> None:
        with looking_at(chromium, address) as seen:
            last = seen.page.evaluate("window.elvit.manifest.images.at(-1).id")
        with looking_at(chromium, f"{address}#image={last}", viewport={"width": width, "height": 700}) as seen:
            expect_live(seen.page)
            expect_in_sight(seen.page, seen.page.locator(f'[data-picture="{last}"]'))

    def test_the_prediction_is_held_against_what_is_shown(self, page: Page) -> None:
        """In words, for every picture; with a sign at each class that is in it."""
        model = page.evaluate(
            "(({ labels, predictions }) => ({ labels, predictions }))(window.elvit.manifest.models[0])"
        )
        for image in page.evaluate("window.elvit.manifest.images"):
            page.evaluate("image => window.elvit.go({ image })", image["id"])
            top = [model["labels"][index] for index, _ in model["predictions"][image["id"]][:5]]
            right = top[0] in image["classes"]
            said = f"Right: {top[0]} is in the picture" if right else "Wrong: the picture shows"
            expect(part(page, "verdict")).to_contain_text(said)
            for name in image["classes"][1 if right else 0 :]:
                expect(part(page, "verdict")).to_contain_text(name)
            ticks = page.locator('[data-part="prediction"] .bar-tick:visible')
            expect(ticks).to_have_count(sum(name in image["classes"] for name in top))

    def test_the_companion_swaps_the_two_ways_to_see_the_picture(self, page: Page) -> None:
        other, pixels = part(page, "companion"), page.locator('[data-part="picture"] .picture-frame .picture-pixels')
        expect(other).to_have_accessible_name("What the model sees: show it large")
        expect(pixels).to_be_hidden()
        other.focus()
        page.keyboard.press("Enter")
        expect(other).to_have_accessible_name("Original: show it large")
        expect(part(page, "picture-way")).to_have_text("What the model sees")
        expect(pixels).to_be_visible()
        assert state_of(page)["see"] == "model"
        page.keyboard.press("m")
        expect(part(page, "picture-way")).to_have_text("Original")


def test_every_tensor_can_be_opened_and_its_numbers_are_those_of_the_run(page: Page) -> None:
    hooks = page.evaluate("window.elvit.hooks()")
    assert len(hooks) > 100
    for name in hooks[:3] + hooks[20:37] + hooks[-4:]:
        page.evaluate("hook => window.elvit.go({ hook })", name)
        expect(part(page, "hook-name")).to_have_text(name)
        stated = part(page, "facts")
        expect(stated).to_contain_text("minimum")
        low = page.evaluate("async n => (await window.elvit.tensor(n)).data.reduce((a, b) => Math.min(a, b))", name)
        expect(stated).to_contain_text(three_digits(low))


def three_digits(value: float) -> str:
    """As the page writes numbers: three significant digits, a real minus sign."""
    return (f"{abs(value):#.3g}".rstrip(".") if abs(value) >= 0.001 else "").replace("-", "−")


def test_a_link_opened_cold_shows_the_same(page: Page, chromium: Browser, default_site: Path) -> None:
    picture = manifest_of(default_site)["images"][7]["id"]
    wanted = {"image": picture, "hook": "blocks.3.attn.hook_pattern", "head": 2, "token": 17, "column": 5}
    page.evaluate("wanted => window.elvit.go(wanted)", wanted)
    expect(part(page, "hook-name")).to_have_text(str(wanted["hook"]))
    expect_live(page)
    readout = part(page, "readout").first.inner_text()
    with looking_at(chromium, page.url + "&lesson=7") as cold:
        expect_live(cold.page)
        expect(part(cold.page, "hook-name")).to_have_text(str(wanted["hook"]))
        expect(part(cold.page, "readout").first).to_have_text(readout)
        assert state_of(cold.page) == {**state_of(page), "lesson": "7"}
        cold.page.evaluate("window.elvit.go({ head: 1 })")
        assert state_of(cold.page)["lesson"] == "7"


def test_downloads_are_the_tensor(page: Page) -> None:
    page.evaluate("window.elvit.go({ hook: 'blocks.1.ln1.hook_normalized' })")
    expect(part(page, "hook-name")).to_have_text("blocks.1.ln1.hook_normalized")
    read = "async () => Array.from((await window.elvit.tensor('blocks.1.ln1.hook_normalized')).data)"
    expected = np.array(page.evaluate(read), np.float32).reshape(65, 192)
    with page.expect_download() as download:
        part(page, "save-npy").click()
    array = np.load(io.BytesIO(Path(download.value.path()).read_bytes()))
    assert array.shape == (65, 192) and array.dtype == np.float32
    np.testing.assert_array_equal(array, expected)
    with page.expect_download() as download:
        part(page, "save-csv").click()
    header, *rows = csv.reader(io.StringIO(Path(download.value.path()).read_text("utf-8")))
    assert header[:2] == ["pos", "d_model 0"]
    np.testing.assert_array_equal(np.array([row[1:] for row in rows], np.float32), expected)


class TestOwnPicture:
    """A visitor's picture, by each of the four ways in."""

    @pytest.fixture
    def photo(self, tmp_path: Path) -> Path:
        path = tmp_path / "garden.png"
        photo_like(90, 60, 8).save(path)
        return path

    def expect_own(self, page: Page, name: str) -> None:
        expect(part(page, "gallery")).to_contain_text(name, timeout=WAIT)
        expect_live(page)
        assert page.evaluate("performance.getEntriesByType('resource').every(e => !e.name.includes('garden'))")

    def test_chosen(self, page: Page, photo: Path) -> None:
        part(page, "file").set_input_files(photo)
        self.expect_own(page, "garden.png")

    @pytest.mark.parametrize("event", ["drop", "paste"])
    def test_dropped_and_pasted(self, event: str, page: Page, photo: Path) -> None:
        page.evaluate(
            """([kind, text]) => {
              const bytes = Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
              const data = new DataTransfer();
              data.items.add(new File([bytes], "garden.png", { type: "image/png" }));
              const event = kind === "drop"
                ? new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true })
                : new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
              document.body.dispatchEvent(event);
            }""",
            [event, base64.b64encode(photo.read_bytes()).decode()],
        )
        self.expect_own(page, "garden.png" if event == "drop" else "Pasted picture")

    def test_a_large_photo_taken_sideways(self, page: Page, tmp_path: Path) -> None:
        """It stands upright, is shown small, and its thumbnail does not hold 24 megapixels."""
        exif = Image.Exif()
        exif[0x0112] = 6
        wide = Image.new("RGB", (6000, 4000), "white")
        wide.paste("red", (0, 0, 3000, 2000))
        wide.transpose(Image.Transpose.ROTATE_90).save(tmp_path / "garden.jpg", exif=exif)
        part(page, "file").set_input_files(tmp_path / "garden.jpg")
        self.expect_own(page, "garden.jpg")
        shown = page.evaluate("(i => [i.naturalWidth, i.naturalHeight])(document.querySelector('.picture-original'))")
        assert shown == [1440, 960]
        expect(part(page, "fit")).to_contain_text("squeezed from the sides")
        corner = page.evaluate("""() => {
          const canvas = document.querySelector('[data-part="picture"] .picture-frame .picture-pixels');
          return [...canvas.getContext("2d").getImageData(2, 2, 1, 1).data];
        }""")
        assert corner[0] > 240 and corner[1] < 20

    def test_transparent_is_on_white_as_in_the_gallery(self, page: Page, tmp_path: Path) -> None:
        Image.new("RGBA", (64, 64), (0, 0, 0, 0)).save(tmp_path / "garden.png")
        part(page, "file").set_input_files(tmp_path / "garden.png")
        self.expect_own(page, "garden.png")
        pixels = (
            "document.querySelector('.picture-frame .picture-pixels').getContext('2d').getImageData(9, 9, 1, 1).data"
        )
        assert page.evaluate(f"[...{pixels}]") == [255, 255, 255, 255]

    @pytest.mark.parametrize(("name", "hint"), [("phone.HEIC", "Save it as JPEG first"), ("note.txt", "Choose a JPEG")])
    def test_what_is_no_picture_is_refused_in_words(self, name: str, hint: str, page: Page, tmp_path: Path) -> None:
        (tmp_path / name).write_bytes(b"no picture")
        part(page, "file").set_input_files(tmp_path / name)
        trouble = part(page, "own-trouble")
        expect(trouble).to_contain_text(f"{name} cannot be read as a picture. {hint}")
        expect(trouble).to_be_visible()

    def test_photographed(self, address: str, playwright: Playwright) -> None:
        fake = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
        browser = playwright.chromium.launch(executable_path=find(), args=[*QUIET_FLAGS, *fake])
        with looking_at(browser, address, fresh=True) as seen:
            expect_live(seen.page)
            part(seen.page, "own").click()
            part(seen.page, "camera").click()
            part(seen.page, "take-picture").click()
            self.expect_own(seen.page, "Your photo")
            assert not seen.problems
        browser.close()


def test_a_script_that_runs_the_picture_on_screen_leaves_the_page_as_it_is(page: Page) -> None:
    page.evaluate("window.elvit.run(window.elvit.manifest.images[0].id)")
    expect_live(page)
    expect(part(page, "status")).to_contain_text(" ms")
    page.evaluate("window.elvit.run(window.elvit.manifest.images[1].id)")
    expect(part(page, "status")).to_contain_text("has run on something else")
    part(page, "retry").click()
    expect_live(page)


def test_patches_are_picked_with_keys(page: Page) -> None:
    page.evaluate("window.elvit.go({ hook: 'blocks.0.attn.hook_pattern' })")
    grid = page.get_by_role("grid", name="Patches of the picture").first
    grid.locator('[data-token="1"]').click()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(part(page, "token-name")).to_contain_text("token 11")
    expect(page).to_have_url(re.compile("token=11"))


@pytest.mark.parametrize("width", [1440, 1024, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_sticks_out_sideways(width: int, scheme: str, address: str, chromium: Browser) -> None:
    options: Any = {"viewport": {"width": width, "height": 800}, "color_scheme": scheme}
    with visit(chromium, f"{address}#view=tensors", **options) as seen:
        expect_live(seen.page)
        for hook in ("hook_embed", "blocks.2.mlp.hook_post", "blocks.2.attn.hook_pattern", "logits"):
            seen.page.evaluate("hook => window.elvit.go({ hook })", hook)
            expect(part(seen.page, "hook-name")).to_have_text(hook)
            assert seen.page.evaluate("document.documentElement.scrollWidth") <= width


def test_no_script_error_in_a_long_visit(address: str, chromium: Browser) -> None:
    with visit(chromium, f"{address}#view=tensors") as seen:
        _visit_everything(seen)
        assert not seen.problems


def _visit_everything(seen: Visit) -> None:
    for hook in seen.page.evaluate("window.elvit.hooks()"):
        seen.page.evaluate("hook => window.elvit.go({ hook })", hook)
        seen.page.wait_for_timeout(30)
    for image in seen.page.evaluate("window.elvit.manifest.images.map(image => image.id)"):
        seen.page.evaluate("image => window.elvit.go({ image })", image)
        seen.page.wait_for_timeout(30)
