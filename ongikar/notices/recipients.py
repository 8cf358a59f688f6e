"""Whom a message is for: a key that tells no name, the language, and the addresses by channel."""

from dataclasses import dataclass, replace

from ongikar.offices.models import Post
from ongikar.people.models import Applicant, User
from ongikar.rules.calendar.rows import CITIZENS, OFFICERS
from ongikar.rules.numbers import normal_mobile

from .models import Message


@dataclass(frozen=True, slots=True)
class Recipient:
    """`addresses`: (channel, address). Empty where the person gave none: then nothing can be told."""

    key: str
    name: str
    tongue: str
    addresses: tuple[tuple[str, str], ...]

    @property
    def hours(self) -> str:
        """At whose hours they may be written to: those of a post and of an account are officers."""
        return OFFICERS if self.key.startswith(("post:", "user:")) else CITIZENS

    @property
    def on_one_channel(self) -> "Recipient":
        """The same, reached at the first of their addresses only."""
        return replace(self, addresses=self.addresses[:1])


def applicant_recipient(person: Applicant | None) -> Recipient | None:
    """Who asked or complained; None for nobody and for somebody who gave no address at all."""
    if person is None:
        return None
    known = ((Message.SMS, person.mobile), (Message.EMAIL, person.email))
    addresses = tuple((channel, address) for channel, address in known if address)
    return (
        Recipient(f"applicant:{person.pk}", person.shown_name, person.language, addresses)
        if addresses
        else None
    )


def post_recipient(holder: Post, *, apart_from: Post | None = None) -> Recipient:
    """Whoever holds a post. A mailbox that the post `apart_from` or the office itself reads
    too is not used.
    """
    read_by_others = {apart_from.email.lower(), holder.office.email.lower()} if apart_from else set()
    addresses = []
    if holder.email and holder.email.lower() not in read_by_others:
        addresses.append((Message.EMAIL, holder.email))
    if mobile := normal_mobile(holder.phone):
        addresses.append((Message.SMS, mobile))
    # A desk without an address is told in its tray.
    return Recipient(f"post:{holder.pk}", holder.title_bn, "bn", tuple(addresses) or ((Message.CONSOLE, ""),))


def former_recipient(to: Recipient, *, mobile: str = "", email: str = "") -> Recipient | None:
    """The same person where they were reached before; None where that was nowhere. A message of its own on
    each channel.
    """
    known = ((Message.SMS, mobile), (Message.EMAIL, email))
    addresses = tuple((channel, address) for channel, address in known if address)
    return replace(to, key=f"{to.key}:before", addresses=addresses) if addresses else None


def account_recipient(user: User) -> Recipient:
    """Somebody who signs in, told of their own account. Without an address it stands in their tray."""
    known = ((Message.SMS, user.mobile), (Message.EMAIL, user.email))
    addresses = tuple((channel, address) for channel, address in known if address)
    return Recipient(
        f"user:{user.pk}", user.in_words("name", "bn"), "bn", addresses or ((Message.CONSOLE, ""),)
    )
