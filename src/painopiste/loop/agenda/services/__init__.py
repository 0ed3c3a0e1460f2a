"""Writing the agenda. Each function is one transaction and leaves one line in the trail."""

from painopiste.loop.agenda.services.observations import Filed, Outcome, change, file_observation, observe
from painopiste.loop.agenda.services.outcomes import settle_observation

__all__ = ["Filed", "Outcome", "change", "file_observation", "observe", "settle_observation"]
