"""Addresses of focus areas and their plans."""

from django.urls import path

from painopiste.loop.focus_areas.web import editing, plan, views

app_name = "focus_areas"
urlpatterns = [
    path("", views.list_page, name="list"),
    path("vienti.<str:form>", views.export, name="export"),
    path("uusi/", editing.propose, name="propose"),
    path("<str:key>/", views.focus_area, name="focus_area"),
    path("<str:key>/muokkaa/", editing.change, name="change"),
    path("<str:key>/nimi/", editing.rename, name="rename"),
    path("<str:key>/ryhma/", editing.give_group, name="give_group"),
    path("<str:key>/vaihe/", editing.decide, name="decide"),
    path("<str:key>/osallistujat/", editing.organisations, name="organisations"),
    path("<str:key>/osallistujat/<row_focusareaorganisation:link>/", editing.end_organisation, name="end_organisation"),
    path("<str:key>/suunnitelma/", plan.plan, name="plan"),
    path("<str:key>/suunnitelma/uusi-versio/", plan.start_version, name="start_version"),
    path("<str:key>/suunnitelma/<int:number>/", plan.plan, name="plan_version"),
    path("<str:key>/suunnitelma/<int:number>/hyvaksy/", plan.approve, name="approve_plan"),
    path("<str:key>/suunnitelma/<int:number>/ketju/uusi/", plan.save_item, name="add_chain_item"),
    path("<str:key>/suunnitelma/<int:number>/ketju/<str:item>/", plan.save_item, name="chain_item"),
    path("<str:key>/suunnitelma/<int:number>/ketju/<str:item>/poista/", plan.remove_item, name="remove_chain_item"),
    path("<str:key>/suunnitelma/<int:number>/ketju/<str:item>/mittari/", plan.add_indicator, name="add_indicator"),
    path("<str:key>/suunnitelma/<int:number>/ketju/<str:item>/toimenpiteet/", plan.link_measures, name="link_measures"),
]
