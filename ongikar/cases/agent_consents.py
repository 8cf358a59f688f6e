"""How the citizen agreed to what a digital centre filed for them, as the pages of the case tell it, and their
word that they did not.
"""

from datetime import datetime
from typing import NamedTuple

from django.db import transaction

from ongikar.core.i18n.say import say
from ongikar.journal.actions import ANYONE, Reference
from ongikar.offices.models import Post
from ongikar.papers.models import Paper
from ongikar.rules.case_transitions import DISOWN

from .actions.act_log import add_act, proof_data, record_act
from .actions.attachments import SLIP_TITLE
from .models import Act, AgentConsent, AgentFiling, Case

WAYS = {
    AgentConsent.CODE: ("নাগরিকের মোবাইলে পাঠানো কোডে", "by a code sent to the citizen’s mobile"),
    AgentConsent.SLIP: (
        "সই করা স্লিপে; ছবি কাগজের সঙ্গে আছে",
        "by a signed slip; its photograph is with the documents",
    ),
}
# Filed before codes and slips were asked for.
BY_WORD = ("উদ্যোক্তা জানিয়েছেন, নাগরিক পাশে ছিলেন", "the entrepreneur said that the citizen was there")


# What the citizen reads where the slip is not theirs.
UNLIKE = (
    "ডিজিটাল সেন্টার যে সম্মতির স্লিপের ছবি দিয়েছে, তার নাম বা মোবাইল এই আবেদনের সঙ্গে মেলে না, তাই আপনার সম্মতি"
    " আছে বলে ধরা গেল না। আপনি চাইলে নিজে, অথবা সেন্টারে গিয়ে মোবাইলের কোড দিয়ে, আবার আবেদন করুন।",
    "The name or mobile on the slip of consent that the digital centre photographed is not that of this"
    " application, so your consent cannot be taken as given. If you do want this, apply again yourself, or at"
    " the centre with the code to your mobile.",
)


class ShownConsent(NamedTuple):
    """Who filed it, how the citizen agreed and when; `denied`: their act of saying that they did not; `slip`:
    the photograph of what they signed, to be held against the application.
    """

    centre: Post
    way: str
    at: datetime
    denied: Act | None
    slip: Paper | None = None


def consent_of(case: Case) -> ShownConsent | None:
    """None of what no digital centre filed."""
    if case.channel != Case.AGENT:
        return None
    filing = AgentFiling.objects.select_related("post", "case__agent_consent").filter(case=case).first()
    if filing is None:
        return None
    given = getattr(filing.case, "agent_consent", None)
    denied = next((act for act in case.acts_in_order if act.name == DISOWN), None)
    way = say(*(WAYS[given.way] if given else BY_WORD))
    slip = None
    if given and given.way == AgentConsent.SLIP:
        slip = next((paper for paper in case.papers if paper.title == SLIP_TITLE and paper.file), None)
    return ShownConsent(filing.post, way, given.given_at if given else filing.consent_at, denied, slip)


def unlike_reason(case: Case) -> str:
    """Why an application is refused whose photographed slip is another person’s; "" of one without."""
    consent = consent_of(case)
    return say(*UNLIKE) if consent and consent.slip else ""


@transaction.atomic
def disown(case: Case, *, words: str, now: datetime, actor: Reference = ANYONE, proof: str = "") -> None:
    """The applicant says that they never asked for what a digital centre filed in their name. The promise
    goes on until the officer, who is told, has spoken with them.
    """
    add_act(case, DISOWN, actor=actor, now=now, words=words, data=proof_data(proof))
    record_act("disowned", case, actor, now)
