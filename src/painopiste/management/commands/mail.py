"""`painopiste mail`: the queue of letters, for those who look after the machine."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.utils import translation

from painopiste.base.actors import system
from painopiste.base.errors import DomainError
from painopiste.base.mail import envelope, registry, selectors, services
from painopiste.base.mail.labels import TROUBLES
from painopiste.base.mail.rules import State, Trouble, understand

OPERATOR = system("painopiste mail", rights=("mail.see",))


class Command(BaseCommand):
    help = "Show outgoing mail, send a letter again, hold it back, or try whether the mail server takes one."

    def add_arguments(self, parser: ArgumentParser) -> None:
        steps = parser.add_subparsers(dest="step", required=True)
        shown = steps.add_parser(
            "list", help="print the newest letters: state, kind, to whom, attempts, what went wrong"
        )
        shown.add_argument("--state", choices=[state.value for state in State])
        shown.add_argument("--number", type=int, default=50, help="how many at most")
        for step, what in (("again", "send a letter again"), ("withdraw", "hold a letter back")):
            steps.add_parser(step, help=what).add_argument("key", help="the code that the list prints first")
        tried = steps.add_parser("test", help="send one letter now, past the queue, and tell what the server says")
        tried.add_argument("address")

    def handle(self, *args: Any, step: str, **options: Any) -> None:
        with translation.override("en"):
            try:
                getattr(self, f"_{step}")(**options)
            except DomainError as error:
                raise CommandError(error.message) from error

    def _list(self, state: str | None, number: int, **options: Any) -> None:
        asked = State(state) if state else None
        for letter in selectors.list_letters(by=OPERATOR, state=asked)[:number]:
            parts = [letter.key, letter.state, letter.kind, letter.to, str(letter.tries)]
            if letter.trouble:
                parts.append(f"{TROUBLES[Trouble(letter.trouble)]} {letter.reply}".strip())
            self.stdout.write("  ".join(parts))
        counts = selectors.count_by_state(by=OPERATOR)
        self.stdout.write(", ".join(f"{counts.get(each.value, 0)} {each.value}" for each in State))

    def _again(self, key: str, **options: Any) -> None:
        services.send_again(key=key, by=OPERATOR)
        self.stdout.write("The letter is sent again by the next worker.")

    def _withdraw(self, key: str, **options: Any) -> None:
        services.withdraw(key=key, by=OPERATOR)
        self.stdout.write("The letter is held back.")

    def _test(self, address: str, **options: Any) -> None:
        words = registry.Words(subject="Painopiste: a test", lines=("The mail settings of Painopiste work.",))
        try:
            validate_email(address)
            envelope.message_of(key="test", to=address, words=words, language="en").send()
        except ValidationError as error:
            raise CommandError(f"{address} is no e-mail address.") from error
        except OSError as error:
            refusal = understand(error)
            raise CommandError(f"{TROUBLES[refusal.trouble]} {refusal.reply}".strip()) from error
        self.stdout.write(f"The mail server has taken a letter to {address}.")
