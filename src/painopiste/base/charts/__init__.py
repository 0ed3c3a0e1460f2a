"""Charts drawn on the server as SVG: the same drawing in a page, a PDF and a Word file.

Each says in words what it shows, and nothing is told by colour alone.
"""

from painopiste.base.charts.bars import bars, stacked_bars
from painopiste.base.charts.dots import dots
from painopiste.base.charts.lines import lines
from painopiste.base.charts.matrix import matrix
from painopiste.base.charts.model import Bar, Category, Dot, Event, Series, StackedBar, Strand
from painopiste.base.charts.strands import strands
from painopiste.base.charts.timeline import timeline

__all__ = [
    "Bar",
    "Category",
    "Dot",
    "Event",
    "Series",
    "StackedBar",
    "Strand",
    "bars",
    "dots",
    "lines",
    "matrix",
    "stacked_bars",
    "strands",
    "timeline",
]
