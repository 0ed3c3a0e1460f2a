"""Addresses of following and of letters about one's work."""

from django.urls import path

from painopiste.site.web.following import letters, views

app_name = "following"
urlpatterns = [
    path("omat/seuratut/", views.list_page, name="list"),
    path("omat/seuratut/<str:word>/<str:key>/", views.follow, name="follow"),
    path("omat/nahty/", views.mark_seen, name="mark_seen"),
    path("omat/viestit/", letters.choose, name="letters"),
    path("viestit/lopeta/kooste/<row_digestletters:account>/", letters.stop_digest, name="stop_digest"),
    path("viestit/lopeta/pyynnot/<row_askedletters:account>/", letters.stop_asked, name="stop_asked"),
]
