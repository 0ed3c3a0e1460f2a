"""The areas of Finland, the definitions of the first programme, and a folder of values for one test."""

from pathlib import Path

import pytest

from painopiste.analysis import bank
from painopiste.base.areas.services import load_areas
from painopiste.knowledge.indicators import services
from painopiste.knowledge.indicators.tests.factories import TAKER
from painopiste.site.exchange.load import LOADER, load

PROGRAMME = Path(__file__).parents[5] / "programmes" / "fi-internal-security-2019"
VALUES = PROGRAMME / "values"


@pytest.fixture
def values_folder(settings, tmp_path):
    settings.FOLDER = tmp_path
    return tmp_path / "indicators"


@pytest.fixture
def finland(db, values_folder):
    load_areas(by=LOADER)


@pytest.fixture
def real(finland):
    """The real offences and population, taken in as the command does."""
    load(PROGRAMME)
    for name in ("population.csv", "offences.csv"):
        take(VALUES / name)


def take(path):
    table = bank.read_file(path)
    proposal = services.propose(table=table, source_name=path.name, source_sha256=bank.fingerprint_of(path), by=TAKER)
    return services.accept(proposal=proposal, by=TAKER)
