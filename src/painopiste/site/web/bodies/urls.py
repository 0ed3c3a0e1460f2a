"""Addresses of bodies."""

from django.urls import path

from painopiste.site.web.bodies import editing, views

app_name = "bodies"
urlpatterns = [
    path("", views.list_page, name="list"),
    path("vienti.<str:form>", views.export, name="export"),
    path("uusi/", editing.create, name="create"),
    path("<str:key>/", views.body, name="body"),
    path("<str:key>/muokkaa/", editing.change, name="change"),
    path("<str:key>/jasenet/uusi/", editing.add_member, name="add_member"),
    path("<str:key>/jasenet/<row_bodymember:member>/", editing.end_member, name="end_member"),
    path("<str:key>/paatokset/uusi/", editing.record_decision, name="record_decision"),
]
