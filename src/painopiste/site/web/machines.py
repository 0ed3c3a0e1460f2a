"""What programs ask of a web site: is it alive, what may be indexed, where to report a weakness."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from painopiste.base.errors import Missing

CLOSED = ("kirjaudu/", "oma-tili/", "omat/", "viestit/", "tyot/", "palaute/kasittely/", "tuonti/")


@never_cache
@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """Say that the process answers. It asks nothing of the database, so that a slow database does not restart it."""
    return JsonResponse({"status": "ok"})


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Everything public may be indexed; a demonstration may not, lest it be taken for the real service."""
    if settings.DEMONSTRATION_ALLOWED:
        lines = ["User-agent: *", "Disallow: /"]
    else:
        lines = ["User-agent: *", *(f"Disallow: /{code}/{path}" for code, _ in settings.LANGUAGES for path in CLOSED)]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """Where to report a weakness (RFC 9116), as the settings say it and no longer than they do.

    :raises Missing: if no contact is named, or what is named is out of date: a stale contact is worse than none
    """
    contact, expires = settings.SECURITY_CONTACT, settings.SECURITY_EXPIRES
    if not contact or expires is None or expires < timezone.localdate():
        raise Missing
    lines = [
        f"Contact: {contact}",
        f"Expires: {expires.isoformat()}T23:59:59Z",
        "Preferred-Languages: fi, sv, en",
        f"Canonical: {settings.BASE_URL}{reverse('root:security')}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
