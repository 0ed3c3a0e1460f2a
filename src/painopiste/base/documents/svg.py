"""What a drawing may hold: only shapes and words, so that it is safe inside a page and inside a report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

if TYPE_CHECKING:
    from xml.etree import ElementTree

_SHAPES = "svg g title desc defs pattern clipPath rect path line circle ellipse polygon polyline text tspan"
SHAPES = frozenset(_SHAPES.split(" "))


def check_svg(svg: str) -> None:
    """Refuse a drawing that holds anything but shapes and words.

    :raises ValueError: with what was found
    """
    if "<!" in svg or "<?" in svg:
        raise ValueError("A drawing may not hold declarations, comments or processing instructions.")
    try:
        root = fromstring(svg, forbid_dtd=True)
    except (ParseError, DefusedXmlException) as error:
        raise ValueError(f"The drawing is not well-formed: {error}") from error
    if _bare(root.tag) != "svg":
        raise ValueError("The drawing is not an SVG.")
    for element in root.iter():
        _check_element(element)


def _check_element(element: ElementTree.Element) -> None:
    if _bare(element.tag) not in SHAPES:
        raise ValueError(f"A drawing may not hold <{_bare(element.tag)}>.")
    for name, value in element.attrib.items():
        bare = _bare(name).lower()
        if bare.startswith("on") or bare in {"style", "href", "src"}:
            raise ValueError(f"A drawing may not use the attribute {bare}.")
        if "url(" in value and not value.startswith("url(#"):
            raise ValueError("A drawing may refer only to its own parts.")


def _bare(name: str) -> str:
    return name.rpartition("}")[2]
