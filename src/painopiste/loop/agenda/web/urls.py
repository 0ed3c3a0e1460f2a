"""Addresses of the agenda."""

from django.urls import path

from painopiste.loop.agenda.web import (
    candidates,
    inbox,
    observation,
    proposal_steps,
    proposal_writing,
    proposals,
    scan,
    scans,
    scoring,
    writing,
)

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
    path("esitykset/", proposals.list_page, name="proposals"),
    path("esitykset/uusi/", proposal_writing.begin, name="propose"),
    path("esitykset/<str:proposal>/", proposals.page, name="proposal"),
    path("esitykset/<str:proposal>/muokkaa/", proposal_writing.change, name="change_proposal"),
    path("esitykset/<str:proposal>/laheta/", proposal_steps.send, name="send_proposal"),
    path("esitykset/<str:proposal>/palauta/", proposal_steps.send_back, name="send_back_proposal"),
    path("esitykset/<str:proposal>/peru/", proposal_steps.withdraw, name="withdraw_proposal"),
    path("esitykset/<str:proposal>/jatka/", proposal_steps.take_up, name="take_up_proposal"),
    path("esitykset/<str:proposal>/johto/", proposal_steps.lead, name="proposal_lead"),
    path("esitykset/<str:proposal>/liittymat/", proposal_steps.touch, name="touch_proposal"),
    path("esitykset/<str:proposal>/liittymat/<str:interface>/poista/", proposal_steps.untouch, name="untouch_proposal"),
    path("esitykset/<str:proposal>/versiot/<str:version>/", proposals.version, name="proposal_version"),
]
