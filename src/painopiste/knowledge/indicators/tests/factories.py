"""Rows of the indicator bank for tests."""

from painopiste.analysis import bank
from painopiste.base.actors import system
from painopiste.knowledge.indicators import permissions, services
from painopiste.knowledge.indicators.models import Indicator, values_folder

TAKER = system("test", rights=(permissions.IMPORT,))
CLOSE = system("test", rights=(permissions.READ_SMALL,))


def make_indicator(key="falls", **more):
    told = {
        "name_fi": f"Mittari {key}", "name_sv": f"Indikator {key}", "name_en": f"Indicator {key}", "state": "in_use",
        "kind": "outcome", "collection": "minimum", "scale": "count", "direction": "worse",
        "confidentiality": "published", "unit_fi": "kpl", "licence": "CC BY 4.0", "attribution_fi": "Lähde: koe",
    }  # fmt: skip
    return Indicator.objects.create(key=key, **told | more)


def table(rows, columns=("indicator", "area", "period", "value")):
    """Rows of texts as the table that a file gives."""
    import pyarrow as pa

    return pa.table({name: [row[at] for row in rows] for at, name in enumerate(columns)})


def propose(rows, columns=("indicator", "area", "period", "value"), name="koe.csv"):
    return services.propose(table=table(rows, columns), source_name=name, source_sha256="0" * 64, by=TAKER)


def take_in(rows, columns=("indicator", "area", "period", "value"), name="koe.csv"):
    return services.accept(proposal=propose(rows, columns, name), by=TAKER)


def path(release):
    return bank.path_of(values_folder(), release.indicator.key, release.stored_sha256)
