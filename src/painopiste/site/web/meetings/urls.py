"""Addresses of meetings, follow-ups and written procedures."""

from django.urls import path

from painopiste.site.web.meetings import calendars, deciding, editing, views

app_name = "meetings"
urlpatterns = [
    path("", views.list_page, name="list"),
    path("vienti.<str:form>", views.export, name="export"),
    path("kalenteri.ics", calendars.feed, name="feed"),
    path("kalenteri/", calendars.calendar, name="calendar"),
    path("kalenteri/poista/", calendars.remove_calendar, name="remove_calendar"),
    path("kalenteri/<str:secret>.ics", calendars.own_feed, name="own_feed"),
    path("uusi/<str:body>/", editing.plan, name="plan"),
    path("seurattavat/uusi/<str:body>/", deciding.raise_follow_up, name="raise_follow_up"),
    path("seurattavat/<str:key>/", deciding.close_follow_up, name="close_follow_up"),
    path("kirjalliset/uusi/<str:body>/", deciding.open_procedure, name="open_procedure"),
    path("kirjalliset/<str:key>/", deciding.procedure, name="procedure"),
    path("kirjalliset/<str:key>/sulje/", deciding.close_procedure, name="close_procedure"),
    path("kirjalliset/<str:key>/esteellisyys/", deciding.procedure_conflict, name="procedure_conflict"),
    path("<str:key>/", views.meeting, name="meeting"),
    path("<str:key>/muokkaa/", editing.change, name="change"),
    path("<str:key>/peruuta/", editing.cancel, name="cancel"),
    path("<str:key>/vaihe/", editing.move, name="move"),
    path("<str:key>/ilmoittautuminen/", editing.answer_invitation, name="answer_invitation"),
    path("<str:key>/lasnaolo/", editing.attendance, name="attendance"),
    path("<str:key>/asialista/uusi/", editing.save_item, name="add_item"),
    path("<str:key>/asialista/jarjestys/", editing.order, name="order_items"),
    path("<str:key>/asialista/<str:item>/", editing.save_item, name="change_item"),
    path("<str:key>/asialista/<str:item>/poista/", editing.remove_item, name="remove_item"),
    path("<str:key>/asialista/<str:item>/paatos/", deciding.decide, name="decide"),
    path("<str:key>/asialista/<str:item>/esteellisyys/", deciding.item_conflict, name="item_conflict"),
    path("<str:key>/keskustelu/uusi/", editing.add_point, name="add_point"),
    path("<str:key>/keskustelu/<str:point>/poista/", editing.remove_point, name="remove_point"),
]
