"""Tables of accounts, and of the invitations by which they come about."""

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.crypto import salted_hmac

from painopiste.base.records import Keyed


class Accounts(BaseUserManager["Account"]):
    """Makes accounts with a normalised name to sign in with."""

    def create_user(self, username: str, password: str | None = None, **fields: object) -> "Account":
        account: Account = self.model(username=username.strip().lower(), **fields)
        account.set_password(password)
        account.save(using=self._db)
        return account

    def get_by_natural_key(self, username: str | None) -> "Account":
        return self.get(username=(username or "").strip().lower())


class Account(AbstractBaseUser, Keyed):
    """A person who signs in, or a role that stands for one in a demonstration."""

    username = models.CharField(max_length=150, unique=True)
    name = models.CharField(max_length=200)
    email = models.EmailField(blank=True, default="")
    language = models.CharField(max_length=2, default="fi")
    is_active = models.BooleanField(default=True)
    demonstration = models.BooleanField(default=False)
    sessions_ended = models.PositiveIntegerField(default=0)  # how many times: sessions begun before that are over
    joined_at = models.DateTimeField(auto_now_add=True)

    objects = Accounts()
    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["name"]

    def __str__(self) -> str:
        return self.name

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """What Django compares in every session. All sessions of an account end by one changed number."""
        proof = f"{self.password}\x1f{self.sessions_ended}"
        return salted_hmac("painopiste.accounts.session", proof, secret=secret, algorithm="sha256").hexdigest()


class Membership(models.Model):
    """An account works for an organisation from a day to a day."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey("painopiste.Organisation", models.PROTECT, related_name="+")
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)


class RoleGrant(models.Model):
    """An account holds a role of `site/roles.py`, perhaps in one body or for one organisation, from a day to a day."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="roles")
    role = models.CharField(max_length=40)
    body = models.ForeignKey("painopiste.Body", models.CASCADE, related_name="+", null=True, blank=True)
    organisation = models.ForeignKey("painopiste.Organisation", models.CASCADE, related_name="+", null=True, blank=True)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)


class ApiToken(models.Model):
    """A secret with which a program acts for an account. Only its hash is kept."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=100)
    hash = models.CharField(max_length=64, unique=True)
    may_write = models.BooleanField(default=False)
    made_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    last_used_on = models.DateField(null=True, blank=True)


class CalendarKey(models.Model):
    """The secret in the address of an account's calendar feed. Only its hash is kept; a new one ends the old one."""

    account = models.OneToOneField(Account, models.CASCADE, related_name="+")
    hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()


class Invitation(Keyed):
    """Somebody is asked to join in the name of an organisation. Only the hash of the link's secret is kept."""

    email = models.EmailField()
    language = models.CharField(max_length=2, default="fi")
    organisation = models.ForeignKey("painopiste.Organisation", models.CASCADE, related_name="+")
    member_until = models.DateField(null=True, blank=True)
    hash = models.CharField(max_length=64, unique=True, null=True, default=None)  # none before the letter is sent
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(Account, models.SET_NULL, related_name="+", null=True)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    account = models.ForeignKey(Account, models.CASCADE, related_name="+", null=True, blank=True)


class InvitedRole(models.Model):
    """A role that the invited person will hold."""

    invitation = models.ForeignKey(Invitation, models.CASCADE, related_name="roles")
    role = models.CharField(max_length=40)
    body = models.ForeignKey("painopiste.Body", models.CASCADE, related_name="+", null=True, blank=True)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)


class FailedLogIn(models.Model):
    """A log-in that failed. Whose is kept only as a keyed hash of name and address, for a quarter of an hour."""

    whose = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["whose", "at"], name="failed_log_in_by_whose")]
