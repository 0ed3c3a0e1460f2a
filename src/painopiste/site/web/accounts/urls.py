"""Addresses of logging in and of one's own account."""

from django.urls import path

from painopiste.site.web.accounts import forgotten, joining, linked, own, sessions, views

app_name = "accounts"
urlpatterns = [
    path("kirjaudu/", views.log_in, name="log_in"),
    path("kirjaudu-ulos/", views.log_out, name="log_out"),
    path("salasana-unohtunut/", forgotten.forgotten, name="forgotten"),
    path("salasana-unohtunut/<str:uid>/<str:token>/", forgotten.new_password, name="new_password"),
    path("kutsu/<str:secret>/", joining.invitation, name="invitation"),
    path("oma-tili/", own.account, name="account"),
    path("oma-tili/salasana/", own.password, name="password"),
    path("oma-tili/kieli/", own.choose_language, name="language"),
    path("oma-tili/istunnot/", sessions.sessions, name="sessions"),
    path("oma-tili/istunnot/paata-kaikki/", sessions.end_sessions, name="end_sessions"),
    path("oma-tili/istunnot/<row_usersession:session_id>/paata/", sessions.end_session, name="end_session"),
    path("oma-tili/tunnistautuminen/palvelu/<row_socialaccount:identity>/poista/", linked.unlink, name="unlink"),
    path("oma-tili/avaimet/uusi/", own.make_token, name="make_token"),
    path("oma-tili/avaimet/<row_apitoken:token_id>/poista/", own.revoke_token, name="revoke_token"),
]
