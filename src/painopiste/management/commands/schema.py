"""`painopiste schema` prints the JSON Schema of the programme format."""

import json
from typing import Any

from django.core.management.base import BaseCommand

from painopiste.site.exchange.json_schema import json_schema


class Command(BaseCommand):
    help = "Print the JSON Schema of the programme format."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(json.dumps(json_schema(), indent=2, ensure_ascii=False, sort_keys=True))
