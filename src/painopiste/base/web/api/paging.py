"""Pages of a list, by limit and offset."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from ninja import Schema
from pydantic import Field


class Paging(Schema):
    """Which stretch of a list is asked for."""

    limit: int = Field(100, ge=1, le=500, description="How many at the most.")
    offset: int = Field(0, ge=0, le=1_000_000, description="How many to leave out from the start.")


def page_of(request: HttpRequest, items: Sequence[Any], asked: Paging, *, total: int) -> dict[str, Any]:
    """A page of items that have been cut already."""
    after = asked.offset + asked.limit
    following = None
    if after < total:
        query = request.GET.copy()
        query["offset"], query["limit"] = str(after), str(asked.limit)
        following = f"{request.path}?{query.urlencode()}"
    return {"total": total, "limit": asked.limit, "offset": asked.offset, "next": following, "items": items}


def cut(request: HttpRequest, items: Sequence[Any], asked: Paging) -> dict[str, Any]:
    """A page of a list that was read whole."""
    return page_of(request, items[asked.offset : asked.offset + asked.limit], asked, total=len(items))
