"""The papers of the handling as PDF: the notice of a hearing to each side, the record of what was said, and
the decision. None is kept: each is made from what stands, redacted for whoever may not know who complains.

The notice of one side never tells of the other's time; the record that the officer complained of holds has
gone through the redaction, and lacks what a hidden complainant said apart.
"""

from typing import Any

from django.http import Http404, HttpResponse

from ongikar.cases.result_paper import post_with_phone
from ongikar.core.i18n.say import language, say
from ongikar.letters.outgoing.paper import letter_pdf
from ongikar.papers.pdf import render
from ongikar.papers.responses import pdf_download
from ongikar.rules.bangla import text

from ..citizen.receipt import name_on_paper
from ..handling.deciding_office import deciding_head
from ..handling.redaction import text_for_respondent
from ..models import Grievance, Hearing, Stage
from ..words import stage_title
from .words import hearings_of, party_words, said_parts, when_words, where_words

NOTICE, CALL, RECORD, DECISION = "notice", "call", "record", "decision"


def hearing_notice_pdf(hearing: Hearing, side: str) -> bytes:
    """In the page's language."""
    return render("record", notice_data(hearing, side))


def notice_data(hearing: Hearing, side: str) -> dict[str, Any]:
    stage = hearing.stage
    grievance, gathering = stage.grievance, hearing.gathering_of(side)
    to = name_on_paper(grievance) if side == Stage.COMPLAINANT else grievance.respondent.title
    return {
        "language": language(),
        "office": deciding_head(stage),
        "title": say("শুনানির নোটিশ", "Notice of a hearing"),
        "number": text.digits(grievance.number, language()),
        "facts": [
            [say("প্রাপক", "To"), f"{to} ({Stage.SIDES[side]})"],
            [say("কবে, কখন", "When"), when_words(hearing, side)],
            [say("কোথায়", "Where"), where_words(gathering)],
            [say("কে শুনবেন", "Who hears it"), post_with_phone(stage.post)],
            [stage_title(stage).capitalize(), grievance.get_about_display()],
        ],
        "sections": [
            {
                "title": say("আপনাকে যা করতে হবে", "What is asked of you"),
                "words": say(
                    "সময়মতো আসুন। কাগজপত্র বা সাক্ষী থাকলে সঙ্গে আনুন।\n"
                    "নিজে না পারলে আপনার পক্ষে একজনকে লিখিত অনুমতি দিয়ে পাঠাতে পারেন।\n"
                    "যা বলবেন, তা লেখা হবে এবং আপনি পড়তে পারবেন।\n"
                    "কেউ না এলে নোটিশের প্রমাণসহ তা লেখা হবে, এবং যা জানা আছে তা দিয়ে সিদ্ধান্ত হবে।",
                    "Come in time. Bring your documents and witnesses.\n"
                    "If you cannot come, you may send somebody with your written permission.\n"
                    "What you say is written down, and you can read it.\n"
                    "If nobody comes, that is noted with the proof of this notice, and the decision rests on"
                    " what is known.",
                ),
            }
        ],
        "signers": [[stage.post.title, stage.post.seat]],
    }


def hearing_record_pdf(hearing: Hearing, *, for_respondent: bool) -> bytes:
    return render("record", record_data(hearing, for_respondent=for_respondent))


def record_data(hearing: Hearing, *, for_respondent: bool) -> dict[str, Any]:
    stage = hearing.stage
    grievance = stage.grievance
    is_hidden = for_respondent and not grievance.is_open_identity
    sections = [
        {"title": title, "words": text_for_respondent(grievance, words) if for_respondent else words}
        for title, words in said_parts(hearing)
    ]
    if hearing.record_apart and not for_respondent:
        title = say("অভিযোগকারী আলাদা যা বললেন", "What the complainant said apart")
        sections.append({"title": title, "words": hearing.record_apart})
    parties = [
        [
            party.get_side_display(),
            party_words(party, with_name=not (is_hidden and party.side == Stage.COMPLAINANT)),
        ]
        for party in hearing.parties.all()
    ]
    return {
        "language": language(),
        "office": deciding_head(stage),
        "title": say("শুনানির লিখিত বিবরণ", "Record of a hearing"),
        "number": text.digits(grievance.number, language()),
        "facts": [
            [say("কবে, কখন", "When"), when_words(hearing, Stage.RESPONDENT)],
            [say("কোথায়", "Where"), where_words(hearing.gathering)],
            [say("কে শুনেছেন", "Who heard it"), stage.post.title],
            *parties,
        ],
        "sections": sections,
        "signers": [[hearing.recorded_by.name if hearing.recorded_by else "", stage.post.title]],
    }


def paper_of(
    grievance: Grievance, what: str, place: int, *, notice_for: str, for_respondent: bool
) -> HttpResponse:
    """`place`: of the hearing, or the number of the tier that decided. 404 for what is not there."""
    if what == DECISION:
        stage = next((each for each in grievance.stages.all() if each.number == place), None)
        content = letter_pdf(stage.letter) if stage and stage.letter else None
    else:
        content = hearing_paper(grievance, what, place, notice_for=notice_for, for_respondent=for_respondent)
    if content is None:
        raise Http404
    return pdf_download(content, f"{grievance.number}-{what}-{place}.pdf")


def hearing_paper(
    grievance: Grievance, what: str, place: int, *, notice_for: str, for_respondent: bool
) -> bytes | None:
    for stage in grievance.stages.all():
        stage.grievance = grievance
        for hearing in hearings_of(stage):
            if hearing.pk != place or hearing.ended_at:
                continue
            hearing.stage = stage
            if what == RECORD:
                return (
                    hearing_record_pdf(hearing, for_respondent=for_respondent)
                    if hearing.recorded_at
                    else None
                )
            return hearing_notice_pdf(hearing, notice_for) if what == NOTICE else None
    return None
