"""The letter with an answer to feedback."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from painopiste.base.mail.registry import Words, letter
from painopiste.support.feedback.models import Feedback
from painopiste.support.feedback.services import ANSWER_LETTER


@letter(ANSWER_LETTER, title=gettext_noop("An answer to feedback"))
def write_answer(about: Mapping[str, Any]) -> Words | None:
    """The answer as the secretariat wrote it, and nothing around it."""
    feedback = Feedback.objects.filter(key=about["feedback"], answered_at__isnull=False).first()
    if feedback is None:
        return None
    return Words(subject=_("An answer to your feedback"), lines=(feedback.answer,), may_be_answered=True)
