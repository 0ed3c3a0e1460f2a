"""What an installation is told from outside, by environment variables: PAINOPISTE_… and DATABASE_URL."""

from pathlib import Path
from typing import Literal

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

DEVELOPMENT_SECRET = "development-only-not-a-secret-" + "x" * 40


class Environment(BaseSettings):
    """The settings of one installation. docs/operate/settings.md explains each."""

    model_config = SettingsConfigDict(env_prefix="PAINOPISTE_", extra="ignore")

    mode: Literal["development", "production"] = "development"
    secret_key: str = DEVELOPMENT_SECRET
    allowed_hosts: str = "localhost,127.0.0.1,[::1]"
    base_url: str = "http://127.0.0.1:8000"
    folder: Path = Path("var")
    database_url: str = Field(default="", validation_alias="DATABASE_URL")
    workers: int = 1
    threads: int = 2
    mail_from: str = "painopiste@localhost"
    smtp_url: str = ""

    @property
    def production(self) -> bool:
        return self.mode == "production"


def read() -> Environment:
    """Read the environment and refuse what would be unsafe.

    :raises SystemExit: in production with the development secret, a short one, or without named hosts
    """
    environment = Environment()
    if environment.production:
        problems = []
        if environment.secret_key == DEVELOPMENT_SECRET or len(environment.secret_key) < 50:
            problems.append("PAINOPISTE_SECRET_KEY must be set to a random secret of at least 50 characters")
        if not environment.database_url.startswith(("postgres://", "postgresql://")):
            problems.append("DATABASE_URL must name a PostgreSQL database (postgresql://…)")
        if environment.allowed_hosts == Environment.model_fields["allowed_hosts"].default:
            problems.append("PAINOPISTE_ALLOWED_HOSTS must name the host names of the service")
        if problems:
            raise SystemExit("Painopiste does not start in production mode:\n- " + "\n- ".join(problems))
    return environment
