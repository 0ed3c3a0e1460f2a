"""Readers that behave as badly as a parser can."""

import os
import socket
import subprocess
import sys
import time
from pathlib import Path


def sizes(parts):
    return {name: len(content) for name, content in parts.items()}


def hang(parts):
    time.sleep(600)


def hang_with_a_child(parts):
    subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    time.sleep(600)


def spin(parts):
    while True:
        pass


def swallow(parts):
    held = []
    while True:
        held.append(bytearray(16 * 1024 * 1024))


def tell_too_much(parts):
    return "x" * 5_000_000


def crash(parts):
    os.abort()


def fail(parts):
    raise ValueError(parts)


def look_around(parts):
    return {"environment": dict(os.environ), "folder": os.getcwd()}


def write_a_file(parts):
    for place in parts:
        Path(place).write_text("x")


def hold_many_files(parts):
    return len([socket.socket() for _ in range(100)])


def number(parts):
    return os.getpid()
