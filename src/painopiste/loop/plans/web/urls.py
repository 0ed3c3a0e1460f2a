"""Addresses of measures."""

from django.urls import path

from painopiste.loop.plans.web import bulk, editing, lists, measure, parts

app_name = "plans"
urlpatterns = [
    path("", lists.measures, name="measures"),
    path("vienti.<str:form>", lists.export, name="export"),
    path("uusi/", editing.create, name="create"),
    path("nakymat/", lists.save_view, name="save_view"),
    path("nakymat/<str:view>/poista/", lists.remove_view, name="remove_view"),
    path("monta/", bulk.change_many, name="change_many"),
    path("monta/<str:change>/", bulk.changed, name="changed"),
    path("monta/<str:change>/peru/", bulk.undo, name="undo"),
    path("<str:key>/", measure.measure, name="measure"),
    path("<str:key>/muokkaa/", editing.change, name="change"),
    path("<str:key>/tila/", editing.change_state, name="change_state"),
    path("<str:key>/osapuolet/", parts.parties, name="parties"),
    path("<str:key>/osapuolet/<row_measureparty:party>/", parts.end_party, name="end_party"),
    path("<str:key>/<str:part>/uusi/", parts.save_part, name="add_part"),
    path("<str:key>/<str:part>/<str:row>/", parts.save_part, name="change_part"),
    path("<str:key>/<str:part>/<str:row>/poista/", parts.remove_part, name="remove_part"),
]
