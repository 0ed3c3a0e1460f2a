"""What states and troubles of letters are called on pages."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from painopiste.base.mail.rules import State, Trouble

STATES = {
    State.WAITING: pgettext_lazy("letter", "Waiting"),
    State.SENT: pgettext_lazy("letter", "Sent"),
    State.FAILED: pgettext_lazy("letter", "Not delivered"),
    State.WITHDRAWN: pgettext_lazy("letter", "Withdrawn"),
    State.NEEDLESS: pgettext_lazy("letter", "Not needed"),
}
TROUBLES = {
    Trouble.NO_SERVER: _("The mail server can't be reached. The letter waits and is tried again."),
    Trouble.NO_ENTRANCE: _("The mail server does not let us in: check the name and the password in its settings."),
    Trouble.LATER: _("The mail server asks to be tried again later."),
    Trouble.NO_SUCH_ADDRESS: _("The mail server refuses the address. Check it with the person."),
    Trouble.REFUSED: _("The mail server refuses the letter."),
    Trouble.SENDER_REFUSED: _("The mail server refuses our own address: check PAINOPISTE_MAIL_FROM."),
    Trouble.NO_ADDRESS: _("This is no e-mail address. Correct it in the account."),
    Trouble.TOO_OLD: _("It could not be delivered in time, and is not tried any more."),
}
