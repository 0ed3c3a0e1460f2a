"""Writing consultations. Each function is one transaction and leaves one line in the trail."""

from painopiste.loop.consultations.services.consultations import (
    change_consultation,
    move_consultation,
    prepare_consultation,
    write_synthesis,
)
from painopiste.loop.consultations.services.inviting import invite, remind, revoke, send_again, tidy
from painopiste.loop.consultations.services.parts import put_event, put_question, remove_question
from painopiste.loop.consultations.services.returning import Returned, remove_file, return_answer

__all__ = [
    "Returned",
    "change_consultation",
    "invite",
    "move_consultation",
    "prepare_consultation",
    "put_event",
    "put_question",
    "remind",
    "remove_file",
    "remove_question",
    "return_answer",
    "revoke",
    "send_again",
    "tidy",
    "write_synthesis",
]
