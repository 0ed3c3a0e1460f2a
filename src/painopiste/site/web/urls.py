"""Addresses of the site's own pages."""

from django.urls import path

from painopiste.site.web import views

app_name = "site"
urlpatterns = [
    path("", views.home, name="home"),
]
