"""The installed command `painopiste`: Django's commands and our own."""

import os
import sys


def main() -> None:
    """Run one command, as `painopiste report interim …`."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "painopiste.site.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
