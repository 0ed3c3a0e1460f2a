"""What an installation is told from outside, by environment variables: PAINOPISTE_… and DATABASE_URL."""

from datetime import date
from pathlib import Path
from typing import Any, Literal
from urllib.parse import parse_qs, unquote, urlsplit

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

FRESH = 15 * 60  # seconds for which a second factor counts as just shown
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
    owner_database_url: str = Field(default="", validation_alias="OWNER_DATABASE_URL")
    workers: int = 1
    threads: int = 2
    mail_from: str = "painopiste@localhost"
    smtp_url: str = ""
    max_class: Literal["NONE", "IV"] = "NONE"
    security_contact: str = Field(default="", pattern=r"^(|mailto:[^\s@]+@[^\s@]+|https://\S+|tel:\S+)$")
    security_expires: date | None = None
    proxies: int = Field(default=0, ge=0, le=9)
    oidc_issuer: str = ""
    oidc_client_id: str = ""
    oidc_client_secret: str = ""
    oidc_name: str = ""
    oidc_second_factor: bool = False

    @property
    def production(self) -> bool:
        return self.mode == "production"


def read() -> Environment:
    """Read the environment and refuse what would be unsafe.

    :raises SystemExit: in production with the development secret, a short one, or without named hosts or address
    """
    try:
        environment = Environment()
    except ValidationError as error:
        lines = [f"- {_variable(one['loc'])}: {one['msg']}" for one in error.errors()]
        raise SystemExit("Painopiste does not start: a setting can't be used.\n" + "\n".join(lines)) from error
    if environment.database_url and not environment.database_url.startswith(("postgres", "sqlite:")):
        raise SystemExit("Painopiste does not start: DATABASE_URL must begin with postgresql:// or sqlite:///")
    if environment.production:
        problems = []
        if environment.secret_key == DEVELOPMENT_SECRET or len(environment.secret_key) < 50:
            problems.append("PAINOPISTE_SECRET_KEY must be set to a random secret of at least 50 characters")
        if not environment.database_url.startswith(("postgres://", "postgresql://")):
            problems.append("DATABASE_URL must name a PostgreSQL database (postgresql://…)")
        if not environment.base_url.startswith("https://"):
            problems.append("PAINOPISTE_BASE_URL must be the address that people use, and begin with https://")
        if environment.allowed_hosts == Environment.model_fields["allowed_hosts"].default:
            problems.append("PAINOPISTE_ALLOWED_HOSTS must name the host names of the service")
        problems += _in_the_open(environment)
        problems += _sign_in_service(environment)
        if problems:
            raise SystemExit("Painopiste does not start in production mode:\n- " + "\n- ".join(problems))
    return environment


HERE = ("", "localhost", "127.0.0.1", "::1")


def _in_the_open(environment: Environment) -> list[str]:
    """What would be sent to another machine without TLS, or without asking whether it is the right machine."""
    problems = []
    database = urlsplit(environment.database_url)
    named = [database.hostname or "", *parse_qs(database.query).get("host", [])]
    elsewhere = [host for host in named if host not in HERE and not host.startswith("/")]
    if elsewhere and parse_qs(database.query).get("sslmode") != ["verify-full"]:
        problems.append("DATABASE_URL names a database on another machine: add ?sslmode=verify-full")
    server = mail_server(environment.smtp_url)
    secure = server.get("EMAIL_USE_SSL") or server.get("EMAIL_USE_TLS")
    if server.get("EMAIL_HOST", "") not in HERE and not secure:
        problems.append("PAINOPISTE_SMTP_URL names a mail server on another machine: use smtps:// or port 587")
    return problems


def _sign_in_service(environment: Environment) -> list[str]:
    """What is wrong with the settings of the sign-in service, if one is named."""
    given = (environment.oidc_issuer, environment.oidc_client_id, environment.oidc_client_secret)
    problems = []
    if any(given) and not all(given):
        problems.append("PAINOPISTE_OIDC_ISSUER, _CLIENT_ID and _CLIENT_SECRET must be set all three, or none")
    if environment.oidc_issuer and not environment.oidc_issuer.startswith("https://"):
        problems.append("PAINOPISTE_OIDC_ISSUER must begin with https://")
    return problems


