"""Addresses of organisations."""

from django.urls import path

from painopiste.site.web.organisations import editing, views

app_name = "organisations"
urlpatterns = [
    path("", views.list_page, name="list"),
    path("vienti.<str:form>", views.export, name="export"),
    path("uusi/", editing.add, name="add"),
    path("<str:key>/", views.organisation, name="organisation"),
    path("<str:key>/muokkaa/", editing.change, name="change"),
]
