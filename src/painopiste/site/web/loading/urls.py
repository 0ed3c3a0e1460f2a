"""Addresses of loading a programme."""

from django.urls import path

from painopiste.site.web.loading import views

app_name = "loading"
urlpatterns = [
    path("", views.choose, name="choose"),
    path("vahvista/", views.confirm, name="confirm"),
    path("peru/", views.cancel, name="cancel"),
]
