"""A quarter of an hour passes: every proof in every session becomes that much older. Runs inside an installation."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "painopiste.site.settings")

import django

django.setup()

from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session

from painopiste.site.environment import FRESH

PROOFS = "account_authentication_methods"

for row in Session.objects.all():
    session = SessionStore(row.session_key)
    session[PROOFS] = [proof | {"at": proof["at"] - FRESH} for proof in session.get(PROOFS, [])]
    session.save()
