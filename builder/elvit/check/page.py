"""One page of the site in a browser: runs models, fetches samples of tensors, and hears every complaint."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from playwright.sync_api import Browser, ConsoleMessage, Request, Response
from playwright.sync_api import Error as PlaywrightError

from elvit.check.reference import Sampled

RUN_SECONDS = 180

# Only samples cross from the page: all tensors of ViT-B/16 are 160 MB for one picture.
RUN = """async ([picture, model, wanted, seconds]) => {
  const late = new Promise((_, reject) =>
    setTimeout(() => reject(new Error(`no answer within ${seconds} s`)), seconds * 1000));
  const sample = (data, index) => {
    let min = Infinity, max = -Infinity, sum = 0;
    for (const x of data) { min = x < min ? x : min; max = x > max ? x : max; sum += x; }
    return { value: index.map((i) => i < data.length ? data[i] : null), min, max, mean: sum / data.length };
  };
  const work = async () => {
    await elvit.ready;
    await elvit.run(picture, { model });
    const found = {};
    for (const [name, index] of Object.entries(wanted)) {
      try { found[name] = sample((await elvit.tensor(name)).data, index); }
      catch (error) { found[name] = { error: String(error.message ?? error) }; }
    }
    return found;
  };
  return Promise.race([work(), late]);
}"""


class SitePage:
    """A page that is open in a browser.

    Args:
        browser: where to open it.
        base: address of the site's folder, with a slash at its end.
    """

    def __init__(self, browser: Browser, base: str) -> None:
        self.base = base
        self._complaints: list[str] = []
        self._page = browser.new_page()
        self._page.on("console", self._hear_console)
        self._page.on("pageerror", lambda error: self._complain(f"error in the page: {error}"))
        self._page.on("request", self._hear_request)
        self._page.on("requestfailed", self._hear_failure)
        self._page.on("response", self._hear_response)

    def visit(self, path: str = "") -> None:
        """Open a page of the site."""
        try:
            self._page.goto(self.base + path)
        except PlaywrightError as error:
            self._complain(f"{path or 'index.html'}: {first_line(error)}")

    def run(self, model: str, picture: str, wanted: Mapping[str, Sampled]) -> dict[str, Any]:
        """Run a model on a sample picture and give the tensors wanted, sampled in the same places.

        Raises:
            PlaywrightError: the page did not do it.
        """
        index = {hook: list(sampled.index) for hook, sampled in wanted.items()}
        found: dict[str, Any] = self._page.evaluate(RUN, [picture, model, index, RUN_SECONDS])
        return found

    def hand_over(self) -> list[str]:
        """Every complaint since this was last asked."""
        complaints, self._complaints = self._complaints, []
        return complaints

    def close(self) -> None:
        """Close the page."""
        self._page.close()

    def _hear_console(self, message: ConsoleMessage) -> None:
        asked_by_browser = message.location["url"] == f"{self.base}favicon.ico"
        if message.type == "error" and not asked_by_browser:
            self._complain(f"console error: {message.text}")

    def _hear_failure(self, request: Request) -> None:
        """A picture let go because the next one was chosen is no failure; `find_damage` looks at every file."""
        if not (request.resource_type == "image" and request.failure == "net::ERR_ABORTED"):
            self._complain(f"not loaded: {self._name(request.url)}")

    def _hear_request(self, request: Request) -> None:
        if not request.url.startswith((self.base, "data:", "blob:", "about:")):
            self._complain(f"request outside of the folder: {request.url}")

    def _hear_response(self, response: Response) -> None:
        if response.status >= 400:
            self._complain(f"missing: {self._name(response.url)} ({response.status})")

    def _name(self, url: str) -> str:
        return url.removeprefix(self.base)

    def _complain(self, message: str) -> None:
        if message not in self._complaints:
            self._complaints.append(message)


def first_line(error: Exception) -> str:
    """What a browser error says, without its call log and prefix."""
    return (str(error).splitlines() or [type(error).__name__])[0].removeprefix("Page.evaluate: ")
