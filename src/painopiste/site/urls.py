"""All addresses. Path words are plain Finnish; the API speaks English."""

from importlib.util import find_spec

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

from painopiste.site.web.accounts.proof_urls import callback


def _part(route: str, module: str) -> list[URLPattern | URLResolver]:
    """The addresses of one part, if this installation has it."""
    return [path(route, include(module))] if find_spec(module.rpartition(".")[0]) and find_spec(module) else []


urlpatterns = [
    path("", include("painopiste.site.web.root_urls")),
    *callback,
    *_part("api/v1/", "painopiste.site.api.urls"),
    *i18n_patterns(
        path("", include("painopiste.site.web.urls")),
        path("", include("painopiste.site.web.accounts.urls")),
        path("", include("painopiste.site.web.accounts.proof_urls")),
        path("kayttajat/", include("painopiste.site.web.people.urls")),
        path("organisaatiot/", include("painopiste.site.web.organisations.urls")),
        path("toimielimet/", include("painopiste.site.web.bodies.urls")),
        path("kokoukset/", include("painopiste.site.web.meetings.urls")),
        path("merkinta/", include("painopiste.site.web.markings.urls")),
        path("katselut/", include("painopiste.site.web.viewing.urls")),
        path("haku/", include("painopiste.site.web.search.urls")),
        path("aikajana/", include("painopiste.site.web.timeline.urls")),
        path("tuonti/", include("painopiste.site.web.loading.urls")),
        path("palaute/", include("painopiste.support.feedback.web.urls")),
        *_part("painopisteet/", "painopiste.loop.focus_areas.web.urls"),
        *_part("toimenpiteet/", "painopiste.loop.plans.web.urls"),
        *_part("liittymapinnat/", "painopiste.loop.plans.web.interface_urls"),
        *_part("sitoumukset/", "painopiste.loop.commitments.web.urls"),
        *_part("uudet-ilmiot/", "painopiste.loop.agenda.web.urls"),
        *_part("seuranta/", "painopiste.loop.progress.web.urls"),
        *_part("raportit/", "painopiste.loop.reports.web.urls"),
        *_part("lahteva-posti/", "painopiste.base.mail.web.urls"),
        *_part("tyot/", "painopiste.base.jobs.web.urls"),
    ),
]

handler400 = "painopiste.base.web.errors.wrong_request"
handler403 = "painopiste.base.web.errors.not_allowed"
handler404 = "painopiste.base.web.errors.not_found"
handler500 = "painopiste.base.web.errors.crashed"
