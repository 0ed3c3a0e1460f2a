"""The programme that comes with Painopiste can be loaded, and comes back from a dump as it is."""

from pathlib import Path

import pytest

import painopiste
from painopiste.base.organisations.models import Organisation
from painopiste.loop.focus_areas.models import FocusArea
from painopiste.loop.plans.models import Measure
from painopiste.site.exchange.dump import dump
from painopiste.site.exchange.load import load
from painopiste.site.exchange.tests.folders import read_all
from painopiste.site.exchange.tests.test_dumps import empty_everything

FIRST = Path(painopiste.__file__).parents[2] / "programmes" / "fi-internal-security-2019"


@pytest.mark.django_db
def test_it_is_loaded_and_dumped_without_loss(tmp_path):
    load(FIRST)
    assert (FocusArea.objects.count(), Measure.objects.count(), Organisation.objects.count()) == (9, 62, 46)
    dump(tmp_path / "first")
    assert not load(FIRST).changed_anything
    empty_everything()
    load(tmp_path / "first")
    dump(tmp_path / "second")
    assert read_all(tmp_path / "first") == read_all(tmp_path / "second")
