"""Addresses of interfaces: of a measure (`toimenpide`) and of a focus area (`painopiste`)."""

from django.urls import path

from painopiste.loop.plans.web import interfaces

app_name = "interfaces"
urlpatterns = [
    path("<str:thing>/<str:key>/", interfaces.interfaces, name="list"),
    path("<str:thing>/<str:key>/uusi/", interfaces.add, name="add"),
    path("<str:thing>/<str:key>/<str:interface>/", interfaces.change, name="change"),
    path("<str:thing>/<str:key>/<str:interface>/poista/", interfaces.remove, name="remove"),
]
