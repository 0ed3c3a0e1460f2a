"""Addresses without a language."""

from django.urls import path

from painopiste.site.web import machines, views

app_name = "root"
urlpatterns = [
    path("", views.choose_language, name="choose_language"),
    path("health", machines.health, name="health"),
    path("robots.txt", machines.robots, name="robots"),
    path(".well-known/security.txt", machines.security, name="security"),
]
