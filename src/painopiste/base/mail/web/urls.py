"""Addresses of outgoing mail."""

from django.urls import path

from painopiste.base.mail.web import views

app_name = "mail"
urlpatterns = [
    path("", views.list_page, name="list"),
    path("<str:key>/uudelleen/", views.send_again, name="send_again"),
    path("<str:key>/peru/", views.withdraw, name="withdraw"),
]
