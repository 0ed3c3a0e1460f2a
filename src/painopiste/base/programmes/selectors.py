"""Reading the model's own facts."""

from django.core.cache import cache

from painopiste.base.programmes.models import Programme

DEMONSTRATION = "programmes.demonstration"


def is_demonstration() -> bool:
    """Whether the loaded programme is a demonstration, which every page then says."""
    known = cache.get(DEMONSTRATION)
    if known is None:
        known = Programme.objects.filter(demonstration=True).exists()
        cache.set(DEMONSTRATION, known, 60)
    return bool(known)


def get_programme() -> Programme | None:
    """The cooperation model of this installation, or None before one is loaded."""
    return Programme.objects.select_related("owner").order_by("pk").first()
