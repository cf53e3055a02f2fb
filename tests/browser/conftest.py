"""The site as `make demo` serves it, and a browser."""

import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "a-password-for-the-tests"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-sync"]
FLAGS += ["--disable-background-networking", "--disable-component-update"]
# A machine may be slow or busy: it is waited for as long as it takes, nothing is late before a minute is over.
PATIENCE = 60_000
expect.set_options(timeout=PATIENCE)
CHROMIUM = os.environ.get("SUMMARIES_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    if not CHROMIUM:
        pytest.skip("no Chromium: apt-get install chromium fonts-noto-cjk (Debian), or set SUMMARIES_CHROMIUM")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS, timeout=2 * PATIENCE)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def site(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the demo site, served by gunicorn in production mode from a database of its own."""
    data = tmp_path_factory.mktemp("site")
    environment = {
        **os.environ,
        "SUMMARIES_DATA_DIR": str(data),
        "SUMMARIES_SECRET_KEY": secrets.token_urlsafe(50),
        "SUMMARIES_HTTPS": "0",
        "SUMMARIES_TWO_FACTOR": "optional",
        "DJANGO_SUPERUSER_PASSWORD": PASSWORD,
        "DJANGO_SETTINGS_MODULE": "summaries.settings",
    }
    environment.pop("SUMMARIES_DATABASE_URL", None)
    root = ["createsuperuser", "--noinput", "--username", "root", "--email", ""]
    demo = ["load_demo", "--password", PASSWORD]
    for command in (["migrate", "-v0"], demo, root, ["collectstatic", "--noinput", "-v0"]):
        subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=environment, check=True)
    # Its port is taken here and handed over: nobody else can take it in between.
    with socket.create_server(("127.0.0.1", 0)) as listener, (data / "log").open("w") as log:
        address, handle = f"http://localhost:{listener.getsockname()[1]}", listener.fileno()
        command = [sys.executable, "-m", "gunicorn", "--config", "deploy/gunicorn.conf.py", "--bind", f"fd://{handle}"]
        server = subprocess.Popen(
            [*command, "tests.browser.serving"],
            cwd=ROOT,
            env=environment,
            stdout=log,
            stderr=log,
            pass_fds=[handle],
        )
    try:
        wait_for(address, server, data / "log")
        yield address
    finally:
        server.terminate()
        try:
            server.wait(60)
        except subprocess.TimeoutExpired:
            server.kill()


def wait_for(address: str, server: subprocess.Popen, log: Path) -> None:
    until = time.monotonic() + 180
    while server.poll() is None and time.monotonic() < until:
        try:
            urllib.request.urlopen(f"{address}/en/", timeout=60).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise RuntimeError(f"nothing is served at {address}:\n{log.read_text()[-4000:]}")


def is_complaint(said) -> bool:
    """Whether the console complains; browsers ask for an icon by themselves beside data, which names none."""
    return said.type == "error" and not said.location["url"].endswith("/favicon.ico")


MISSING = "Failed to load resource"


@pytest.fixture
def open_page(chromium: Browser, site: str):
    """Open a window on the site as a context manager; complaints of the browser's console fail the test.

    That a page itself is missing is none, but that what it loads is; `complains` is False where a form's answer is an
    error that the console names.
    """

    @contextmanager
    def window(
        width: int = 1280,
        *,
        script: bool = True,
        dark: bool = False,
        language: str = "en-GB",
        complains: bool = True,
    ) -> Iterator[Page]:
        context = chromium.new_context(
            base_url=site,
            viewport={"width": width, "height": 900},
            java_script_enabled=script,
            color_scheme="dark" if dark else "light",
            locale=language,
            reduced_motion="reduce",
        )
        complaints: list[tuple[str, str]] = []
        pages: set[str] = set()
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        page.on("response", lambda answer: pages.add(answer.url) if answer.request.is_navigation_request() else None)
        page.on(
            "console",
            lambda said: complaints.append((said.text, said.location["url"])) if is_complaint(said) else None,
        )
        page.on("pageerror", lambda error: complaints.append((str(error), "")))
        try:
            yield page
        finally:
            context.close()
        heard = [(text, url) for text, url in complaints if not (url in pages and text.startswith(MISSING))]
        assert not complains or heard == []

    return window


def sign_in(page: Page, address: str, name: str = "editor") -> None:
    """Sign in and go on to an address of the admin; the page is there when this is over."""
    page.goto(f"/admin/login/?next={address}")
    page.fill("#id_username", name)
    page.fill("#id_password", PASSWORD)
    with page.expect_navigation():
        page.locator("[type=submit]").click()
