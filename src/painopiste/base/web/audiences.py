"""What the circles of readers are called."""

from django.utils.translation import gettext_lazy as _

from painopiste.base.markings import Audience

AUDIENCES = {
    Audience.PUBLIC: _("Everybody"),
    Audience.MEMBERS: _("Members of the cooperation model"),
    Audience.SECRETARIAT: _("The secretariat"),
}
