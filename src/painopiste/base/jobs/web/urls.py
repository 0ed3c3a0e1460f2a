"""Addresses of jobs."""

from django.urls import path

from painopiste.base.jobs.web import views

app_name = "jobs"
urlpatterns = [
    path("", views.list_page, name="list"),
    path("<str:key>/", views.job_page, name="job"),
    path("<str:key>/eteneminen/", views.progress, name="progress"),
    path("<str:key>/peru/", views.cancel, name="cancel"),
    path("<str:key>/uudelleen/", views.retry, name="retry"),
]
