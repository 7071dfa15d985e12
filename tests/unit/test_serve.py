"""The server, over real sockets: what it gives, what it refuses, how pages come to reload."""

from __future__ import annotations

import socket
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from http.client import HTTPResponse
from pathlib import Path

import elvit.preview.server
import pytest
from elvit.check.browsers import open_browser
from elvit.errors import ElvitError
from elvit.preview.server import SiteServer, add_live_tag, open_server
from threads import in_thread

POLICY = "default-src 'none'; script-src 'self'"
PAGE = f"""<!doctype html><meta http-equiv="Content-Security-Policy" content="{POLICY}">
<title>first</title><body>hello</body>"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder with a secret beside it."""
    (tmp_path / "secret.txt").write_text("secret")
    site = tmp_path / "dist"
    (site / "sub").mkdir(parents=True)
    (site / "index.html").write_text(PAGE)
    for name in ("a.js", "a.0123456789.js", "a.wasm", "a.css", "a.json", "a.svg", "sub/a.webp"):
        (site / name).write_bytes(b"x")
    return site


@pytest.fixture
def live(site: Path) -> Iterator[SiteServer]:
    """The folder, with pages that reload."""
    with open_server(site, live=True) as server:
        yield server


@pytest.fixture
def plain(site: Path) -> Iterator[SiteServer]:
    """The folder, as it is."""
    with open_server(site) as server:
        yield server


def get(server: SiteServer, path: str = "") -> HTTPResponse:
    """What the server answers."""
    answer: HTTPResponse = urllib.request.urlopen(server.url + path, timeout=10)
    return answer


def status(server: SiteServer, path: str) -> int:
    """The status of an answer to a path that is sent as it stands."""
    with socket.create_connection(("127.0.0.1", server.server_port), timeout=10) as connection:
        connection.sendall(f"GET {path} HTTP/1.0\r\n\r\n".encode())
        return int(connection.makefile("rb").readline().split()[1])


def test_it_is_for_this_computer_only(plain: SiteServer) -> None:
    assert plain.server_address[0] == "127.0.0.1"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("", "text/html; charset=utf-8"),
        ("a.js", "text/javascript; charset=utf-8"),
        ("a.wasm", "application/wasm"),
        ("a.css", "text/css; charset=utf-8"),
        ("a.json", "application/json"),
        ("a.svg", "image/svg+xml"),
        ("sub/a.webp", "image/webp"),
    ],
)
def test_kinds(plain: SiteServer, name: str, kind: str) -> None:
    assert get(plain, name).headers["Content-Type"] == kind


@pytest.mark.parametrize("name", ["", "a.js", "sub/a.webp"])
def test_what_may_change_is_asked_for_again(plain: SiteServer, site: Path, name: str) -> None:
    answer = get(plain, name)
    assert answer.headers["Cache-Control"] == "no-cache"
    again = urllib.request.Request(plain.url + name, headers={"If-None-Match": answer.headers["ETag"]})
    with pytest.raises(urllib.error.HTTPError) as caught:
        urllib.request.urlopen(again, timeout=10)
    assert caught.value.code == 304
    file = site / (name or "index.html")
    file.write_bytes(b"y" * file.stat().st_size)
    assert urllib.request.urlopen(again, timeout=10).read() == file.read_bytes()


def test_what_is_named_after_its_content_is_kept(plain: SiteServer) -> None:
    assert get(plain, "a.0123456789.js").headers["Cache-Control"] == "max-age=31536000, immutable"


def test_nothing_is_kept_of_what_is_not_there(plain: SiteServer) -> None:
    with pytest.raises(urllib.error.HTTPError) as caught:
        get(plain, "b.0123456789.js")
    assert caught.value.headers["Cache-Control"] == "no-store"


def test_a_page_that_reloads_is_not_kept(live: SiteServer) -> None:
    assert get(live).headers["Cache-Control"] == "no-store"


def test_pages_are_untouched_without_watching(plain: SiteServer) -> None:
    assert get(plain).read().decode() == PAGE
    with pytest.raises(urllib.error.HTTPError):
        get(plain, "__elvit__/live.js")


@pytest.mark.parametrize(
    "path",
    ["/../secret.txt", "/%2e%2e/secret.txt", "/sub/../../secret.txt", "/..%2fsecret.txt", "//../secret.txt", "/%00"],
)
def test_nothing_outside_of_the_folder(plain: SiteServer, path: str) -> None:
    assert status(plain, path) == 404


def test_no_way_out_by_a_link(plain: SiteServer, site: Path) -> None:
    (site / "link.txt").symlink_to(site.parent / "secret.txt")
    assert status(plain, "/link.txt") == 404


def test_folders_are_not_listed(plain: SiteServer) -> None:
    assert status(plain, "/sub/") == 404


def test_a_folder_may_be_replaced_while_it_is_served(plain: SiteServer, site: Path) -> None:
    site.rename(site.with_name("old"))
    assert status(plain, "/") == 404
    site.mkdir()
    (site / "index.html").write_text("new")
    assert get(plain).read() == b"new"


