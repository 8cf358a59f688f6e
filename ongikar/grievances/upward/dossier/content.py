"""What stands in a dossier: who complains of whom, how each tier decided and how its days were counted, what
was looked into and heard, everything that happened, and every document with its hash.

It is for those who decide alone, so it names who complains also where the name is hidden from the officer
complained of, and says so on its first page. Remarks that deciders made among themselves are left out.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from ongikar.cases.case_promise import display_promise
from ongikar.cases.citizen.pdfs import full_day, time_of_day
from ongikar.core.i18n.say import language, say
from ongikar.core.not_none import not_none
from ongikar.core.number_formats import phone_of
from ongikar.grievances.handling.evidence import SIDES, exhibits
from ongikar.grievances.handling.sections import case_history
from ongikar.grievances.hearing.words import said_parts
from ongikar.grievances.models import Act, Grievance, HearingParty, Stage
from ongikar.grievances.words import (
    complainant_kind_words,
    grievance_history,
    stage_summaries,
)
from ongikar.offices.models import Office
from ongikar.papers.actions import papers_of
from ongikar.papers.letterhead import letterhead
from ongikar.papers.models import Paper
from ongikar.papers.pdf.bundle import Document
from ongikar.rules.bangla.text import digits

# By whom a file of the dossier itself is said to have come.
BY_DOSSIER = "dossier"
Section = dict[str, Any]


def dossier_data(office: Office, stage: Stage, now: datetime) -> dict[str, Any]:
    """What the template takes, in the language at hand."""
    grievance = stage.grievance
    return {
        "language": language(),
        "office": letterhead(office),
        "title": say("অভিযোগের পূর্ণ নথি", "The whole record of a complaint"),
        "number": digits(grievance.number, language()),
        "facts": first_facts(grievance, stage, now),
        "note": secrecy_words(grievance),
        "sections": [section for section in sections(grievance, now) if is_filled(section)],
        "documents_title": say("দলিল, প্রতিটির পাতা পেছনে", "Documents; their pages follow"),
    }


def is_filled(section: Section) -> bool:
    return bool(section.get("rows") or section.get("words", "").strip())


def moment(instant: datetime) -> str:
    return f"{full_day(instant)}, {time_of_day(instant)}"


def capitalise(words: str) -> str:
    """Words that stand by themselves, begun as a sentence is."""
    return words[:1].upper() + words[1:]


def first_facts(grievance: Grievance, stage: Stage, now: datetime) -> list[list[str]]:
    person = grievance.complainant
    respondent = grievance.respondent.title
    facts = [
        [say("যাঁর কাছে", "For"), stage.tier.title],
        [say("অভিযোগের নম্বর", "Number of the complaint"), digits(grievance.number, language())],
        [say("কী নিয়ে", "What it is about"), grievance.get_about_display()],
        [say("যে পদের বিরুদ্ধে", "The post complained of"), respondent],
        [say("অভিযোগকারী", "Complainant"), person.shown_name if person else say("নাম দেননি", "No name given")],
        [say("অভিযোগকারীর ধরন", "Kind of complainant"), complainant_kind_words(grievance)],
        [say("মোবাইল", "Mobile"), phone_of(person.mobile) if person else ""],
        [say("ঠিকানা", "Address"), person.address if person else ""],
        [say("যেভাবে এসেছে", "How it came"), grievance.get_channel_display()],
        [say("জমা", "Filed"), moment(grievance.filed_at)],
        [say("আবেদন", "Application"), digits(grievance.case.number, language()) if grievance.case else ""],
        [say("নথি তৈরি", "This record made"), moment(now)],
    ]
    return [[label, str(words)] for label, words in facts if words]


def secrecy_words(grievance: Grievance) -> str:
    if not grievance.identity_hidden:
        return ""
    return say(
        "অভিযোগকারী নাম গোপন রাখতে বলেছেন। যাঁর বিরুদ্ধে অভিযোগ, তাঁকে বা তাঁর অধীন কাউকে এই নথি দেখানো যাবে না।",
        "The complainant asked for their name to be hidden. This record must not be shown to the officer"
        " complained of, nor to anybody below.",
    )


def sections(grievance: Grievance, now: datetime) -> Iterator[Section]:
    yield {"title": say("অভিযোগ", "The complaint"), "words": grievance.text}
    summaries = sorted(stage_summaries(grievance, now), key=lambda each: each.stage.number)
    for summary in summaries:
        yield from of_stage(summary.stage, summary.what, summary.tag[1], summary.reason, now)
    if case := grievance.case:
        yield {
            "title": say(
                "আবেদনের প্রতিশ্রুতি কীভাবে গোনা হয়েছে", "How the promise of the application was counted"
            ),
            "words": capitalise(display_promise(case.clock, now).why),
        }
        yield timeline(
            say("আবেদনে যা হয়েছে", "What happened to the application"),
            [(at, words) for at, words, _ in reversed(case_history(grievance, now))],
        )
    happened = [
        (line.at, act_with_words(line, sentence)) for line, sentence in reversed(grievance_history(grievance))
    ]
    yield timeline(say("যা যা হয়েছে", "What happened"), happened)
    yield hash_list(grievance)


# What was said or given as a reason in these stands in no section of its own. Notes stay among the deciders.
WITH_WORDS = frozenset({"answer", "withdraw", "add_evidence", "reply", "extend", "put_off_hearing"})


def act_with_words(line: Any, sentence: str) -> str:
    """An act with the words that came with it, where no section of its own has them."""
    if isinstance(line, Act) and line.name in WITH_WORDS and line.words:
        return f"{sentence}\n{line.words}"
    return str(sentence)


def timeline(title: str, lines: list[tuple[datetime, str]]) -> Section:
    columns = [{"label": say("কখন", "When"), "width": 1}, {"label": say("কী", "What"), "width": 3}]
    return {"title": title, "columns": columns, "rows": [[moment(at), str(words)] for at, words in lines]}


def of_stage(stage: Stage, what: str, stands: str, reason: str, now: datetime) -> Iterator[Section]:
    """One tier: who decided what and why, how its days were counted, and how it was looked into."""
    name = say(
        "ধাপ {n}, {what}: {post}",
        "Tier {n}, {what}: {post}",
        n=digits(stage.number, language()),
        what=what,
        post=stage.post.title,
    )
    pairs = [
        (say("জমা", "Filed"), moment(stage.filed_at)),
        (say("যা লেখা হয়েছে", "What was written"), stage.words if stage.number > 1 else ""),
        (say("দেরির কারণ", "Reason for coming late"), stage.late_reason),
        (
            say("দিন যেভাবে গোনা হয়েছে", "How its days were counted"),
            capitalise(display_promise(stage.clock, now).why),
        ),
        (say("অবস্থা", "State"), stands),
        (say("নিষ্পত্তি", "Settled"), moment(stage.closed_at) if stage.closed_at else ""),
        (say("সিদ্ধান্ত", "Decision"), stage.decision),
        (say("কারণ", "Reasons"), "\n".join(filter(None, (reason, stage.reasons)))),
        (say("প্রতিকার", "Remedy"), stage.remedy),
    ]
    yield {
        "title": name,
        "columns": [
            {"label": say("বিষয়", "Matter"), "width": 1},
            {"label": say("বিবরণ", "Words"), "width": 3},
        ],
        "rows": [[label, str(words)] for label, words in (*pairs, *looked_into(stage)) if words],
    }


def looked_into(stage: Stage) -> Iterator[tuple[str, str]]:
    for inquiry in stage.inquiries.all():
        who = inquiry.post.title if inquiry.post else not_none(inquiry.contact).name
        yield say("তদন্ত: {who}", "Inquiry: {who}", who=who), inquiry.terms
        yield say("তদন্ত প্রতিবেদন", "Report of the inquiry"), inquiry.report or inquiry.ended_reason
    for question in stage.questions.all():
        yield (
            say("প্রশ্ন, {side}", "Question, {side}", side=side_words(question.side)),
            "\n".join(filter(None, (question.words, question.answer))),
        )
    for hearing in stage.hearings.all():
        day = moment(hearing.gathering.starts_at)
        said = [f"{title}: {words}" for title, words in said_parts(hearing)]
        said += [hearing.record_apart, hearing.ended_reason]
        came = [f"{side_words(party.side)}: {ATTENDED[party.attended]()}" for party in hearing.parties.all()]
        yield say("শুনানি, {day}", "Hearing, {day}", day=day), "\n".join(filter(None, (*came, *said)))
    for remedy in stage.remedies.all():
        yield say("প্রতিকারের কাজ", "Task of the remedy"), remedy.task.title
    for advice in stage.recommendations.all():
        yield say("পরামর্শ", "Recommendation"), advice.words


ATTENDED = {
    HearingParty.CAME: lambda: say("এসেছেন", "came"),
    HearingParty.REPRESENTED: lambda: say("প্রতিনিধি এসেছেন", "was represented"),
    HearingParty.ABSENT: lambda: say("আসেননি", "did not come"),
}


def side_words(side: str) -> str:
    if side == Stage.RESPONDENT:
        return say("কর্মকর্তা", "the officer")
    return say("অভিযোগকারী", "the complainant")


def dossier_papers(grievance: Grievance) -> list[tuple[Paper, str]]:
    """Every document of the complaint and of what it is about, with its title; no earlier dossier."""
    numbered = [(exhibit.paper, exhibit.title) for exhibit in exhibits(grievance, SIDES)]
    subjects = [grievance.reference, grievance.case.reference if grievance.case else None]
    subjects += [("letter", stage.letter_id) for stage in grievance.stages.all() if stage.letter_id]
    subjects += [("letter", grievance.letter_id)] if grievance.letter_id else []
    known = {paper.pk for paper, _ in numbered}
    others = [
        (paper, paper.title)
        for subject in subjects
        if subject
        for paper in papers_of(subject)
        if paper.pk not in known and paper.brought_by != BY_DOSSIER
    ]
    # What retention has taken away is no document any more.
    return [(paper, title) for paper, title in (*numbered, *others) if paper.file]


def document_name(place: int, paper: Paper) -> str:
    """By its turn alone: the name of a file may tell whose it is."""
    suffix = {"image/jpeg": "jpg", "image/png": "png", "application/pdf": "pdf"}.get(paper.media_type, "bin")
    return f"document-{place:03}.{suffix}"


def dossier_documents(grievance: Grievance) -> list[Document]:
    return [
        Document(
            path=paper.file.path,
            name=document_name(place, paper),
            media_type=paper.media_type,
            title=f"{digits(place, language())}. {title}",
            note=f"{document_name(place, paper)} · {moment(paper.came_at)} · SHA-256 {paper.sha256}",
        )
        for place, (paper, title) in enumerate(dossier_papers(grievance), start=1)
    ]


def hash_list(grievance: Grievance) -> Section:
    """By these anybody can tell that a document in hand is the one that was kept."""
    return {
        "title": say("দলিলের তালিকা ও হ্যাশ", "List of documents and their hashes"),
        "columns": [
            {"label": say("ফাইল", "File"), "width": 2},
            {"label": say("দলিল", "Document"), "width": 2},
            {"label": "SHA-256", "width": 4},
        ],
        "rows": [
            [document_name(place, paper), title, group_digest(paper.sha256)]
            for place, (paper, title) in enumerate(dossier_papers(grievance), start=1)
        ],
    }


def group_digest(digest: str) -> str:
    """In groups of eight, so that it breaks over lines and is compared by eye."""
    return " ".join(digest[start : start + 8] for start in range(0, len(digest), 8))
