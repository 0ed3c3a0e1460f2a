"""Has a file read in a process of its own, with little memory and time and without the secrets of this one."""

import base64
import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from typing import Any

from painopiste.base.uploads import refusals
from painopiste.base.uploads.limits import Reading
from painopiste.base.uploads.refusals import RefusedFile, shown

OUT_OF_MEMORY = 81
ENDED_BY = {
    OUT_OF_MEMORY: refusals.TOO_MUCH_MEMORY,
    -signal.SIGKILL: refusals.TOO_MUCH_MEMORY,  # the machine itself ran out
    -signal.SIGXCPU: refusals.TOO_SLOW,
}


def read_apart(reader: str, parts: Mapping[str, bytes], *, name: str, limits: Reading | None = None) -> Any:
    """What the function `reader` ("package.module:function") makes of the parts, as plain JSON values.

    The function takes the parts by name and gives what JSON can hold. It runs in a new process that ends with it.

    :raises RefusedFile: if it used too much time or memory, or failed
    """
    bounds = limits or Reading()
    told = shown(name)
    given = json.dumps({part: base64.b64encode(content).decode() for part, content in parts.items()}).encode()
    command = [sys.executable, "-I", "-m", "painopiste.base.uploads.reader", reader]
    command += [str(bounds.memory), str(bounds.cpu), str(bounds.told)]
    process = subprocess.Popen(  # noqa: S603  no shell; the arguments are our own
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # what a parser says of a file is content
        env={"PATH": os.defpath, "LANG": "C.UTF-8"},
        cwd="/",
        start_new_session=True,
    )
    try:
        answer, _ = process.communicate(given, timeout=bounds.clock)
    except subprocess.TimeoutExpired:
        raise RefusedFile(refusals.TOO_SLOW, file=told) from None
    finally:
        _end(process)
    if process.returncode:
        raise RefusedFile(ENDED_BY.get(process.returncode, refusals.NOT_READ), file=told)
    return json.loads(answer)


def _end(process: subprocess.Popen[bytes]) -> None:
    """Whatever happened, the process and what it may have started are gone afterwards."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            stream.close()
