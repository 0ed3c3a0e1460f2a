"""Addresses of feedback."""

from django.urls import path

from painopiste.support.feedback.web import views

app_name = "feedback"
urlpatterns = [
    path("", views.give, name="give"),
    path("kiitos/", views.received, name="received"),
    path("kasittely/", views.list_page, name="list"),
    path("kasittely/<str:key>/", views.answer, name="answer"),
]
