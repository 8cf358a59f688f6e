"""The channel e-mail, through the office's mail server."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, mailers

from ongikar.notices.models import Message

if TYPE_CHECKING:
    from ongikar.notices.attachments import Attachment


def is_set() -> bool:
    return settings.ONGIKAR_MAIL_IS_SET


def attachments_of(message: Message) -> "Iterator[Attachment]":
    # Imported here: what is attached is told by what stands above the channels.
    from ongikar.notices.attachments import attachments_of

    return attachments_of(message)


def send(message: Message, taken: Callable[[], None]) -> None:
    """Hand it to the mail server; raises what smtplib raises where the server refuses or
    cannot be reached.
    """
    mail = EmailMessage(
        subject=message.title,
        body=message.body,
        to=[message.address],
        headers={"Message-ID": message_id(message), "Auto-Submitted": "auto-generated"},
    )
    for attached in attachments_of(message):
        mail.attach(*attached)
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
