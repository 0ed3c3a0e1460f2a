"""Addresses of markings: one page for each row that has one, and what concerns many."""

from django.urls import path

from painopiste.site.web.markings import compartments, queue, views

app_name = "markings"
urlpatterns = [
    path("", queue.queue, name="queue"),
    path("rajatut-ryhmat/", compartments.list_page, name="compartments"),
    path("rajatut-ryhmat/uusi/", compartments.make, name="make_compartment"),
    path("rajatut-ryhmat/<str:key>/jasenet/uusi/", compartments.let_in, name="let_in"),
    path(
        "rajatut-ryhmat/<str:key>/jasenet/<row_compartmentmember:member>/paata/", compartments.let_out, name="let_out"
    ),
    path("rajatut-ryhmat/<str:key>/", compartments.compartment, name="compartment"),
    path("lukuoikeudet/", compartments.clearances, name="clearances"),
    path("lukuoikeudet/uusi/", compartments.clear, name="clear"),
    path(
        "lukuoikeudet/<row_clearancerequest:clearance>/vahvista/",
        compartments.confirm_clearance,
        name="confirm_clearance",
    ),
    path(
        "lukuoikeudet/<row_clearancerequest:clearance>/hylkaa/", compartments.refuse_clearance, name="refuse_clearance"
    ),
    path("lukuoikeudet/<row_clearance:clearance>/peru/", compartments.withdraw_clearance, name="withdraw_clearance"),
    path("laadi/", views.compose, name="compose"),
    path("rivit/<str:thing>/", queue.rows, name="rows"),
    path("<str:thing>/<str:key>/", views.marking, name="marking"),
    path("<str:thing>/<str:key>/pida/", queue.keep, name="keep"),
    path("<str:thing>/<str:key>/laadi/", views.compose_for_row, name="compose_for_row"),
    path("<str:thing>/<str:key>/<row_markingdecision:decision>/vahvista/", views.confirm, name="confirm"),
    path("<str:thing>/<str:key>/<row_markingdecision:decision>/peru/", views.withdraw, name="withdraw"),
]
