"""An office that answers over real HTTP on this machine, and can misbehave in every way that offices do."""

import gzip
import json
import time
from collections.abc import Callable
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

HOST = "127.0.0.1"


class Office(ThreadingHTTPServer):
    """`pages` holds what is answered at each path: (status, headers, body), one after another."""

    daemon_threads = True

    def __init__(self):
        self.pages, self.asked = {}, []
        super().__init__((HOST, 0), Handler)

    def address(self, path="/"):
        return f"http://{HOST}:{self.server_port}{path}"

    def answers(self, path, *answers):
        self.pages[path] = list(answers)


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.answer("")

    def do_POST(self):
        self.answer(self.rfile.read(int(self.headers["Content-Length"])).decode())

    def answer(self, sent):
        path = self.path.partition("?")[0]
        self.server.asked.append((self.path, sent, dict(self.headers)))
        pages = self.server.pages.get(path) or [(404, {}, b"")]
        page = pages.pop(0) if len(pages) > 1 else pages[0]
        status, headers, body = page(sent, self.headers) if isinstance(page, Callable) else page
        pause = float(headers.get("x-pause", 0))
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.flush()
        time.sleep(pause)
        with suppress(OSError):
            self.wfile.write(body)
        self.close_connection = True

    def log_message(self, *args):
        pass


def fine(body, **headers):
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    return 200, {"Content-Type": "application/json", **{k.replace("_", "-"): v for k, v in headers.items()}}, content


def bomb(megabytes):
    body = gzip.compress(bytes(megabytes * 1_000_000))
    return 200, {"Content-Encoding": "gzip"}, body


@contextmanager
def open_office():
    office = Office()
    thread = Thread(target=office.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield office
    finally:
        office.shutdown()
        office.server_close()
        thread.join()
