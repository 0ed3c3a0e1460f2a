"""Addresses without a language."""

from django.urls import path

from painopiste.site.web import views

app_name = "root"
urlpatterns = [
    path("", views.choose_language, name="choose_language"),
]
