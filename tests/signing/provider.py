"""Starts the real provider of OpenID Connect, and logs in there as a person would."""

import hashlib
import os
import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin

import requests

from tests.journeys.service import ROOT, free_port

HERE = Path(__file__).parent
NODE = shutil.which("node")
FILES = ("package.json", "package-lock.json", ".npmrc", "provider.mjs")
CLIENT, SECRET = "painopiste", "only-for-tests-only-for-tests-only"
PATIENCE = 120.0


@dataclass
class Provider:
    """A running provider, and the settings by which an installation uses it."""

    issuer: str

    def lies_next(self, how: str) -> None:
        """The next token that the provider gives is false in this way."""
        assert requests.post(f"{self.issuer}/test/next/{how}", timeout=10).text == "ok"

    def log_in(self, url: str, name: str) -> str:
        """Go to where the service sent the browser, log in and agree; gives the address to come back to."""
        browser = requests.Session()
        answer = browser.get(url, allow_redirects=False, timeout=10)
        for _step in range(12):
            if "location" in answer.headers:
                onward = urljoin(url, answer.headers["location"])
                if not onward.startswith(self.issuer):
                    return onward
                answer = browser.get(onward, allow_redirects=False, timeout=10)
                continue
            form = re.search(r'action="([^"]+)"', answer.text)
            prompt = re.search(r'name="prompt" value="(\w+)"', answer.text)
            assert form, answer.text
            assert prompt, answer.text
            given = {"prompt": prompt[1], "login": name, "password": "any"}
            answer = browser.post(urljoin(url, form[1]), data=given, allow_redirects=False, timeout=10)
        raise AssertionError("the provider never came back")


@contextmanager
def providing(*callbacks: str) -> Iterator[Provider]:
    """A provider that comes back to these addresses, until the block ends."""
    folder, port = _installed(), free_port()
    command = [str(NODE), "provider.mjs", str(port), *callbacks]
    with (folder / f"{port}.log").open("wb+") as log:
        process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log)
        try:
            _wait(process, folder / f"{port}.log")
            yield Provider(f"http://127.0.0.1:{port}")
        finally:
            process.terminate()
            process.wait(20)


def _installed() -> Path:
    """The provider with its packages, in a folder of the environment: the sources stay as they are."""
    mark = hashlib.sha256(b"".join((HERE / name).read_bytes() for name in FILES)).hexdigest()[:12]
    folder = ROOT / ".venv" / f"provider-{mark}"
    if not (folder / "ready").exists():
        folder.mkdir(parents=True, exist_ok=True)
        for name in FILES:
            shutil.copy(HERE / name, folder)
        command = ["npm", "ci", "--ignore-scripts", "--no-progress"]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=PATIENCE, env=os.environ)
        assert done.returncode == 0, f"{' '.join(command)}:\n{done.stdout}{done.stderr}"
        (folder / "ready").touch()
    return folder


def _wait(process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while "ready" not in log.read_text():
        assert process.poll() is None, log.read_text()
        assert time.monotonic() < until, log.read_text()
        time.sleep(0.05)
