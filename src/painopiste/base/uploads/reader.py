"""The process in which a file is read: it limits itself before it looks at anything. Started by `apart.read_apart`."""

import base64
import json
import resource
import sys
from importlib import import_module

from painopiste.base.uploads.apart import OUT_OF_MEMORY


def main(reader: str, memory: int, cpu: int, told: int) -> int:
    """Read what stands on standard input and write what the reader made of it; the exit code tells what ran out."""
    module, _, function = reader.partition(":")
    read = getattr(import_module(module), function)  # before the limits: our own code is not what they are for
    for kind, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, cpu),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 16),
        (resource.RLIMIT_NPROC, 0),
    ):
        resource.setrlimit(kind, (most, most + 1 if kind == resource.RLIMIT_CPU else most))  # a signal of its own first
    try:
        given = json.load(sys.stdin.buffer)
        made = read({name: base64.b64decode(content) for name, content in given.items()})
        answer = json.dumps(made).encode()
    except MemoryError:
        return OUT_OF_MEMORY
    if len(answer) > told:
        return OUT_OF_MEMORY
    sys.stdout.buffer.write(answer)
    sys.stdout.buffer.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], *map(int, sys.argv[2:])))
