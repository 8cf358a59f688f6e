"""The order of an inquiry to an officer outside the office, as a letter: the terms, the day, and what is
complained of. Of a hidden name it tells nothing.
"""

from datetime import datetime

from ongikar.core.i18n.say import override_language, say
from ongikar.journal.actions import Reference
from ongikar.letters.models import Dispatch
from ongikar.letters.outgoing.actions import Addressee
from ongikar.letters.outgoing.ways import Sending, has_email
from ongikar.people.models import Contact

from ..handling.screening_letters import issue_letter_about, letter_names, send_carried
from ..models import Inquiry
from ..words import ABOUT


def issue_inquiry_order(
    inquiry: Inquiry, contact: Contact, *, carried_by: str, reference: str, actor: Reference, now: datetime
) -> None:
    """By e-mail where an address is known; else by post with its receipt, or by hand with who carries it.
    Raises GrievanceFault where nothing of that is said.
    """
    stage = inquiry.stage
    grievance = stage.grievance
    with override_language(contact.language):
        parts = [
            (say("অভিযোগ", "Complaint"), f"{ABOUT[grievance.about]}\n\n{grievance.text}"),
            (say("যাঁর বিরুদ্ধে", "Complaint against"), grievance.respondent.title),
            (say("যা তদন্ত করতে হবে", "What is to be found out"), inquiry.terms),
            (say("প্রতিবেদনের শেষ দিন", "Report due by"), say("{day}", "{day}", day=inquiry.due)),
        ]
        name = ", ".join(filter(None, (contact.name, contact.post, contact.organisation)))
        letter = issue_letter_about(
            stage,
            say("{what} {number}: তদন্তের আদেশ", "{what} {number}: order of inquiry", **letter_names(stage)),
            parts,
            [Addressee(name, address=contact.address, email=contact.email, contact=contact)],
            submission=f"inquiry-{inquiry.pk}",
            actor=actor,
            now=now,
        )
    for recipient in letter.recipients.all():
        if has_email(recipient, is_demo=letter.office.is_demo):
            sending = Sending(Dispatch.EMAIL)
        else:
            channel = Dispatch.POST if reference else Dispatch.HAND
            sending = Sending(channel, reference, carried_by, address=contact.address)
        send_carried(letter, recipient, sending, actor=actor, now=now)
