"""Painopiste is one Django app: its stages share one history of migrations."""

from django.apps import AppConfig


class PainopisteConfig(AppConfig):
    name = "painopiste"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Painopiste"

    def ready(self) -> None:
        """Register the checks of what is in the database."""
        import painopiste.site.checks  # noqa: F401  registers itself
