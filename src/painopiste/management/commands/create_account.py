"""`painopiste create_account NAME` makes the account of a person, with a role."""

import getpass
import sys
from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from painopiste.base.accounts.models import Account, Membership, RoleGrant
from painopiste.base.actors import system
from painopiste.base.audit.services import record
from painopiste.base.bodies.models import Body
from painopiste.base.markings.naming import as_system
from painopiste.base.organisations.models import Organisation
from painopiste.site.roles import Role

MAKER = system("painopiste create_account")


class Command(BaseCommand):
    help = "Make an account: the first one of an installation is made so, with --role secretariat."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username", help="the name to sign in with, for example an e-mail address")
        parser.add_argument("--name", required=True, help="the person's name")
        parser.add_argument("--email", default="")
        parser.add_argument("--language", choices=["fi", "sv", "en"], default="fi")
        parser.add_argument("--role", choices=[str(role) for role in Role if role is not Role.PUBLIC], default="reader")
        parser.add_argument("--body", metavar="KEY", help="the body in which the role is held, as p3-group")
        parser.add_argument("--organisation", metavar="KEY", help="the organisation that the person works for, as sm")
        parser.add_argument("--password-stdin", action="store_true", help="read the password from standard input")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        account = Account(username=options["username"].strip().lower(), name=options["name"], email=options["email"])
        account.language = options["language"]
        body, organisation = _row(Body, options["body"]), _row(Organisation, options["organisation"])
        if not account.username or Account.objects.filter(username=account.username).exists():
            raise CommandError(f'There is an account "{account.username}" already.' if account.username else "No name.")
        password = sys.stdin.readline().rstrip("\n") if options["password_stdin"] else self._ask()
        try:
            validate_password(password, account)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        account.set_password(password)
        account.save()
        RoleGrant.objects.create(account=account, role=options["role"], body=body, organisation=organisation)
        if organisation:
            Membership.objects.create(account=account, organisation=organisation)
        after = {name: options[name] for name in ("role", "body", "organisation")} | {"username": account.username}
        record("accounts.created", target=("account", account.key), by=MAKER, after=after)
        self.stdout.write(f'Made the account "{account.username}" with the role {options["role"]}.')

    def _ask(self) -> str:
        first = getpass.getpass("Password: ")
        if first != getpass.getpass("Again: "):
            raise CommandError("The passwords are not the same.")
        return first


def _row(model: type[Any], key: str | None) -> Any:
    """The row with the key, or None without a key."""
    with as_system("an operator names a row by its key"):
        row = model._base_manager.filter(key=key.lower()).first() if key else None
    if key and row is None:
        raise CommandError(f'There is no {model.__name__.lower()} "{key}".')
    return row
