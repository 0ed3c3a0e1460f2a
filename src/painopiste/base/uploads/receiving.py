"""Takes files from a form into memory, and no more of them than is allowed, whatever page they are sent to."""

from typing import Any

from django.core.files.uploadhandler import MemoryFileUploadHandler, StopUpload

from painopiste.base.uploads import refusals
from painopiste.base.uploads.limits import MEGABYTE, SENT
from painopiste.base.uploads.refusals import RefusedFile, shown

READ_ON = 10 * SENT  # a little too much is read to its end and told; much too much is cut off


class InMemory(MemoryFileUploadHandler):
    """Keeps a file in memory up to the limit; never writes one to the disk."""

    def handle_raw_input(self, input_data: Any, META: Any, content_length: int, *args: Any, **kwargs: Any) -> None:  # noqa: N803  Django's name
        self.activated = True
        self._cut_off = content_length > READ_ON
        self._size = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        self._size = 0
        super().new_file(*args, **kwargs)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        self._size += len(raw_data)
        if self._size > SENT:
            self.request.too_large_file = shown(self.file_name or "")  # type: ignore[union-attr]
            raise StopUpload(connection_reset=self._cut_off)
        return super().receive_data_chunk(raw_data, start)


def received(request: Any, field: str) -> tuple[str, bytes] | None:
    """The name and the content of the file in a field of the form; nothing if none was sent.

    :raises RefusedFile: if it was too large to be received
    """
    if getattr(request, "too_large_file", ""):
        raise RefusedFile(refusals.TOO_LARGE, file=request.too_large_file, megabytes=SENT // MEGABYTE)
    sent = request.FILES.get(field)
    return None if sent is None else (sent.name or "", sent.read())
