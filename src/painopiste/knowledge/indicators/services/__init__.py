"""Taking values in: first compared with what is held, then accepted as a whole or not at all."""

from painopiste.knowledge.indicators.services.taking_in import CannotTakeIn, Change, Proposal, accept, propose

__all__ = ["CannotTakeIn", "Change", "Proposal", "accept", "propose"]
