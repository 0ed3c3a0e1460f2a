"""What granian serves while it is measured: the service, and the bare page without middleware beside it."""

from collections.abc import Callable, Iterable
from typing import Any

import django

django.setup()

from benchmarks.bare import without_middleware
from painopiste.site.served import application as service

bare = without_middleware()


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    chosen = bare if environ["PATH_INFO"] == "/bare/plain/" else service
    return chosen(environ, start_response)
