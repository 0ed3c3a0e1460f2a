"""Addresses of the timeline."""

from django.urls import path

from painopiste.site.web.timeline import views

app_name = "programmes"
urlpatterns = [
    path("", views.timeline, name="timeline"),
    path("vienti.<str:form>", views.export, name="export"),
]
