"""Addresses of markings: one page for each row that has one, and what concerns many."""

from django.urls import path

from painopiste.site.web.markings import views

app_name = "markings"
urlpatterns = [
    path("laadi/", views.compose, name="compose"),
    path("<str:thing>/<str:key>/", views.marking, name="marking"),
    path("<str:thing>/<str:key>/laadi/", views.compose_for_row, name="compose_for_row"),
    path("<str:thing>/<str:key>/<int:decision>/vahvista/", views.confirm, name="confirm"),
    path("<str:thing>/<str:key>/<int:decision>/peru/", views.withdraw, name="withdraw"),
]
