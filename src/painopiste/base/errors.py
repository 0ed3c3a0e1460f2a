"""What can go wrong that a person can do something about. Anything else is a bug and may crash."""

from collections.abc import Callable, Mapping

from painopiste.base.words import marked


class DomainError(Exception):
    """A refusal with a stable code and a message that a person can act on.

    `message` is an English message id with `%(name)s` places; the page or the API translates it and fills in `values`.
    """

    status = 400
    code = "refused"
    message = marked("The request could not be carried out.")

    def __init__(self, message: str | None = None, *, code: str | None = None, **values: object) -> None:
        self.message = message or type(self).message
        self.code = code or type(self).code
        self.values: Mapping[str, object] = values
        super().__init__(self.message % values if values else self.message)

    def said(self, translate: Callable[[str], str]) -> str:
        """The message in the reader's language; a refusal among the values is said in the same language."""
        values = {name: v.said(translate) if isinstance(v, DomainError) else v for name, v in self.values.items()}
        return translate(self.message) % values if values else translate(self.message)


class NotAllowed(DomainError):
    """The actor has no right to do this."""

    status = 403
    code = "not_allowed"
    message = marked("You do not have the right to do this.")


class Missing(DomainError):
    """There is nothing here that the actor may see."""

    status = 404
    code = "missing"
    message = marked("The page or the item was not found.")


class Conflict(DomainError):
    """Somebody else changed the same thing first, or the step has been taken already."""

    status = 409
    code = "conflict"
    message = marked("Somebody else has saved changes after you opened the form.")


class Stale(Conflict):
    """The row was saved by somebody else after this form was opened."""

    code = "stale"


class Invalid(DomainError):
    """What was given can't be used; `fields` tells which field and why."""

    status = 422
    code = "invalid"
    message = marked("Some of the information can't be used.")

    def __init__(
        self,
        message: str | None = None,
        *,
        code: str | None = None,
        fields: Mapping[str, str] | None = None,
        **values: object,
    ) -> None:
        self.fields: Mapping[str, str] = fields or {}
        super().__init__(message, code=code, **values)
