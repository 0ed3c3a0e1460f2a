"""Addresses of logging in and of one's own account."""

from django.urls import path

from painopiste.site.web.accounts import views

app_name = "accounts"
urlpatterns = [
    path("kirjaudu/", views.log_in, name="log_in"),
    path("kirjaudu-ulos/", views.log_out, name="log_out"),
    path("oma-tili/", views.account, name="account"),
    path("oma-tili/salasana/", views.password, name="password"),
    path("oma-tili/kieli/", views.choose_language, name="language"),
    path("oma-tili/avaimet/uusi/", views.make_token, name="make_token"),
    path("oma-tili/avaimet/<int:token_id>/poista/", views.revoke_token, name="revoke_token"),
]
