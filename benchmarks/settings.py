"""The settings of the service with two more pages: bare ones, to measure beside."""

from painopiste.site.settings import *  # noqa: F403

ROOT_URLCONF = "benchmarks.bare"
