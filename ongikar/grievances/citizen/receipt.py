"""The receipt of a complaint on paper: its number, the secret digits that open it, who decides, and by
when.
"""

from django.urls import reverse

from ongikar.cases.citizen.pdfs import full_day, time_of_day
from ongikar.cases.models.proofs import group_figures
from ongikar.cases.result_paper import post_with_phone
from ongikar.core.i18n.say import language, say
from ongikar.core.not_none import not_none
from ongikar.offices.day_roots import root_of_day_before
from ongikar.offices.sites import site_of
from ongikar.papers.letterhead import letterhead
from ongikar.papers.pdf import qr, render
from ongikar.rules.bangla import text

from ..models import Grievance


def complaint_receipt_pdf(grievance: Grievance, key: str) -> bytes:
    """In the page's language. Neither the application nor a mobile stands on it: a paper may be found by
    others.
    """
    stage = min(grievance.stages.all(), key=lambda stage: stage.number)
    address = f"{site_of(grievance.office)}{reverse('track')}?number={grievance.number}"
    return render(
        "complaint",
        {
            "language": language(),
            "office": letterhead(grievance.office),
            "number": text.digits(grievance.number, language()),
            "key": text.digits(group_figures(key), language()).replace(" ", "\u00a0"),
            "qr": qr(address),
            "due": full_day(stage.clock.due_at),
            "about": grievance.get_about_display(),
            "filed": f"{full_day(grievance.filed_at)}, {time_of_day(grievance.filed_at)}",
            "decider": post_with_phone(stage.post),
            "name": name_on_paper(grievance),
            "keep": key_purpose_words(grievance),
            "root": root_of_day_before(grievance.office, grievance.filed_at),
        },
    )


def name_on_paper(grievance: Grievance) -> str:
    if grievance.anonymous:
        return say("নাম দেননি", "No name given")
    if grievance.identity_hidden:
        return say("নাম গোপন", "Name hidden")
    return not_none(grievance.complainant).shown_name


def key_purpose_words(grievance: Grievance) -> str:
    """What the figures are for, and that nothing else opens it where the name is hidden or was not given."""
    if grievance.anonymous:
        return say(
            "নাম দেননি, তাই কোনো SMS বা ই-মেইল যাবে না। খোঁজ নিতে ও আপিল করতে “আবেদনের খোঁজ” পাতায় এই নম্বর"
            " ও গোপন সংখ্যা দিন। কাগজটি হারালে আর কোনো উপায়ে খোলা যায় না।",
            "You gave no name, so no SMS or e-mail will come. To follow it and to appeal, give this number"
            " and the secret digits on the page “Track”. Should this paper be lost, nothing else opens it.",
        )
    if grievance.is_open_identity:
        return say(
            "মোবাইলের শেষ চার সংখ্যায় পড়া যায়। আপিল করতে মোবাইলে কোড নিন, বা এই গোপন সংখ্যা দিন।",
            "The last 4 digits of the mobile let it be read. To appeal, take a code on your mobile or give"
            " these secret digits.",
        )
    return say(
        "খোঁজ নিতে ও আপিল করতে “আবেদনের খোঁজ” পাতায় এই নম্বর ও গোপন সংখ্যা দিন, অথবা মোবাইলে কোড নিন।"
        " মোবাইলের শেষ চার সংখ্যায় এটি খোলে না।",
        "To follow it and to appeal, give this number and the secret digits on the page “Track”, or take a"
        " code on your mobile. The last 4 digits of the mobile do not open it.",
    )
