"""Addresses of people."""

from django.urls import path

from painopiste.site.web.people import editing, inviting, views

app_name = "people"
urlpatterns = [
    path("", views.list_page, name="list"),
    path("kutsu/", inviting.invite, name="invite"),
    path("kutsut/<str:key>/peru/", inviting.withdraw, name="withdraw"),
    path("<str:key>/", views.person, name="person"),
    path("<str:key>/rooli/", editing.give_role, name="give_role"),
    path("<str:key>/rooli/<row_rolegrant:grant>/paata/", editing.end_role, name="end_role"),
    path("<str:key>/jasenyys/<row_membership:membership>/paata/", editing.end_membership, name="end_membership"),
    path("<str:key>/tunnistautuminen/", editing.reset_factors, name="reset_factors"),
]
