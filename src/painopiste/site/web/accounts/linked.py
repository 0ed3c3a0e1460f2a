"""The identity of the sign-in service that is linked to one's own account."""

from allauth.socialaccount.internal.flows.connect import disconnect, validate_disconnect
from allauth.socialaccount.models import SocialAccount
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from painopiste.site.web.accounts.doors import members_only


@require_POST
@members_only
def unlink(request: HttpRequest, identity: int) -> HttpResponse:
    """Take the link away: allauth asks for a fresh proof first."""
    found = get_object_or_404(SocialAccount, pk=identity, user=request.user)
    try:
        validate_disconnect(request, found)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        disconnect(request, found)
    return redirect("mfa_index")
