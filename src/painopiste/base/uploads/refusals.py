"""Why a file is not taken, in words that its sender can act on."""

import re
import unicodedata

from painopiste.base.errors import Invalid
from painopiste.base.words import marked

LONGEST_NAME = 80


class RefusedFile(Invalid):
    """The file is not taken. Nothing of it has been kept."""

    code = "refused_file"


TOO_LARGE = marked("“%(file)s” is larger than %(megabytes)s MB.")
EMPTY = marked("“%(file)s” is empty.")
OTHER_ENDING = marked("“%(file)s” can't be taken: its name must end in %(endings)s.")
OTHER_KIND = marked("“%(file)s” is not a ZIP file, though its name says so. It looks like %(kind)s.")
DAMAGED = marked("“%(file)s” is damaged, locked with a password, or has something else joined to it.")
TOO_MANY_PARTS = marked("“%(file)s” holds more than %(most)s files.")
TOO_MUCH_INSIDE = marked("“%(file)s” would be larger than %(megabytes)s MB when unpacked.")
TOO_TIGHT = marked(
    "“%(file)s” holds “%(part)s”, which is packed more tightly than any ordinary file. It was not unpacked."
)
PART_ENDING = marked("“%(file)s” holds “%(part)s”. The names of the files in it must end in %(endings)s.")
PART_NAME = marked(
    "“%(file)s” holds “%(part)s”. That name leads out of the folder, stands there twice or can't be used."
)
PART_NOT_TEXT = marked("“%(file)s” holds “%(part)s”, which is not text, though its name says so.")
TOO_SLOW = marked(
    "Reading “%(file)s” took too long, so it was stopped. Divide the file, or make what is nested simpler."
)
TOO_MUCH_MEMORY = marked("Reading “%(file)s” needed too much memory, so it was stopped. Divide the file.")
NOT_READ = marked("“%(file)s” could not be read. Check that it opens in your own program.")


def shown(name: str) -> str:
    """A file's name as it can be shown: without folders and without signs that are not seen or turn the direction."""
    last = re.split(r"[/\\]", name.rstrip("/\\"))[-1] or "?"
    visible = "".join("\N{REPLACEMENT CHARACTER}" if unicodedata.category(sign)[0] == "C" else sign for sign in last)
    return visible if len(visible) <= LONGEST_NAME else visible[: LONGEST_NAME - 10] + "…" + visible[-9:]
