"""What must be right before pages are served: the database keeps what it was given, and its trail can't be changed."""

from django.conf import settings
from django.db import connection

from painopiste.base.audit.guard import is_append_only
from painopiste.base.errors import Conflict
from painopiste.site.database_roles import stand
from painopiste.site.demonstration import refuse_in_production

SAFE_SQLITE = (3, 51, 3)  # versions before can corrupt a database in WAL mode
FULL = 2


class UnsafeDatabase(Conflict):
    """The database could lose or change what it was given."""

    code = "unsafe_database"
    message = "%(reason)s"


def check_start() -> None:
    """Refuse to start where something would be unsafe.

    :raises UnsafeDatabase: if SQLite is too old or does not wait for the disk, PostgreSQL's own wall does not stand
        before the role of the service, or the audit trail is not guarded
    :raises NotInProduction: if there are demonstration accounts in production mode
    """
    if connection.vendor == "sqlite":
        _check_sqlite()
    if connection.vendor == "postgresql" and settings.ENVIRONMENT.production:
        _check_wall()
    if not is_append_only():
        raise UnsafeDatabase(reason="The audit trail is not guarded by the database. Run: painopiste migrate")
    refuse_in_production()


def _check_sqlite() -> None:
    version: tuple[int, ...] = connection.Database.sqlite_version_info
    if version < SAFE_SQLITE:
        found, needed = (".".join(map(str, each)) for each in (version, SAFE_SQLITE))
        raise UnsafeDatabase(reason=f"SQLite {found} can corrupt the database; {needed} or newer is needed.")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous")
        (found,) = cursor.fetchone()
    if found != FULL:
        raise UnsafeDatabase(reason="SQLite does not wait for the disk: PRAGMA synchronous must be FULL.")


def _check_wall() -> None:
    found = stand()
    if found.superuser or found.bypasses:
        raise UnsafeDatabase(
            reason="The role of DATABASE_URL is a superuser or bypasses row-level security, so the database hides "
            "nothing from the service. Use a plain role: `painopiste roles` prints how to make it."
        )
    if found.open_tables:
        raise UnsafeDatabase(
            reason=f"Row-level security is not forced on: {', '.join(found.open_tables)}. Run: painopiste migrate"
        )
