"""The letter to somebody who has been mentioned: it says that, and nothing of what was said or about what."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from painopiste.base.accounts.models import Account
from painopiste.base.mail.registry import Words, letter
from painopiste.base.markings.naming import reading_as
from painopiste.loop.discussion.selectors import list_mentions
from painopiste.loop.discussion.services import MENTIONED
from painopiste.site.actors import actor_of


@letter(MENTIONED, title=gettext_noop("Somebody has mentioned you"))
def write_of_mention(about: Mapping[str, Any]) -> Words | None:
    """Written when it is sent: what has been seen, removed or closed to the reader meanwhile is not told."""
    account = Account.objects.filter(key=about["account"], is_active=True).first()
    if account is None:
        return None
    reader = actor_of(account, on=timezone.localdate())
    with reading_as(reader):
        waiting = {mention.comment.key for mention in list_mentions(by=reader, most=500)}
    if about["comment"] not in waiting:
        return None
    return Words(
        subject=_("Painopiste: you have been mentioned in a comment"),
        lines=(_("Somebody has mentioned you in a comment. You can read it after you have logged in:"),),
        link=f"{settings.BASE_URL}{reverse('site:my_work')}",
    )
