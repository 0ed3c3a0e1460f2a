"""Addresses of consultations, and of the pages behind links."""

from django.urls import path

from painopiste.loop.consultations.web import editing, inviting, link, lists, one, synthesis

app_name = "consultations"
urlpatterns = [
    path("", lists.list_page, name="list"),
    path("uusi/", editing.prepare, name="prepare"),
    path("vastaa/<str:secret>/", link.answer, name="answer"),
    path("vastaa/<str:secret>/kuitti/", link.receipt, name="receipt"),
    path("vastaa/<str:secret>/tiedostot/<str:file>/poista/", link.remove_file, name="remove_file"),
    path("<str:key>/", one.page, name="consultation"),
    path("<str:key>/muokkaa/", editing.change, name="change"),
    path("<str:key>/tila/", editing.move, name="move"),
    path("<str:key>/kysymykset/uusi/", editing.add_question, name="add_question"),
    path("<str:key>/kysymykset/<str:question>/", editing.change_question, name="change_question"),
    path("<str:key>/kysymykset/<str:question>/poista/", editing.remove_question, name="remove_question"),
    path("<str:key>/tilaisuudet/uusi/", editing.add_event, name="add_event"),
    path("<str:key>/tilaisuudet/<str:event>/", editing.change_event, name="change_event"),
    path("<str:key>/kutsutut/uusi/", inviting.invite, name="invite"),
    path("<str:key>/kutsutut/<str:invitee>/laheta/", inviting.send_again, name="send_again"),
    path("<str:key>/kutsutut/<str:invitee>/mitatoi/", inviting.revoke, name="revoke"),
    path("<str:key>/yhteenveto/", synthesis.page, name="synthesis"),
    path("<str:key>/yhteenveto/kirjoita/", synthesis.write, name="write_synthesis"),
    path("<str:key>/yhteenveto.<str:form>", synthesis.export, name="export"),
    path("<str:key>/tiedostot/<str:file>/", synthesis.file, name="file"),
]
