"""`painopiste load_areas` loads the areas of Finland."""

from typing import Any

from django.core.management.base import BaseCommand

from painopiste.base.areas.services import load_areas
from painopiste.site.exchange.load import LOADER


class Command(BaseCommand):
    help = "Load the municipalities, regions and wellbeing services counties of Finland, as they were in each year."

    def handle(self, *args: Any, **options: Any) -> None:
        count = load_areas(by=LOADER)
        self.stdout.write(f"{count.areas} areas, {count.years} years of an area, {count.populations} populations")
