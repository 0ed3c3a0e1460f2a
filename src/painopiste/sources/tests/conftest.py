import pytest

from painopiste.sources.fetching import Archive, Fetcher, Limits
from painopiste.sources.fetching.pace import Clock, Pace
from painopiste.sources.tests.office import HOST, open_office


class Hurried(Clock):
    """A clock that only writes down how long it should have slept."""

    def __init__(self):
        self.slept, self.at = [], 0.0

    def now(self):
        return self.at

    def sleep(self, seconds):
        self.slept.append(seconds)
        self.at += seconds


@pytest.fixture
def office():
    with open_office() as office:
        yield office


@pytest.fixture
def clock():
    return Hurried()


@pytest.fixture
def fetcher(tmp_path, clock):
    limits = Limits(size=2_000_000, connect=1, read=0.3, whole=2)
    made = Fetcher(Archive(tmp_path), allowed=frozenset({HOST}), limits=limits, clock=clock, pace=Pace(clock=clock))
    yield made
    made.close()
