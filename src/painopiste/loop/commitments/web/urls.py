"""Addresses of commitments."""

from django.urls import path

from painopiste.loop.commitments.web import answering, asking, chain, importing, lists, one

app_name = "commitments"
urlpatterns = [
    path("", lists.list_page, name="list"),
    path("vienti.<str:form>", lists.export, name="export"),
    path("ketju/", chain.overview, name="chains"),
    path("ketju/<str:area>/", chain.area, name="area_chain"),
    path("toimenpide/<str:key>/", chain.measure, name="measure_chain"),
    path("toimenpide/<str:key>/pyyda/", asking.ask, name="ask"),
    path("organisaatio/<str:key>/", answering.answers, name="answers"),
    path("organisaatio/<str:key>/tuo/", importing.choose, name="import"),
    path("organisaatio/<str:key>/tuo/tallenna/", importing.save, name="save_import"),
    path("<str:key>/", one.commitment, name="commitment"),
    path("<str:key>/muokkaa/", one.edit, name="edit"),
]
