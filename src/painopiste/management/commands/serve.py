"""`painopiste serve` serves the pages and does the background work, until Ctrl+C."""

import os
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from painopiste.base.accounts.selectors import list_demonstration_accounts
from painopiste.base.actors import system
from painopiste.base.errors import DomainError
from painopiste.site import demonstration
from painopiste.site.serving import HOST, PortTaken, Service, check_port, collect_static_files
from painopiste.site.starting import check_start


class Command(BaseCommand):
    help = "Serve the pages, with a worker for background work beside them. Ctrl+C or SIGTERM ends both."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default=HOST, help="the address to listen at (127.0.0.1: this machine only)")
        parser.add_argument("--port", type=int, default=os.environ.get("PORT", "8000"), help="or the variable PORT")
        parser.add_argument("--no-worker", action="store_true", help="workers are started elsewhere: `painopiste work`")

    def handle(self, *args: Any, host: str, port: int, no_worker: bool, **options: Any) -> None:
        try:
            check_start()
            check_port(host, port)
        except DomainError as error:
            raise CommandError(str(error)) from error
        except PortTaken as error:
            raise CommandError(f"Something else listens at {error}. Choose another port: PORT=8001 ./run") from error
        collect_static_files()
        service = Service(host=host, port=port, worker=not no_worker)
        sys.exit(service.run(ready=lambda: self._tell(host, port)))

    def _tell(self, host: str, port: int) -> None:
        lines = [f"Painopiste is at http://{host}:{port}"]
        accounts = list_demonstration_accounts(by=system("serve"))
        if accounts:
            width = max(len(account["username"]) for account in accounts)
            lines.append(f"Demonstration accounts, password {demonstration.PASSWORD}:")
            lines += [f"  {account['username']:<{width}}  {account['name']}" for account in accounts]
        self.stdout.write("\n".join([*lines, "Ctrl+C ends it."]))
        self.stdout.flush()