def _variable(place: tuple[int | str, ...]) -> str:
    """The name of the variable that a setting is read from."""
    name = str(place[0])
    return name if name.isupper() else f"PAINOPISTE_{name.upper()}"


def signing_in(environment: Environment) -> dict[str, Any]:
    """django-allauth's settings: what we use of it, and the sign-in service of the installation."""
    return {
        "ACCOUNT_ADAPTER": "painopiste.site.signing.adapters.AccountAdapter",
        "ACCOUNT_EMAIL_VERIFICATION": "none",  # an address is proved by the invitation that was sent to it
        "ACCOUNT_LOGIN_METHODS": {"username"},
        "ACCOUNT_SIGNUP_FIELDS": ["username*", "password1*"],
        "ACCOUNT_REAUTHENTICATION_REQUIRED": True,
        "ACCOUNT_REAUTHENTICATION_TIMEOUT": FRESH,
        "ACCOUNT_FORMS": {"reauthenticate": "painopiste.site.signing.forms.AgainPasswordForm"},
        "MFA_ADAPTER": "painopiste.site.signing.adapters.FactorAdapter",
        "MFA_SUPPORTED_TYPES": ["totp", "webauthn", "recovery_codes"],
        "MFA_PASSKEY_LOGIN_ENABLED": True,
        "MFA_WEBAUTHN_USER_VERIFICATION": "required",
        "MFA_RECOVERY_CODES_SHOW_ONCE": True,
        "MFA_ALLOW_UNVERIFIED_EMAIL": True,  # allauth keeps no addresses here: the invitation has proved ours
        "MFA_TOTP_ISSUER": "Painopiste",
        "MFA_FORMS": {
            "authenticate": "painopiste.site.signing.forms.CodeForm",
            "reauthenticate": "painopiste.site.signing.forms.AgainCodeForm",
            "activate_totp": "painopiste.site.signing.forms.FirstCodeForm",
            "add_webauthn": "painopiste.site.signing.forms.PasskeyForm",
        },
        "SOCIALACCOUNT_ADAPTER": "painopiste.site.signing.adapters.ServiceAdapter",
        "SOCIALACCOUNT_EMAIL_VERIFICATION": "none",
        "SOCIALACCOUNT_STORE_TOKENS": False,
        "SOCIALACCOUNT_PROVIDERS": {
            "openid_connect": {
                "OAUTH_PKCE_ENABLED": True,
                "APPS": [_service(environment)] if environment.oidc_issuer else [],
            }
        },
        "OIDC_SECOND_FACTOR": environment.oidc_second_factor,
    }


def _service(environment: Environment) -> dict[str, Any]:
    return {
        "provider_id": "oidc",
        "name": environment.oidc_name or urlsplit(environment.oidc_issuer).hostname or "OpenID Connect",
        "client_id": environment.oidc_client_id,
        "secret": environment.oidc_client_secret,
        # Only what the service has signed counts; the claims are who somebody is, nothing more.
        "settings": {"server_url": environment.oidc_issuer.rstrip("/"), "fetch_userinfo": False, "scope": ["openid"]},
    }


def mail_server(url: str) -> dict[str, Any]:
    """Django's settings of the mail server at `smtp://user:password@host:587` (`smtps://`: TLS from the beginning).

    A password is never sent without TLS.

    :raises SystemExit: if the address names no mail server
    """
    if not url:
        return {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
    parts = urlsplit(url)
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise SystemExit("Painopiste does not start: PAINOPISTE_SMTP_URL must look like smtp://user:password@host:587")
    secure = parts.scheme == "smtps"
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or (465 if secure else 25),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": secure,
        "EMAIL_USE_TLS": not secure and (bool(parts.username) or parts.port == 587),
        "EMAIL_TIMEOUT": 10,
    }
