"""Addresses of the agenda."""

from django.urls import path

from painopiste.loop.agenda.web import candidates, inbox, observation, scan, scans, scoring, writing

app_name = "agenda"
urlpatterns = [
    path("", inbox.list_page, name="observations"),
    path("havainnot/uusi/", writing.write, name="write"),
    path("havainnot/<str:key>/", observation.page, name="observation"),
    path("havainnot/<str:key>/muokkaa/", writing.change, name="change"),
    path("havainnot/<str:key>/kasittele/", observation.settle, name="settle"),
    path("kartoitukset/", scans.list_page, name="scans"),
    path("kartoitukset/uusi/", scans.open_scan, name="open_scan"),
    path("kartoitukset/<str:scan>/", scan.page, name="scan"),
    path("kartoitukset/<str:scan>/muokkaa/", scans.change_scan, name="change_scan"),
    path("kartoitukset/<str:scan>/sulje/", scans.close_scan, name="close_scan"),
    path("kartoitukset/<str:scan>/tunnit/", scoring.hours, name="scan_hours"),
    path("kartoitukset/<str:scan>/uusi-ehdokas/", candidates.add, name="add_candidate"),
    path("kartoitukset/<str:scan>/ehdokkaat/<str:candidate>/", scan.candidate_page, name="candidate"),
    path("kartoitukset/<str:scan>/ehdokkaat/<str:candidate>/pisteyta/", scoring.score, name="score"),
    path("kartoitukset/<str:scan>/ehdokkaat/<str:candidate>/muokkaa/", candidates.change, name="change_candidate"),
    path("kartoitukset/<str:scan>/ehdokkaat/<str:candidate>/poista/", candidates.remove, name="remove_candidate"),
    path("kartoitukset/<str:scan>/ehdokkaat/<str:candidate>/tulos/", candidates.settle, name="settle_candidate"),
]
