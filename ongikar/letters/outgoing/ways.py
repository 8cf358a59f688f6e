"""The ways by which a letter can leave for one recipient, and what each of them must be able to show."""

from dataclasses import dataclass

from django.conf import settings

from ongikar.core.i18n.say import override_language
from ongikar.letters.rules.postal_address import is_deliverable
from ongikar.papers.check import Clean

from ..models import Dispatch, Recipient
from .transitions import LetterFault
from .words import CHANNELS


@dataclass(frozen=True, slots=True)
class Sending:
    """How a letter leaves for one recipient, as whoever hands it over enters it.

    `reference`: the number of the post office's receipt, or that of D-Nothi. `carried_by`: who takes it out
    of the office. `taken_by`: who has it in hand already. `address`: where the label leads, if not to the
    recipient's own. `reason`: why it goes otherwise than was asked for, or once more.
    """

    channel: str
    reference: str = ""
    carried_by: str = ""
    taken_by: str = ""
    address: str = ""
    reason: str = ""
    proof: Clean | None = None


def asked_channel(recipient: Recipient) -> str:
    """The way that an applicant asked for; "" where nobody asked: what a draft plans binds nobody."""
    return recipient.channel if recipient.applicant_id else ""


def is_mailable(email: str, *, is_demo: bool) -> bool:
    """Whether a document can be mailed: to an address, through a mail server or a demonstration's tray."""
    return bool(email) and (is_demo or settings.ONGIKAR_MAIL_IS_SET)


def has_email(recipient: Recipient, *, is_demo: bool) -> bool:
    return is_mailable(recipient.email, is_demo=is_demo)


def possible_channels(recipient: Recipient, *, is_demo: bool) -> list[str]:
    """How it can go to this recipient with what is known of them, the surest way first."""
    ways = []
    if has_email(recipient, is_demo=is_demo):
        ways.append(Dispatch.EMAIL)
    if is_deliverable(recipient.address):
        ways.append(Dispatch.POST)
    ways.append(Dispatch.HAND)
    if recipient.applicant_id:
        ways += [Dispatch.COUNTER, Dispatch.PAGE]
    return ways


def other_ways(recipient: Recipient, channel: str, *, is_demo: bool) -> tuple[str, str]:
    """What else is possible, as a sentence in Bangla and in English."""
    others = [each for each in possible_channels(recipient, is_demo=is_demo) if each != channel]
    bn, en = ("; ".join(channel_words(each, tongue) for each in others) for tongue in ("bn", "en"))
    return f"যেভাবে পাঠানো যায়: {bn}।", f"It can go: {en}."


def channel_words(channel: str, tongue: str) -> str:
    with override_language(tongue):
        return str(CHANNELS[channel])


def check_way(recipient: Recipient, sending: Sending, *, is_demo: bool) -> None:
    """Raises LetterFault where it cannot leave that way, or where nothing shows that it did."""
    check_address(recipient, sending, is_demo=is_demo)
    check_evidence(sending)
    asked = asked_channel(recipient)
    if asked and sending.channel != asked and not sending.reason.strip():
        raise LetterFault(
            f"চাওয়া হয়েছিল: {channel_words(asked, 'bn')}। অন্যভাবে পাঠালে কেন, লিখুন।",
            f"Asked for: {channel_words(asked, 'en')}. If it goes another way, write why.",
            "reason",
        )


def check_address(recipient: Recipient, sending: Sending, *, is_demo: bool) -> None:
    if sending.channel == Dispatch.EMAIL and not has_email(recipient, is_demo=is_demo):
        others = other_ways(recipient, Dispatch.EMAIL, is_demo=is_demo)
        why = (
            ("এ কার্যালয়ে ই-মেইল পাঠানোর ব্যবস্থা নেই।", "This office has no mail server set up.")
            if recipient.email
            else ("এই প্রাপকের ই-মেইল ঠিকানা নেই।", "This recipient has no e-mail address.")
        )
        raise LetterFault(f"{why[0]} {others[0]}", f"{why[1]} {others[1]}", "channel")
    if sending.channel == Dispatch.POST and not is_deliverable(sending.address or recipient.address):
        others = other_ways(recipient, Dispatch.POST, is_demo=is_demo)
        raise LetterFault(
            f"এই ঠিকানায় ডাক পৌঁছায় না: গ্রামের সঙ্গে ডাকঘর ও উপজেলা লিখুন। {others[0]}",
            f"The post cannot find this address: add post office and upazila to the village. {others[1]}",
            "address",
        )


def check_evidence(sending: Sending) -> None:
    """A line of the peon book or of D-Nothi's tells who carried it or what was given for it."""
    if sending.channel == Dispatch.DNOTHI and not sending.reference:
        raise LetterFault(
            "ডি-নথিতে পাঠানোর নম্বরটি লিখুন।", "Enter the number under which it went in D-Nothi.", "reference"
        )
    if sending.channel == Dispatch.POST and not (sending.reference or sending.carried_by or sending.proof):
        raise LetterFault(
            "ডাকঘরের রসিদের নম্বর লিখুন বা ছবি দিন; রসিদ না থাকলে কে ডাকে দিলেন, লিখুন।",
            "Enter the number of the post office’s receipt or give its photo; without one, who posted it.",
            "reference",
        )
    if sending.channel == Dispatch.HAND and not (sending.carried_by or sending.taken_by or sending.proof):
        raise LetterFault(
            "কার হাতে পাঠালেন, বা কে সই করে নিলেন, লিখুন।",
            "Write who carries it, or who took it and signed.",
            "carried_by",
        )