def test_a_port_in_use_suggests_one_that_is_free(plain: SiteServer, site: Path) -> None:
    with pytest.raises(ElvitError, match=f"Port {plain.server_port} is in use") as caught:
        open_server(site, plain.server_port)
    suggested = int(caught.value.message.split("--port ")[1].rstrip("`."))
    with open_server(site, suggested) as second:
        assert second.server_port == suggested


def test_the_script_goes_into_the_answer_and_not_onto_the_disk(live: SiteServer, site: Path) -> None:
    assert get(live).read() == add_live_tag(PAGE.encode(), live.builds.current)
    assert (site / "index.html").read_text() == PAGE


def test_the_script_comes_before_the_end_of_the_body() -> None:
    tag = b'<script src="/__elvit__/live.js?since=7" async></script>'
    assert add_live_tag(b"<body>x</body></html>", "7") == b"<body>x" + tag + b"</body></html>"
    assert add_live_tag(b"x", "7") == b"x" + tag


def test_an_answer_waits_for_the_next_build(live: SiteServer) -> None:
    since = live.builds.current
    threading.Timer(0.3, live.builds.announce).start()
    assert get(live, f"__elvit__/reload.js?since={since}").read() == b"location.reload();"
    assert get(live, f"__elvit__/reload.js?since={since}").read() == b"location.reload();"


def test_an_answer_does_not_wait_for_ever(live: SiteServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(elvit.preview.server, "POLL_SECONDS", 0.05)
    assert get(live, f"__elvit__/reload.js?since={live.builds.current}").read() == b""


def test_a_page_reloads_under_a_strict_policy(live: SiteServer, site: Path) -> None:
    def watch() -> tuple[list[str], list[str]]:
        errors: list[str] = []
        with open_browser() as browser:
            page = browser.new_page()
            page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
            page.goto(live.url)
            titles = [page.title()]
            for title in ("second", "third"):
                (site / "index.html").write_text(PAGE.replace("first", title))
                with page.expect_event("load", timeout=10_000):
                    live.builds.announce()
                titles.append(page.title())
        return titles, errors

    assert in_thread(watch) == (["first", "second", "third"], [])


def asked(server: SiteServer, host: str | None, path: str = "/") -> tuple[int, dict[str, str]]:
    """The status and the headers of an answer to a request that names a host, or none."""
    named = "" if host is None else f"Host: {host}\r\n"
    with socket.create_connection(("127.0.0.1", server.server_port), timeout=10) as connection:
        connection.sendall(f"GET {path} HTTP/1.0\r\n{named}\r\n".encode())
        lines = connection.makefile("rb").read().decode("latin-1").split("\r\n\r\n")[0].split("\r\n")
    return int(lines[0].split()[1]), dict(line.split(": ", 1) for line in lines[1:])


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8000", "127.0.0.1:1", "[::1]:8000", None])
def test_it_answers_to_the_names_of_this_machine(plain: SiteServer, host: str | None) -> None:
    assert asked(plain, host)[0] == 200


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example:8000", "127.0.0.1.nip.io", "", "[::1"])
def test_a_name_that_somebody_else_owns_gets_nothing(plain: SiteServer, host: str) -> None:
    assert asked(plain, host)[0] == 421


def test_types_are_not_guessed(plain: SiteServer) -> None:
    for path in ("/", "/a.js", "/nothing", "/sub/a.webp"):
        assert asked(plain, "localhost", path)[1]["X-Content-Type-Options"] == "nosniff"


def test_who_says_nothing_does_not_keep_others_waiting(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(elvit.preview.server, "AT_ONCE", 4)
    monkeypatch.setattr(elvit.preview.server._Handler, "timeout", 0.3)
    with open_server(site) as server:
        silent = [socket.create_connection(("127.0.0.1", server.server_port)) for _ in range(12)]
        assert get(server).status == 200
        for connection in silent:
            connection.close()


def test_two_hundred_clients_at_once_are_all_answered(plain: SiteServer) -> None:
    found: list[int] = []
    threads = [threading.Thread(target=lambda: found.append(get(plain, "a.js").status)) for _ in range(200)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [200] * 200


def test_a_build_that_fails_is_told_on_the_pages_and_told_again_to_who_comes_later(live: SiteServer) -> None:
    first = live.builds.current
    live.builds.announce('Error: "</script>" \u2028 is wrong')
    told = get(live, f"__elvit__/reload.js?since={first}").read().decode()
    assert "elvit-failed" in told and live.builds.current in told and "\u2028" not in told
    assert f"since={first}" in get(live).read().decode()
    live.builds.announce()
    assert get(live, f"__elvit__/reload.js?since={first}").read() == b"location.reload();"
    assert f"since={live.builds.current}" in get(live).read().decode()


def test_the_error_stands_on_the_page(live: SiteServer) -> None:
    def watch() -> str:
        with open_browser() as browser:
            page = browser.new_page()
            page.goto(live.url)
            live.builds.announce("Error: elvit.toml is wrong")
            box = page.locator('[data-part="build-failed"]')
            box.wait_for(timeout=30_000)
            said = box.inner_text()
            live.builds.announce()
            box.wait_for(state="detached", timeout=30_000)
        return said

    assert in_thread(watch) == "Error: elvit.toml is wrong"
