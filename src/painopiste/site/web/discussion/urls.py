"""Addresses of the discussion."""

from django.urls import path

from painopiste.site.web.discussion import views

app_name = "discussion"
urlpatterns = [
    path("kommentit/<str:key>/muokkaa/", views.change, name="change"),
    path("kommentit/<str:key>/poista/", views.remove, name="remove"),
    path("<str:thing>/<str:key>/", views.thread, name="thread"),
    path("<str:thing>/<str:key>/nahty/", views.seen, name="seen"),
]
