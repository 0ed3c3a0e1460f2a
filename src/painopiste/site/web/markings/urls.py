"""Addresses of markings: one page for each row that has one."""

from django.urls import path

from painopiste.site.web.markings import views

app_name = "markings"
urlpatterns = [
    path("<str:thing>/<str:key>/", views.marking, name="marking"),
    path("<str:thing>/<str:key>/<int:decision>/vahvista/", views.confirm, name="confirm"),
    path("<str:thing>/<str:key>/<int:decision>/peru/", views.withdraw, name="withdraw"),
]
