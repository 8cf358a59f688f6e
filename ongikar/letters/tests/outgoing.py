"""The cast of the tests of letters that go out."""

from itertools import count

from ongikar.letters.models import Dispatch, Letter, Recipient
from ongikar.letters.outgoing.actions import Addressee, Ties, Wording, draft_letter
from ongikar.letters.outgoing.dispatching import dispatch, waiting_recipients
from ongikar.offices.models import Office, Post

KARIM, SHIRIN = ("user", 1), ("user", 2)
UNO = Addressee("উপজেলা নির্বাহী অফিসার", address="রংপুর সদর, রংপুর", channel=Dispatch.HAND)
DISTRICT = Addressee("জেলা আইসিটি অফিসার, রংপুর", Recipient.COPY, email="district@example.gov.bd")
_numbers = count(1)


def carry(letter: Letter, now, *, actor=SHIRIN) -> None:
    """The peon takes it to everybody who still waits for it."""
    for recipient in waiting_recipients(letter):
        dispatch(letter, recipient, channel=Dispatch.HAND, carried_by="অফিস সহায়ক", actor=actor, now=now)


def begin(
    office: Office, now, *, submission="", body="তালিকা সঙ্গে দেওয়া হলো।", kind="official", **options
) -> Letter:
    """A draft of Shirin's for Karim to sign."""
    officer = Post.objects.filter(office=office, role=Post.OFFICER).order_by("pk").first()
    assistant = Post.objects.filter(office=office, role=Post.ASSISTANT).order_by("pk").first()
    ties = {name: options.pop(name) for name in list(options) if name in Ties.__dataclass_fields__}
    settings = {
        "office": office,
        "kind": kind,
        "wording": Wording("বিজয় দিবসে সাউন্ড ও প্রজেক্টরের তালিকা", body, "উপজেলা নির্বাহী অফিসারের স্মারক ৪১২"),
        "drafter": assistant,
        "signer": officer,
        "recipients": (UNO, DISTRICT),
        "submission": submission or f"draft {next(_numbers)}",
        "actor": SHIRIN,
        "now": now,
        "ties": Ties(**ties),
    }
    return draft_letter(**settings | options)
