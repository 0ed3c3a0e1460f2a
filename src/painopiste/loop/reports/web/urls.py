"""Addresses of reports."""

from django.urls import path

from painopiste.loop.reports.web import comparing, views

app_name = "reports"
urlpatterns = [
    path("", views.list_page, name="list"),
    path("uusi/", views.new, name="new"),
    path("<slug:key>/", views.report, name="report"),
    path("<slug:key>/julkaise/", views.publish, name="publish"),
    path("<slug:key>/vertaa/", comparing.choose, name="choose"),
    path("<slug:key>/valiraportti.<slug:form>", views.file, name="file"),
    path("<slug:first>/<slug:second>/vertailu/", comparing.compare, name="compare"),
]
