"""Addresses of the log of views."""

from django.urls import path

from painopiste.site.web.viewing import views

app_name = "viewing"
urlpatterns = [
    path("", views.list_page, name="list"),
    path("poista/", views.erase, name="erase"),
    path("syy/", views.reason, name="reason"),
]
