"""Forms ক, খ and গ of the Right to Information Rules 2009 as PDF: the fields of the forms, in our words."""

from datetime import datetime
from typing import Any

from django.urls import reverse

from ongikar.cases.citizen.pdfs import full_day
from ongikar.cases.models.proofs import group_figures
from ongikar.core.i18n.say import language, say
from ongikar.offices.sites import site_of
from ongikar.papers.letterhead import letterhead
from ongikar.papers.pdf import qr, render
from ongikar.rules.bangla import text

from .models import InformationRequest, RtiAppeal
from .track import track_of
from .words import appeal_words


def form_pdf(asked: InformationRequest, which: tuple[str, str], **data: Any) -> bytes:
    """One form: what is common to the three, and its own."""
    number = text.digits(asked.number, language())
    common = {
        "language": language(),
        "office": letterhead(asked.office),
        "which": say(*which),
        "number": number,
        "qr": qr(f"{site_of(asked.office)}{reverse('track')}?number={asked.number}"),
        "key": "",
        "note": "",
        "memo": "",
    }
    return render("rti_form", common | data)


def request_form_pdf(asked: InformationRequest, key: str = "") -> bytes:
    """Form ক as it was filed. With the secret digits it is the applicant's receipt too."""
    who = asked.applicant
    return form_pdf(
        asked,
        ("ফরম ক", "Form A"),
        title=say("তথ্য পাওয়ার আবেদন", "Request for information"),
        to=address_lines(
            asked.post.title,
            asked.post.seat or asked.office.name,
            say("দায়িত্বপ্রাপ্ত কর্মকর্তা", "Designated officer"),
        ),
        rows=[
            [say("আবেদনকারীর নাম", "Name of the applicant"), who.shown_name],
            [say("বাবা ও মায়ের নাম", "Names of the parents"), asked.parents],
            [say("ঠিকানা", "Address"), who.address],
            [say("মোবাইল ও ই-মেইল", "Mobile and e-mail"), contact_words(asked)],
            [say("যে তথ্য চান", "The information wanted"), asked.text],
            [say("যেভাবে চান", "How it is wanted"), asked.get_wanted_as_display()],
            [say("তথ্য যিনি নেবেন", "Who takes the information"), asked.recipient],
            [say("যিনি ফরম পূরণে সাহায্য করেছেন", "Who helped with the form"), asked.helper],
            [
                say("জীবন-মৃত্যু, গ্রেপ্তার বা মুক্তির বিষয়", "Concerns life, death, arrest or release"),
                yes_or_no(asked.is_urgent),
            ],
            [say("আবেদনের তারিখ", "Date of the request"), full_day(asked.received_at)],
            [say("উত্তরের শেষ দিন", "To be answered by"), full_day(asked.clock.due_at)],
        ],
        signed=say("আবেদনকারীর স্বাক্ষর", "Signature of the applicant"),
        key=text.digits(group_figures(key), language()).replace(" ", "\u00a0") if key else "",
        note=str(say(*track_of(asked.office.slug).price)),
    )


def refusal_form_pdf(asked: InformationRequest) -> bytes:
    """Form খ: the notice that the information cannot be given."""
    track = track_of(asked.office.slug)
    closed = asked.closed_at
    return form_pdf(
        asked,
        ("ফরম খ", "Form B"),
        title=say("তথ্য দিতে না পারার নোটিশ", "Notice that the information cannot be given"),
        memo=text.digits(asked.memo_number, language()),
        to=address_lines(asked.applicant.shown_name, asked.applicant.address, say("আবেদনকারী", "Applicant")),
        rows=[
            [say("আবেদনের তারিখ", "Date of the request"), full_day(asked.received_at)],
            [say("যে তথ্য চাওয়া হয়েছিল", "The information asked for"), asked.text],
            [say("না দেওয়ার কারণ", "Why it cannot be given"), track.reason(asked.reason_code)],
            [say("ব্যাখ্যা", "Explanation"), asked.answer],
            [say("নোটিশের তারিখ", "Date of the notice"), day_words(closed)],
        ],
        signed=asked.post.title,
        note=appeal_words(asked),
    )


def appeal_form_pdf(appeal: RtiAppeal) -> bytes:
    """Form গ as it was filed."""
    asked = appeal.request
    who = asked.applicant
    seat = appeal.post.seat or asked.office.name
    return form_pdf(
        asked,
        ("ফরম গ", "Form C"),
        title=say("আপিল আবেদন", "Appeal"),
        to=address_lines(appeal.post.title, seat, say("আপিল কর্তৃপক্ষ", "Appeal authority")),
        rows=[
            [say("আপিলকারীর নাম", "Name of the appellant"), who.shown_name],
            [say("ঠিকানা", "Address"), who.address],
            [say("মোবাইল ও ই-মেইল", "Mobile and e-mail"), contact_words(asked)],
            [say("আপিলের তারিখ", "Date of the appeal"), full_day(appeal.filed_at)],
            [say("যাঁর আদেশের বিরুদ্ধে", "Against the order of"), asked.post.title],
            [say("সেই আদেশ", "That order"), order_words(asked)],
            [say("কী হয়েছে ও কেন অসন্তুষ্ট", "What happened and why it wrongs"), appeal.grounds],
            [say("যা চান", "What is asked for"), appeal.relief],
            [say("দেরির কারণ", "Reason of coming late"), appeal.late_reason],
            [say("আর যা জানাতে চান", "Anything else"), appeal.more],
        ],
        signed=say("আপিলকারীর স্বাক্ষর", "Signature of the appellant"),
        note=say(
            "আপিলকারী জানান: ওপরের তথ্য তাঁর জানামতে সত্য।",
            "The appellant states that the above is true as far as known.",
        ),
    )


def address_lines(name: str, seat: str, what: str) -> list[str]:
    return [line for line in (name, what, seat) if line]


def contact_words(asked: InformationRequest) -> str:
    who = asked.applicant
    mobile = text.digits(who.mobile.removeprefix("+88"), language())
    return ", ".join(filter(None, (mobile, who.email)))


def yes_or_no(value: bool) -> str:
    return say("হ্যাঁ", "Yes") if value else say("না", "No")


def day_words(moment: datetime | None) -> str:
    return full_day(moment) if moment else ""


def order_words(asked: InformationRequest) -> str:
    """What was answered, as the appeal names it; that nothing was, where the day passed."""
    if not asked.answer or asked.closed_at is None:
        return say("সময়ের মধ্যে উত্তর দেওয়া হয়নি", "No answer was given in time")
    memo = text.digits(asked.memo_number, language())
    return f"{memo}, {full_day(asked.closed_at)}" if memo else full_day(asked.closed_at)
