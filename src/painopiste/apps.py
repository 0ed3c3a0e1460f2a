"""Painopiste is one Django app: its stages share one history of migrations."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class PainopisteConfig(AppConfig):
    name = "painopiste"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Painopiste"

    def ready(self) -> None:
        """Register checks of the database, what follows from decisions and the trail, and how addresses name rows."""
        import painopiste.site.checks  # noqa: F401  registers itself
        from painopiste.base.audit.services import FOLLOWERS
        from painopiste.base.web.sealing import know_rows
        from painopiste.site.reactions import listen
        from painopiste.site.search.keeping import follow

        know_rows()
        listen()
        if follow not in FOLLOWERS:
            FOLLOWERS.append(follow)
        post_migrate.connect(_build_in, sender=self)


def _build_in(sender: AppConfig, apps: Any = None, **_more: Any) -> None:
    """Keep the built-in markings there, also after Django has emptied all tables. An older state has none."""
    if apps is not None and "marking" not in apps.all_models["painopiste"]:
        return
    from painopiste.base.markings.stored import build_in
    from painopiste.site.database_roles import grant_after_migrating

    build_in()
    grant_after_migrating()
