"""Addresses of search."""

from django.urls import path

from painopiste.site.web.search import views

app_name = "search"
urlpatterns = [
    path("", views.search_page, name="search"),
    path("ehdotukset/", views.suggestions, name="suggestions"),
]
