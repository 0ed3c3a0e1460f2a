"""What can go wrong with a source. Each message is one sentence that says where it is and what can be done."""

from painopiste.base.errors import DomainError


class SourceError(DomainError):
    """A source that can't be used now."""

    status = 422
    code = "source"
    message = "The source can't be used."


class UnreadableError(SourceError, ValueError):
    """An answer that can't be taken in."""

    code = "source_unreadable"
    message = "The answer of the source can't be read."


class UnreachableError(SourceError):
    """A source that gives no answer, or gives an error."""

    code = "source_unreachable"
    message = "The source did not answer."


class RefusedAddressError(SourceError):
    """An address that this service does not ask anything of."""

    code = "source_address"
    message = "The address can't be used."


class ChangedShapeError(SourceError):
    """A source that does not have the dimensions, codes or units that it had."""

    code = "source_shape"
    message = "The source has changed its shape."


class WrongDefinitionError(SourceError):
    """A definition file that can't be used."""

    code = "source_definition"
    message = "The definition of the source can't be used."
