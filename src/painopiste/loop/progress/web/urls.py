"""Addresses of progress rounds."""

from django.urls import path

from painopiste.loop.progress.web import answers, editing, measures, round_page, rounds

app_name = "progress"
urlpatterns = [
    path("", rounds.list_page, name="rounds"),
    path("uusi/", editing.open_round, name="open"),
    path("<str:key>/", round_page.round_page, name="round"),
    path("<str:key>/vienti.<str:form>", round_page.export, name="export"),
    path("<str:key>/muokkaa/", editing.change_round, name="change"),
    path("<str:key>/sulje/", editing.close_round, name="close"),
    path("<str:key>/avaa/", editing.reopen, name="reopen"),
    path("<str:key>/<str:area>/", answers.answer, name="answer"),
    path("<str:key>/<str:area>/vastaa/", answers.edit_answer, name="edit_answer"),
    path("<str:key>/<str:area>/vastaa/luonnos/", answers.autosave, name="autosave"),
    path("<str:key>/<str:area>/toimenpiteet/", measures.measures, name="measures"),
]
