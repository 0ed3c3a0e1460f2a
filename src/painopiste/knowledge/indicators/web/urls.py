"""Addresses of the indicator bank."""

from django.urls import path

from painopiste.knowledge.indicators.web import areas, lists, one

app_name = "indicators"
urlpatterns = [
    path("", lists.list_page, name="list"),
    path("vienti.<str:form>", lists.export, name="export"),
    path("alueet/", areas.compare, name="compare"),
    path("alueet/<str:area>/", areas.area, name="area"),
    path("<str:key>/", one.indicator, name="indicator"),
    path("<str:key>/sarja.<str:form>", one.series, name="series"),
    path("<str:key>/jarjestys.<str:form>", one.ranking, name="ranking"),
]
