"""All addresses. Path words are plain Finnish; the API speaks English."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

urlpatterns = [
    path("", include("painopiste.site.web.root_urls")),
    *i18n_patterns(
        path("", include("painopiste.site.web.urls")),
    ),
]

handler400 = "painopiste.base.web.errors.wrong_request"
handler403 = "painopiste.base.web.errors.not_allowed"
handler404 = "painopiste.base.web.errors.not_found"
handler500 = "painopiste.base.web.errors.crashed"
