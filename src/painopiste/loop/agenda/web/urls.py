"""Addresses of the agenda."""

from django.urls import path

from painopiste.loop.agenda.web import inbox, observation, writing

app_name = "agenda"
urlpatterns = [
    path("", inbox.list_page, name="observations"),
    path("havainnot/uusi/", writing.write, name="write"),
    path("havainnot/<str:key>/", observation.page, name="observation"),
    path("havainnot/<str:key>/muokkaa/", writing.change, name="change"),
    path("havainnot/<str:key>/kasittele/", observation.settle, name="settle"),
]
