"""Makes the message that goes to the mail server: plain text, HTML beside it, and headers that mail programs know."""

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from painopiste.base.mail.registry import Words


def message_of(*, key: str, to: str, words: Words, language: str) -> EmailMultiAlternatives:
    """The message of one letter; tried again it has the same Message-ID, so that nobody need read it twice."""
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">") or "localhost"
    headers = {
        "Message-ID": f"<{key}@{domain}>",
        "Content-Language": language,
        "Auto-Submitted": "auto-generated",  # RFC 3834: no holiday notes in answer
        "X-Auto-Response-Suppress": "All",
    }
    if words.stop_url:
        headers |= {"List-Unsubscribe": f"<{words.stop_url}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    message = EmailMultiAlternatives(words.subject, text_of(words), None, [to], headers=headers)
    html = render_to_string("mail/letter.html", {"words": words, "lang": language, "closing": closing(words)})
    message.attach_alternative(html, "text/html")
    return message


def closing(words: Words) -> str:
    return "" if words.may_be_answered else _("Do not answer this message.")


def text_of(words: Words) -> str:
    """The letter as plain text."""
    parts = [*words.lines, words.link]
    for section in words.sections:
        parts.append(f"{section.title}\n{'-' * len(section.title)}")
        parts += [f"{line.text}\n{line.url}".strip() for line in section.lines]
    if words.stop_url:
        how = _("If you do not want these letters:")
        parts.append(f"{how}\n{words.stop_url}")
    return "\n\n".join(filter(None, [*parts, closing(words)]))
