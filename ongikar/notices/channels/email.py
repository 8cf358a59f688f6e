"""The channel e-mail, through the office's mail server."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, mailers

from ongikar.notices.models import Message

from .attached import Attachment
from .mail_page import page_of

# How the key of a person begins who keeps roots of the ledger (notices/roots.py).
KEEPER = "keeper:"


def is_set() -> bool:
    return settings.ONGIKAR_MAIL_IS_SET


def send(message: Message, attached: Iterable[Attachment], taken: Callable[[], None]) -> None:
    """Hand it to the mail server; raises what smtplib raises where the server refuses or
    cannot be reached.
    """
    mail = EmailMultiAlternatives(
        subject=message.title,
        body=message.body,
        to=[message.address],
        headers={"Message-ID": message_id(message), "Auto-Submitted": "auto-generated"},
    )
    # What a witness compares by a program of its own stays as it is typed.
    if not message.person.startswith(KEEPER):
        html, emblem = page_of(message)
        mail.attach_alternative(html, "text/html")
        if emblem:
            mail.attach(emblem)
    for each in attached:
        mail.attach(*each)
    mailer = mailers.default
    try:
        mailer.open()
        mailer.send_messages([mail])
        taken()
    finally:
        # The goodbye may take its time or fail; what was taken stays taken.
        with suppress(OSError):
            mailer.close()


def message_id(message: Message) -> str:
    """The same for every try: should a worker die between the server's yes and its own note, the two copies
    are one.
    """
    host = urlsplit(settings.PUBLIC_ADDRESS).hostname
    return f"<message-{message.pk}-{message.made_at:%Y%m%d%H%M%S}@{host}>"
