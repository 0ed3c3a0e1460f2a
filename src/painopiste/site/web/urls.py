"""Addresses of the pages, stage by stage. Path words are plain Finnish in all languages."""

from django.urls import path

from painopiste.site.web import about, my_work, views

app_name = "site"
urlpatterns = [
    path("", views.home, name="home"),
    path("omat/", my_work.my_work, name="my_work"),
    path("tietoja/", about.about, name="about"),
    path("saavutettavuus/", about.accessibility, name="accessibility"),
    path("avoin-data/", about.open_data, name="open_data"),
]
