"""What may be typed, sent and asked for that nobody should: the tables that
test_bad_input.py goes through.
"""

import io
import struct
import zipfile
import zlib
from pathlib import Path

import pikepdf
from PIL import Image

from ongikar.core.forms.keys import KEY
from ongikar.people.models import User
from ongikar.people.passwords import password_link

from .endpoint_requests import INFLUENCE, SHORT_FORM
from .of_desks import FORMS_OF_DESKS, DeskAddress
from .scene import CONTACT, QUESTIONS, line_of, make_picture, officer_of

ZWJ, ZWNJ, ZERO_WIDTH_SPACE, BIDI = "\u200d", "\u200c", "\u200b", "\u202e"
DIARY = {
    "sender": "উপজেলা শিক্ষা অফিস",
    "contact": "name",
    "their_memo": "৪১৩",
    "their_date": "",
    "received_on": "2026-12-06",
    "channel": "hand",
    "subject_line": "ল্যাবের তালিকা",
    "due_on": "",
    "what": "new",
    "of": "",
    "token": "pressed-for-a-letter",
}
LETTER_OUT = {
    "token": "pressed-for-a-letter-out",
    "rows": "1",
    "kind": "official",
    "language": "bn",
    "subject_line": "ল্যাবের তালিকা",
    "source": "",
    "body": "তালিকা সঙ্গে দেওয়া হলো।",
    "file": "",
    "signer": "1",
    "remind_after": "১০",
    "paper_titles": "",
    "r0-role": "to",
    "r0-name": "উপজেলা নির্বাহী অফিসার",
    "r0-address": "রংপুর সদর",
    "r0-email": "",
    "r0-channel": "hand",
}
CERTIFICATE = {
    "name_bn": "রহিমা বেগম",
    "name_en": "Rahima Begum",
    "mother_bn": "আমেনা বেগম",
    "mother_en": "",
    "course_bn": "আউটসোর্সিং প্রশিক্ষণ",
    "course_en": "Outsourcing training",
    "time_bn": "৫০ ঘণ্টা",
    "time_en": "50 hours",
    "attendance_bn": "৯২ শতাংশ",
    "attendance_en": "",
    "test_bn": "",
    "test_en": "",
}
# Name → what is typed into every text of a form at once.
TEXTS = {
    "nothing but spaces": "   \t\r\n  ",
    # Bangla takes three bytes a letter.
    "200 KB": "ক" * 67_000,
    "joiners only": ZWJ * 20 + ZWNJ * 20 + ZERO_WIDTH_SPACE * 20,
    "joiners within": f"র{ZWJ}্যাম্প{ZWNJ} ল{ZERO_WIDTH_SPACE}্যাব",
    "a null byte": "ল্যাব\0চালু\0",
    "control characters": "ল্যাব\x01\x08\x1b[31m\x7f চালু",
    "vowel signs without a letter": "ািীুূৃেৈোৌ্ঁংঃ",
    "another script": "Привет 你好 مرحبا שלום",
    "figures of other scripts": "٠١٢٣ ०१२३ ０１２３ ⅷ ²³",
    "pictures": "🙂👩‍👩‍👧🇧🇩",
    "turned round": f"{BIDI}লেখা উল্টো",
    "half a pair": "ল্যাব \ufffe\ufffd",
    "a script": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "a closed attribute": "\"'><svg onload=alert(1)>",
    "SQL": "'; DROP TABLE cases_case; -- ' OR '1'='1",
    "a template": "{{ request.META }}{% debug %}${7*7}",
    "a format": "{number} {0.__class__.__mro__} %s %(x)s {",
    "a header": "ল্যাব\r\nSet-Cookie: stolen=1\r\n\r\n<i id=stolen>",
    "a formula": '=HYPERLINK("http://example.com","ল্যাব")',
    "a command": "@SUM(1+1)*cmd|' /C calc'!A0",
    "a path": "../../../../etc/passwd%00.jpg",
}
# What nobody can choose, count or call.
WRONG = {
    "choices": "no-such-choice",
    "days": "32/13/20266",
    "numbers": "বারো",
    "mobile": "০১২৩৪",
    "email": "rahima@",
}
WRONG_FIGURES = (
    "",
    "০",
    "12345678901234567890",
    "+৮৮০ ১৭০০",
    "٠١٧٠٠٠٠٠٠٠١",
    "０１７００００００１",
    "1e9",
    "-1",
    "১২.৫",
    "\0",
)

COUNTER = {
    # Nobody asked the same before.
    "name": "তপন রায়",
    "mobile": "০১৭০০০০০০৩৯",
    "address": "হরিদেবপুর",
    "channel": "counter",
    "service": "citizen-1",
    "asked": "কয়টি ল্যাব চালু?",
    "outcome": "given",
    "answer": "সাতটি ল্যাব চালু আছে।",
    "token": "pressed-at-the-counter",
    "asked_of": "citizen-1",
    "seen": "1",
    "institution": "",
    "ask-form_wanted": "written",
}
COMPLAINT = {
    "about": "unlawful",
    "respondent": "upazila-ict-officer",
    "text": "আমার কাছে টাকা চাওয়া হয়েছে।",
    "kind": "citizen",
    "who": "named",
    "name": "রহিমা খাতুন",
    "mobile": "০১৭০০০০০০০১",
    "address": "হরিদেবপুর",
    "email": "rahima@example.com",
    "submission": "pressed-once",
}
DECISION = {
    "upheld": "yes",
    "reasons": "নথিতে দেরির কারণ নেই।",
    "cause": "neglect",
    "remedy": "তিন দিনে উত্তর দিতে হবে।",
    "owner_1": "post-1",
    "due_1": "15/12/2026",
}


RTI_FORM = {
    "text": "ল্যাবের বরাদ্দের হিসাব",
    "wanted_as": "copy",
    "is_urgent": "",
    "name": "রহিমা খাতুন",
    "mobile": "০১৭০০০০০০০১",
    "address": "হরিদেবপুর",
    "email": "",
    "parents": "",
    "recipient": "",
    "helper": "",
    "submission": "pressed-once",
}
RTI_TEXTS = ["text", "name", "address", "parents", "recipient", "helper", "submission"]


def act(case: str, name: str):
    return lambda scene: ("case_act", [getattr(scene.ours, case).number, name])


def of(name: str, thing: str, key: str = "number", more: str = ""):
    return lambda scene: (name, [getattr(getattr(scene.ours, thing), key), *([more] if more else [])])


def desk(name: str):
    return lambda scene: ("desk_grievance_act", [scene.ours.complained.number, name])


def called(name: str):
    return lambda scene: ("desk_grievance_act", [scene.ours.grievances.called.number, name])


def slip_of(scene) -> dict[str, str]:
    """What the slip of a complaint tells, about which a question waits."""
    return {"number": scene.ours.grievances.looked_into.number, "key": scene.ours.grievances.slip}


def beyond(name: str):
    return lambda scene: ("desk_grievance_act", [scene.ours.grievances.beyond.number, name])


def draft(step: str):
    return lambda scene: ("apply_step", [scene.ours.draft.token, step])


ORDER = {
    "memo_number": "০৫.৪৭-১১৭",
    "memo_date": "2026-11-22",
    "issuer": "জেলা প্রশাসক",
    "token": "pressed-once",
    "rows": "1",
    "kind_1": "local",
    "first_1": "2026-12-08",
    "name_bn_1": "ঘূর্ণিঝড়",
    "name_en_1": "Cyclone",
    "look": "1",
}
ORDER_TEXTS = [
    "memo_number",
    "issuer",
    "name_bn_1",
    "name_en_1",
    "hours_1",
    "withdraws_1",
    "completes",
    "rows",
    "token",
]


BROUGHT = {
    "mobile": "০১৭০০০০০০০১",
    "name": "রহিমা খাতুন",
    "address": "হরিদেবপুর",
    "service": "citizen-1",
    "ask-question": "কয়টি ল্যাব চালু?",
    "ask-form_wanted": "written",
    "ask-receive_by": "collect",
    "institution": "",
    "token": "pressed-at-the-centre",
    "asked_of": "citizen-1",
    "show-1": "on",
}
GIVEN = {
    "post": "0",
    "person": "0",
    "charge": "cover",
    "since": "2026-12-07",
    "until": "2026-12-08",
    "memo_number": "০৫-১১৭",
}


# The link that a scene was given: another one is made of the new password, and would open again.
LINKS: dict[int, list[str]] = {}


def link(scene) -> list[str]:
    """The key and the seal of a link to a new password, the same however often it is pressed."""
    if id(scene) not in LINKS:
        LINKS[id(scene)] = password_link(officer_of(scene.ours.office)).rstrip("/").split("/")[-2:]
    return LINKS[id(scene)]


def of_person(name: str):
    return lambda scene: (name, [User.objects.get(username="karim").pk])


# A service under review, its fee left open.
PART = {
    "seen": "0",
    "kind": "rollout",
    "category": "institutional",
    "responsible_post": "upazila-ict-officer",
    "superior_post": "district-ict-officer",
    "fee-choice": "reserve",
    "fee-reason": "যাচাই চলছে",
    "fee-until": "2027-01-31",
    "documents-choice": "correct",
    "documents-text": "আবেদনপত্র",
    "documents-reason": "একটিই লাগে",
    "ceiling": "৩ কার্যদিবস",
}
PART_TEXTS = [
    "seen",
    "short_bn",
    "name_en",
    "short_en",
    "ceiling",
    "fee-reason",
    "documents-text",
    "documents-reason",
]
LADDER = {
    "seen": "1",
    "reason": "আদেশ নম্বর ৪৫ অনুযায়ী।",
    "further-unit": "working_days",
    "further-may_extend": "10",
    **{
        f"s{n}-{name}": value
        for n, (post, amount) in enumerate(
            (
                ("district-ict-officer", "25"),
                ("deputy-director-admin", "20"),
                ("cabinet-grievance-cell", "60"),
            ),
            start=1,
        )
        for name, value in {
            "post": post,
            "title_bn": f"ধাপ {n}",
            "when_bn": "আগের ধাপ সমাধান না দিলে",
            "amount": amount,
            "unit": "working_days",
            "may_extend": "10",
            "window_days": "30",
            "phone": "",
            "email": "",
            "web": "",
        }.items()
    },
}
CHARTER_TEXT = (Path(__file__).parents[1] / "offices" / "rangpur-sadar-ict" / "charter.txt").read_text(
    "utf-8"
)


def of_letter(name: str):
    return lambda scene: ("letter_act", [scene.ours.letter.pk, name])


def of_upload(name: str, *more: str):
    return lambda scene: (name, [scene.ours.upload.pk, *more])


def of_test(name: str, *more: str):
    return lambda scene: (name, [scene.ours.asked_of_many.test.pk, *more])


QUESTION = {
    "label_bn": "কেন?",
    "label_en": "Why?",
    "type": "select_one",
    "choices": "হ্যাঁ | Yes | 1\nনা | No",
    "revision": "1",
}
QUESTION_TEXTS = ["label_bn", "label_en", "choices", "hint_bn", "hint_en", "only_if", "revision"]
# Name → (who, address, what is rightly sent, or how it is found on the scene; which of it is free text).
FORMS = {
    "a place entered": (
        "officer",
        lambda scene: ("place_add", []),
        {
            "kind": "lab",
            "name_bn": "নতুন ল্যাব",
            "name_en": "New lab",
            "eiin": "127998",
            "address": "চন্দনপাট বাজারের পূর্বে",
            "phone": "০৫২১-৬২৪৮৮",
            "email": "lab@example.com",
            "opened_on": "2018-03-01",
            "position": "25.7439, 89.2752",
        },
        ["name_bn", "name_en", "union", "eiin", "address", "phone", "position", "opened_on"],
    ),
    "a device registered": (
        "assist",
        of("device_add", "place", "pk"),
        {"kind": "desktop", "name": "ডেস্কটপ ২", "on": "2026-01-05", "token": "pressed-to-register"},
        ["name", "maker", "model", "serial_no", "source", "warranty_until", "on", "how_many", "token"],
    ),
    "a device described": (
        "officer",
        of("device_change", "device"),
        {"kind": "desktop", "maker": "Walton", "words": "লেবেলে যেমন আছে"},
        ["name", "maker", "model", "serial_no", "source", "warranty_until", "words"],
    ),
    "a fault of a device": (
        "assist",
        lambda scene: ("device_act", [scene.ours.device.number, "fault"]),
        {"on": "2026-11-20", "words": "চালু হয় না", "token": "pressed-to-say"},
        ["on", "words", "token"],
    ),
    "a device moved": (
        "officer",
        lambda scene: ("device_act", [scene.ours.device.number, "moved"]),
        {"on": "2026-11-20", "words": "", "place": "1", "token": "pressed-to-move"},
        ["on", "words", "place"],
    ),
    "a fault at a place": (
        "officer",
        of("place_fault", "place", "pk"),
        {"device": "1", "on": "2026-11-20", "words": "চালু হয় না", "token": "pressed-to-report"},
        ["device", "on", "words", "token"],
    ),
    "a device counted": (
        "assist",
        of("stocktake_count", "stocktake", "pk"),
        {"number": "ল-০০০১"},
        ["number", "result"],
    ),
    "a list of devices": (
        "officer",
        lambda scene: ("device_lists", []),
        {"on": "2026-11-20", "place": ""},
        ["on", "place"],
    ),
    "rows whose word is taken": (
        "officer",
        of("device_list_take", "device_list", "pk"),
        {"take": "1"},
        ["take"],
    ),
    "a thing on no list": (
        "assist",
        of("stocktake_unknown", "stocktake", "pk"),
        {"words": "একটি পুরোনো মনিটর"},
        ["words"],
    ),
    "a device said to be elsewhere": (
        "officer",
        lambda scene: ("stocktake_line", [scene.ours.stocktake.pk, scene.ours.device.number]),
        {"result": "missing", "place": ""},
        ["place"],
    ),
    "new questionnaire": (
        "officer",
        lambda scene: ("questionnaire_new", []),
        {"title_bn": "মতামত", "title_en": "Opinion", "purpose": "feedback", "slug": "opinion"},
        ["title_bn", "title_en", "slug"],
    ),
    "new question": ("officer", of_test("question_new"), QUESTION, QUESTION_TEXTS),
    "question": ("officer", of_test("question_edit", "knows"), QUESTION, QUESTION_TEXTS),
    "order of questions": (
        "officer",
        of_test("questionnaire_edit"),
        {"do": "up pay", "revision": "1"},
        ["do", "revision"],
    ),
    "new round": (
        "officer",
        of_test("round_new"),
        {"respondents": "officer", "opens_on": "2099-01-01", "closes_on": "2099-01-02", "minutes": "৩০"}
        | {"token": "pressed-for-a-round"},
        ["token", "opens_on", "closes_on", "minutes", "pass_percent", "respondents"],
    ),
    "void response": (
        "officer",
        lambda scene: ("response_void", [scene.ours.asked_of_many.response.pk]),
        {"reason": "ভুল মানুষ"},
        ["reason"],
    ),
    "new phone": ("officer", lambda scene: ("phones", []), {"name": "শিরীনের ফোন"}, ["name"]),
    "drop what a phone sent": (
        "officer",
        lambda scene: ("phone_submission_drop", [scene.ours.asked_of_many.sent.pk]),
        {"reason": "ভুল করে পাঠানো"},
        ["reason"],
    ),
    "short form": (
        "nobody",
        lambda scene: ("short_form", ["citizen-1"]),
        SHORT_FORM,
        ["name", "address", "institution", "asked"],
    ),
    "apply": ("nobody", lambda scene: ("apply", ["citizen-1"]), QUESTIONS, ["question"]),
    "questions": ("nobody", draft("questions"), QUESTIONS, ["question"]),
    "contact": (
        "nobody",
        draft("contact"),
        CONTACT | {"email": "r@example.com", "identity": "৯১৩৪৫৬৭৮৯০"},
        ["name", "village", "union", "institution", "identity"],
    ),
    "papers": ("nobody", draft("papers"), {"show-1": "on"}, ["remove"]),
    "check": ("nobody", draft("check"), {}, []),
    "the address of a kept application": ("nobody", draft("later"), {"mobile": "01700000061"}, ["mobile"]),
    "track": (
        "nobody",
        lambda scene: ("track", []),
        {"number": "8549-26-00001", "last_four": "0001"},
        ["number", "last_four"],
    ),
    "prove": ("reader", of("prove", "received"), {"key": "4821 0973 5516"}, ["key"]),
    "answer": ("citizen", of("track_answer", "waiting"), {"words": "কপি নিয়ে এসেছি।"}, ["words"]),
    "rate": ("citizen", of("track_rate", "kept"), {"stars": "5", "words": "ভালো লেগেছে।"}, ["words"]),
    "withdraw": (
        "citizen",
        of("track_withdraw", "received"),
        {"sure": "on", "words": "আর লাগবে না।"},
        ["words"],
    ),
    "i did not ask for this": (
        "citizen",
        of("track_disown", "brought"),
        {"sure": "on", "words": "আমি বলিনি।"},
        ["words"],
    ),
    "enough": ("citizen", of("track_enough", "parted"), {"sure": "on", "words": "আর লাগবে না।"}, ["words"]),
    "say that it is broken again": (
        "citizen",
        lambda scene: ("track_again", [scene.ours.jobs.signed.case.number]),
        {"words": "আবার ছবি আসে না"},
        ["words"],
    ),
    "answer about the day": (
        "citizen",
        of("track_day", "requested"),
        {"answer": "other", "day": "23/12/2026", "at": "10:00", "words": "সেদিন সুবিধা।"},
        ["day", "at", "words"],
    ),
    "a time to come": (
        "citizen",
        of("track_appointment", "received"),
        {"slot": "1-20261208T0400Z", "purpose": ""},
        ["slot", "purpose"],
    ),
    "an appointment": (
        "citizen",
        of("track_appointment_confirm", "received"),
        {"slot": "1-20261208T0400Z", "purpose": "কাগজ দেখাতে"},
        ["slot", "purpose"],
    ),
    "a time for the citizen at hand": (
        "agent",
        of("agent_appointment", "brought"),
        {"slot": "1-20261208T0400Z", "purpose": ""},
        ["slot", "purpose"],
    ),
    "an appointment given up": (
        "citizen",
        of("track_appointment_cancel", "received"),
        {"words": "আসতে পারব না"},
        ["words"],
    ),
    "ask for a correction": (
        "citizen",
        of("track_held", "received"),
        {"field": "name", "new": "রহিমা বেগম", "words": "পরিচয়পত্রে আছে।"},
        ["new", "words"],
    ),
    "complain": (
        "nobody",
        lambda scene: ("grievance_new", []),
        COMPLAINT,
        ["text", "name", "address", "submission"],
    ),
    "complain about a case": (
        "citizen",
        of("grievance_about", "received"),
        {"about": "delay", "text": "উত্তর পাইনি।", "submission": "once"},
        ["text", "submission"],
    ),
    "complaint by letter": (
        "gro",
        lambda scene: ("desk_grievance_new", []),
        COMPLAINT | {"channel": "letter", "number": ""},
        ["text", "name", "address", "number", "submission"],
    ),
    "stakeholder meeting": (
        "gro",
        lambda scene: ("desk_stakeholder_meeting", []),
        {"day": "22/12/2026", "begins": "11:00", "place": "সভাকক্ষ"},
        ["place"],
    ),
    "evidence of the complainant": (
        "citizen",
        of("grievance_evidence", "complained"),
        {"words": "চিঠির ছবি।"},
        ["words"],
    ),
    "withdraw the complaint": (
        "citizen",
        of("grievance_withdraw", "complained"),
        {"sure": "on", "words": "মিটে গেছে।"},
        ["words"],
    ),
    "correct what a complaint holds": (
        "citizen",
        lambda scene: ("grievance_held", [scene.ours.grievances.named.number]),
        {"field": "name", "new": "রহিমা বেগম", "words": "পরিচয়পত্রে এভাবে।"},
        ["new", "words"],
    ),
    "complaint from the office's own reading": (
        "gro",
        lambda scene: ("desk_own_motion", []),
        {
            "source": "দৈনিক যুগের আলো, পাতা ৩",
            "source_day": "2026-12-01",
            "respondent": "upazila-ict-officer",
            "about": "unlawful",
            "text": "প্রশিক্ষণে টাকা নেওয়া হয়।",
            "submission": "once",
        },
        ["source", "source_day", "text", "submission"],
    ),
    "complaint through a centre": (
        "agent",
        lambda scene: ("agent_complaint", []),
        COMPLAINT | {"consent": "on"},
        # No text is a mobile: what is filed is answered by its slip, and not led on from.
        ["text", "name", "address", "mobile", "submission"],
    ),
    "answer a question beside an agent": (
        "agent",
        lambda scene: ("agent_answer", []),
        lambda scene: slip_of(scene) | {"words": "রবিবার সকালে।"},
        ["words"],
    ),
    "answer a question on the counter's device": (
        "counter",
        lambda scene: ("counter_answer", []),
        lambda scene: slip_of(scene) | {"words": "রবিবার সকালে।"},
        ["words"],
    ),
    "the slip beside an agent": (
        "agent",
        lambda scene: ("agent_answer", []),
        {"number": "8549-26-00001", "key": "4821 0973 5516"},
        ["number", "key"],
    ),
    "an unopened envelope": (
        "officer",
        lambda scene: ("desk_unopened_letter", []),
        {"to": "1", "channel": "hand", "received_on": "2026-12-01", "token": "pressed-for-an-envelope"},
        ["received_on", "token"],
    ),
    "ask for information": ("nobody", lambda scene: ("rti_new", []), RTI_FORM, RTI_TEXTS),
    "appeal about information": (
        "citizen",
        lambda scene: ("rti_appeal", [scene.ours.rti.refused.number]),
        {"grounds": "নথি আছে।", "relief": "কপি চাই।", "more": ""},
        ["grounds", "relief", "more"],
    ),
    "withdraw a request for information": (
        "citizen",
        lambda scene: ("rti_withdraw", [scene.ours.rti.waiting.number]),
        {"words": "আর লাগবে না।"},
        ["words"],
    ),
    "request for information by letter": (
        "assist",
        lambda scene: ("desk_rti_new", []),
        RTI_FORM | {"channel": "letter", "received": "1/12/2026"},
        [*RTI_TEXTS, "received"],
    ),
    "decide an appeal about information": (
        "gro",
        lambda scene: ("desk_rti_request_decide", [scene.ours.rti.appealed.number]),
        {"outcome": "order", "words": "তথ্য দিন।", "by": "20/12/2026"},
        ["words", "by"],
    ),
    "offer": ("citizen", of("offer", "offer", "pk"), {"text": "উত্তর পাইনি।"}, ["text"]),
    "press": ("citizen", of("offer_file", "offer", "pk"), {"text": "উত্তর পাইনি।"}, ["text"]),
    "sign in": (
        "nobody",
        lambda scene: ("account_login", []),
        {"login": "karim", "password": "ongikar-demo"},
        ["login", "password"],
    ),
    "new password": (
        "nobody",
        lambda scene: ("new_password", link(scene)),
        {"password1": "নীল নৌকা ভাসে", "password2": "নীল নৌকা ভাসে"},
        ["password1", "password2"],
    ),
    "own password": (
        "officer",
        lambda scene: ("account_change_password", []),
        {"oldpassword": "ongikar-demo", "password1": "নীল নৌকা ভাসে", "password2": "নীল নৌকা ভাসে"},
        ["oldpassword", "password1", "password2"],
    ),
    "password again": (
        "officer",
        lambda scene: ("account_reauthenticate", []),
        {"password": "ongikar-demo"},
        ["password"],
    ),
    "whose mobile": ("nobody", lambda scene: ("mine", []), {"mobile": "০১৭০০০০০০০১"}, ["mobile"]),
    "for somebody": (
        "agent",
        lambda scene: ("agent_new", []),
        BROUGHT,
        ["name", "address", "institution", "ask-question", "token", "asked_of"],
    ),
    "give a post": (
        "officer",
        lambda scene: ("desk_people_give", []),
        GIVEN,
        ["memo_number", "person", "post"],
    ),
    "end a post": (
        "officer",
        lambda scene: ("desk_people_end", [scene.ours.cover.pk]),
        {"last_day": "2026-12-22"},
        ["last_day"],
    ),
    "add a person": (
        "admin",
        lambda scene: ("desk_account_add", []),
        {
            "username": "reshma",
            "name_bn": "রেশমা আক্তার",
            "name_en": "Reshma Akter",
            "mobile": "০১৭০০০০০০৪২",
            "email": "r@example.com",
            "post": "",
        },
        ["username", "name_bn", "name_en", "memo_number"],
    ),
    "face of the office": (
        "admin",
        lambda scene: ("settings_group", ["letterhead"]),
        {
            "name_bn": "উপজেলা কার্যালয়",
            "name_en": "Upazila Office",
            "colour": "#1a4f8b",
            "head_bn": "সবার জন্য সেবা",
            "head_en": "Service for all",
            "department_bn": "তথ্য ও যোগাযোগ প্রযুক্তি অধিদপ্তর",
            "department_en": "Department of ICT",
            "address_bn": "রংপুর সদর, রংপুর",
            "address_en": "Rangpur Sadar, Rangpur",
            "phone": "+8802589962488",
            "website": "ict.rangpursadar.rangpur.gov.bd",
            "memo_start": "56.04.8549.000",
            "foot_bn": "",
            "foot_en": "",
            "reason": "নতুন প্যাড",
            "submission": "a token that is long enough",
        },
        [
            "name_bn",
            "name_en",
            "department_bn",
            "address_en",
            "phone",
            "website",
            "memo_start",
            "colour",
            "head_bn",
            "head_en",
            "foot_bn",
            "foot_en",
            "reason",
        ],
    ),
    "settings: hours of messages": (
        "officer",
        lambda scene: ("settings_group", ["messages"]),
        {
            "citizens_from": "08:00",
            "citizens_to": "19:00",
            "officers": "same",
            "since": "2026-12-31",
            "reason": "রাতে বিদ্যুৎ থাকে না",
            "submission": "a token that is long enough",
        },
        ["citizens_from", "citizens_to", "since", "reason"],
    ),
    "settings: rates": (
        "officer",
        lambda scene: ("settings_group", ["rates"]),
        {
            "participant-taka": "400",
            "participant-source": "অর্থ বিভাগ",
            "trainer-taka": "1200",
            "trainer-source": "অর্থ বিভাগ",
            "resource_person-taka": "1500",
            "resource_person-source": "অর্থ বিভাগ",
            "since": "2026-12-31",
            "reason": "নতুন আদেশ",
            "submission": "a token that is long enough",
        },
        ["participant-taka", "participant-source", "trainer-deducted", "since", "reason"],
    ),
    "change a person": (
        "admin",
        of_person("desk_account_change"),
        {
            "name_bn": "মো. আব্দুল করিম",
            "name_en": "Md. Abdul Karim",
            "mobile": "০১৭০০০০০০৪২",
            "email": "k@example.com",
        },
        ["name_bn", "name_en"],
    ),
    "close an account": ("admin", of_person("desk_account_close"), {"vacant": "on"}, []),
    "counter": (
        "officer",
        lambda scene: ("counter", []),
        COUNTER,
        ["name", "address", "institution", "asked", "answer", "token", "asked_of"],
    ),
    "an attempt of influence": (
        "officer",
        lambda scene: ("influence_new", []),
        INFLUENCE,
        ["who", "case", "words", "token"],
    ),
    "counter, on paper": (
        "officer",
        lambda scene: ("counter", []),
        COUNTER
        | {
            "slip": "8549-99999-00000",
            "slip_day": "2026-12-01",
            "slip_time": "10:20",
            "slip_reason": "বন্যায় কার্যালয় বন্ধ ছিল",
        },
        ["slip", "slip_day", "slip_time", "slip_reason"],
    ),
    "diary": (
        "officer",
        lambda scene: ("diarise", []),
        DIARY,
        ["sender", "their_memo", "subject_line", "of", "token", "new_post", "new_name", "new_address"],
    ),
    "diary, a reminder": (
        "officer",
        lambda scene: ("diarise", []),
        DIARY | {"what": "reminder", "of": "১"},
        ["sender", "their_memo", "subject_line", "token"],
    ),
    "diary, pages turned": (
        "officer",
        lambda scene: ("diarise", []),
        DIARY | {"turn": "0", "scan": "1"},
        ["sender", "their_memo", "subject_line", "of", "token", "turn", "scan"],
    ),
    "a letter put into a file": (
        "officer",
        of_letter("place"),
        {"file": "05.55.8549.000.000.16.0002.26", "token": "pressed-for-a-file"},
        ["file", "token"],
    ),
    "a letter corrected": (
        "officer",
        of_letter("correct"),
        {
            "sender_name": "উপজেলা শিক্ষা অফিসার",
            "their_memo": "৪১২",
            "their_date": "",
            "received_on": "2026-12-06",
            "channel": "hand",
            "subject_line": "ল্যাবের তালিকা",
            "reason": "ভুল লেখা হয়েছিল",
            "token": "pressed-to-correct",
        },
        ["sender_name", "their_memo", "subject_line", "reason", "token"],
    ),
    "a letter answered": (
        "officer",
        of_letter("answer"),
        {"words": "ফোনে জানানো হয়েছে", "token": "pressed-to-answer"},
        ["words", "token"],
    ),
    "a letter written": (
        "officer",
        lambda scene: ("letter_new", []),
        LETTER_OUT,
        ["subject_line", "source", "body", "paper_titles", "r0-name", "r0-address", "token", "rows", "file"],
    ),
    "a letter written, more rows": (
        "officer",
        lambda scene: ("letter_new", []),
        LETTER_OUT | {"more": "1"},
        ["subject_line", "body", "r0-name", "rows"],
    ),
    "a letter rewritten": (
        "assist",
        of("letter_edit", "letter_out", "pk"),
        {name: value for name, value in LETTER_OUT.items() if name != "kind"} | {"drop": "1"},
        ["subject_line", "source", "body", "r0-name", "drop"],
    ),
    "a draft returned": (
        "officer",
        of("letter_return", "letter_out", "pk"),
        {"reason": "তারিখ ভুল।"},
        ["reason"],
    ),
    "a draft cancelled": (
        "assist",
        of("letter_cancel", "letter_out", "pk"),
        {"reason": "আর লাগবে না।"},
        ["reason"],
    ),
    "an issued letter kept back": (
        "officer",
        lambda scene: ("letter_withhold", [scene.ours.sent.recipient.letter_id]),
        {"reason": "আর লাগবে না।"},
        ["reason"],
    ),
    "a letter dispatched": (
        "assist",
        lambda scene: (
            "letter_dispatch",
            [scene.ours.sent.recipient.letter_id, scene.ours.sent.recipient_id],
        ),
        {"channel": "post", "taken_by": "", "reference": "RL ১২", "seen": "1", "token": "pressed-to-send"},
        ["taken_by", "reference", "seen", "token"],
    ),
    "what became of a dispatch": (
        "assist",
        of("dispatch_result", "sent", "pk"),
        {"result": "returned", "words": "ঠিকানা ভুল"},
        ["words"],
    ),
    "a file opened": (
        "officer",
        lambda scene: ("letter_file_open", []),
        {
            "number": "05.55.8549.000.000.16.0003.26",
            "title": "প্রশিক্ষণ",
            "retention": "ga",
            "opened_on": "2026-12-06",
        },
        ["number", "title"],
    ),
    "a note put up": (
        "officer",
        lambda scene: ("letter_note", [scene.ours.file.pk]),
        {"words": "পাঠিয়ে দিন।", "to": ""},
        ["words"],
    ),
    "a press of the queue": (
        "officer",
        lambda scene: ("visit_queue", []),
        {"do": "next"},
        ["do"],
    ),
    "a clip of the board": (
        "officer",
        lambda scene: ("board_voice", []),
        {},
        [],
    ),
    "a token": (
        "officer",
        lambda scene: ("visit_token", []),
        {"priority": "", "purpose": ""},
        ["priority", "purpose"],
    ),
    "tokens of paper": (
        "officer",
        lambda scene: ("printed_tokens", []),
        {
            "r1-number": "0612-7",
            "r1-at": "00:00",
            "r1-state": "served",
            "r1-purpose": "",
            "r1-priority": "",
        },
        ["r1-number", "r1-at", "r1-state", "r1-purpose", "r1-priority"],
    ),
    "slips": (
        "officer",
        lambda scene: ("slips", []),
        {"count": "4", "token": "pressed-for-slips"},
        ["count", "token"],
    ),
    "a slip cancelled": (
        "officer",
        lambda scene: ("slip_cancel", []),
        {"number": "8549-99999-00000", "reason": "বৃষ্টিতে ভিজে নষ্ট হয়েছে"},
        ["number", "reason"],
    ),
    "counter, looked up": (
        "officer",
        lambda scene: ("counter", []),
        COUNTER | {"look": ""},
        ["name", "mobile", "asked", "answer"],
    ),
    "join two records": (
        "officer",
        lambda scene: ("person_join", [scene.ours.small.rollout.case.number]),
        {"other": "0000-26-00001-00000", "why": "দুটি মোবাইলই তাঁর"},
        ["other", "why"],
    ),
    "the same request": (
        "officer",
        of("case_same", "received"),
        {"other": "0000-26-00001-00000", "why": "ফোনে জানিয়েছেন"},
        ["other", "why"],
    ),
    "own work": (
        "officer",
        lambda scene: ("begin_own", ["internal-3"]),
        {
            "title": "ল্যাবে নম্বর",
            "problem": "বারবার ফোন করতে হয়।",
            "idea": "প্রতিটি ল্যাবে একটি নম্বর।",
            "owner": "মো. আব্দুল করিম",
            "token": "pressed-once",
        },
        ["title", "problem", "idea", "owner", "token"],
    ),
    "accept": ("officer", act("received", "accept"), {"day": ""}, []),
    "keep": (
        "officer",
        act("received", "keep"),
        {"words": "সাতটি ল্যাব চালু আছে।", "given": "all"},
        ["words"],
    ),
    "keep a part": (
        "officer",
        act("received", "keep"),
        {
            "words": "৩৬টি ল্যাব চালু।",
            "given": "part",
            "left": "বন্ধ ল্যাবের তালিকা",
            "left_by": "শিরিন আক্তার",
            "left_on": "2026-12-08",
        },
        ["words", "left", "left_by"],
    ),
    "not given yet": (
        "officer",
        act("received", "keep"),
        {"words": "যন্ত্রাংশ আসেনি।", "given": "not_yet"},
        ["words"],
    ),
    "ask to drop": (
        "officer",
        act("own", "ask_drop"),
        {"reason": "সভাপতি বিদেশে, কোরাম হবে না।"},
        ["reason"],
    ),
    "drop": (
        "gro",
        of("desk_drop", "asked"),
        {"ruling": "allow", "reason": "বরাদ্দ বাতিলের চিঠি মিলিয়ে দেখা হলো।"},
        ["reason"],
    ),
    "ask for papers": (
        "officer",
        act("received", "ask_for_papers"),
        {"papers": "1", "words": "জাতীয় পরিচয়পত্রের কপি দিন।"},
        ["words"],
    ),
    "brought": ("officer", act("waiting", "answer"), {"words": "কপি এসেছে।"}, ["words"]),
    "refuse": (
        "officer",
        act("received", "refuse"),
        {"reason": "তথ্যটি এই কার্যালয়ে রাখা হয় না।"},
        ["reason"],
    ),
    "redirect": ("officer", act("received", "redirect"), {"to": "জেলা আইসিটি কার্যালয়, রংপুর।"}, ["to"]),
    "note": ("officer", act("received", "note"), {"words": "ফোনে কথা হয়েছে।"}, ["words"]),
    "correct": ("officer", act("kept", "correct"), {"words": "জাতীয় পরিচয়পত্রের সঙ্গে মিলেছে।"}, ["words"]),
    "refuse a correction": (
        "officer",
        act("kept", "refuse_correction"),
        {"words": "কাগজে অন্য নাম লেখা আছে।"},
        ["words"],
    ),
    "read the whole number": ("officer", of("case_identity", "received"), {"why": "compare"}, []),
    "say how the class was": (
        "citizen",
        lambda scene: ("track_lecture", [scene.ours.lecture.case.number]),
        {"clear": "5", "useful": "4", "again": "yes", "words": "সবাই বুঝেছেন।"},
        ["words"],
    ),
    "order a triage table": (
        "officer",
        lambda scene: ("triage_table", []),
        {
            "since": "20/12/2026",
            "token": "a token long enough",
            **{
                f"{urgency}-{effect}": "২"
                for urgency in ("stopped", "partly", "can_wait")
                for effect in ("many", "some", "one")
            },
        },
        ["since", "stopped-many", "can_wait-one"],
    ),
    "answer a part of a checklist": (
        "officer",
        lambda scene: ("inspection_part", [scene.ours.inspections.under_way.pk, 2]),
        {"v-locks": "no", "n-locks": "তালা ভাঙা", "v-pupils": "৩৫"},
        ["v-locks", "n-locks", "v-pupils", "s-locks"],
    ),
    "keep the lines of a case fresh": (
        "officer",
        lambda scene: ("upkeep_of_case", [scene.ours.small.upkeep.number]),
        {"owner": "post-1", "how_often": "monthly"},
        [],
    ),
    "write conditions": (
        "officer",
        lambda scene: ("specification_write", ["laptop"]),
        {
            "bn-0": "মেমোরি",
            "en-0": "Memory",
            "operator-0": "at_least",
            "value-0": "১৬",
            "unit-0": "GB",
            "note": "বেশি",
        },
        ["bn-0", "en-0", "operator-0", "value-0", "unit-0", "note"],
    ),
    "open an awareness class": (
        "officer",
        lambda scene: ("event_from_case", [scene.ours.advised.number]),
        {
            "topic": "আইডি নিরাপদ রাখা",
            "on": "10/12/2026",
            "at": "10:00",
            "place": "নমুনা কলেজ",
            "audience": "60",
            "token": "a token long enough",
        },
        ["topic", "on", "at", "place", "audience"],
    ),
    "check a certificate": (
        "nobody",
        lambda scene: ("certificates_check", []),
        {"number": "৮৫৪৯-স-২৬-০০০০১", "code": ""},
        ["number", "code"],
    ),
    "issue a certificate": (
        "officer",
        lambda scene: ("certificate_new", []),
        CERTIFICATE | {"subject": "T-0001", "submission": "a token long enough"},
        [*CERTIFICATE, "subject"],
    ),
    "open a list again": (
        "gro",
        lambda scene: ("batch_reopen", [scene.ours.trainings.frozen.number]),
        {"reason": "একটি নম্বর ভুল তোলা হয়েছিল", "draw_on": "8/12/2026"},
        ["reason", "draw_on"],
    ),
    "object to a list without having applied": (
        "nobody",
        lambda scene: ("training_objection", [scene.ours.trainings.objected.number]),
        {
            "name": "রহিমা সুলতানা",
            "mobile": "০১৭১২০০০৯৯৯",
            "about": "other",
            "roll": "১০০১",
            "words": "একজন বাদ পড়েছেন",
            "token": "a token long enough",
        },
        ["name", "mobile", "roll", "words", "token"],
    ),
    "object to a list": (
        "citizen",
        lambda scene: ("track_objection", [scene.ours.trainings.objection.application.case.number]),
        {"about": "points", "roll": "1001", "words": "নম্বর ভুল", "token": "a token long enough"},
        ["roll", "words", "token"],
    ),
    "answer an objection": (
        "officer",
        lambda scene: (
            "batch_objection",
            [scene.ours.trainings.objected.number, scene.ours.trainings.objection.pk],
        ),
        {"decision": "accept", "roll": "1001", "reason": "নম্বর ঠিক করা হবে"},
        ["roll", "reason"],
    ),
    "correct a list": (
        "officer",
        lambda scene: ("batch_correct", [scene.ours.trainings.objected.number]),
        {"draw_on": "10/12/2026"},
        ["draw_on"],
    ),
    "plan a batch": (
        "officer",
        lambda scene: ("batches_new", []),
        {
            "course": "1",
            "place_words": "উপজেলা কার্যালয়ের ল্যাব",
            "seats": "২০",
            "classes": "১০",
            "starts_on": "27/12/2026",
            "ends_on": "27/1/2027",
            "budget_head": "৩২৩১৩০১",
            "token": "a token long enough",
        },
        ["place_words", "seats", "classes", "starts_on", "ends_on", "budget_head", "token"],
    ),
    "publish a call": (
        "officer",
        lambda scene: ("batch_call", [scene.ours.trainings.planned.number]),
        {
            "service": "citizen-6",
            "audience": "public",
            "closes_on": "10/12/2026",
            "least_age": "১৮",
            "most_age": "৪৫",
            "test_most": "৬০",
            "test_on": "13/12/2026",
            "points_ssc": "১০",
            "minimum_women": "১",
            "draw_on": "14/12/2026",
            "draw_time": "10:00",
            "draw_source": "drand",
            "result_on": "17/12/2026",
            "offer_days": "৫",
        },
        [
            *("closes_on", "least_age", "most_age", "test_most", "test_on", "points_ssc", "minimum_women"),
            *("draw_on", "draw_time", "result_on", "offer_days"),
        ],
    ),
    "move a day of a call": (
        "officer",
        lambda scene: ("batch_move", [scene.ours.trainings.called.number]),
        {"act": "extend", "day": "13/12/2026", "reason": "বন্যায় পথ বন্ধ"},
        ["act", "day", "reason"],
    ),
    "change the plan of a batch": (
        "officer",
        lambda scene: ("batch_change", [scene.ours.trainings.planned.number]),
        {
            "course": "",
            "place_words": "ল্যাব ২",
            "seats": "১২",
            "classes": "৮",
            "starts_on": "20/1/2027",
            "ends_on": "20/2/2027",
            "budget_head": "",
            "token": "a token long enough c",
        },
        [
            "course",
            "place",
            "place_words",
            "seats",
            "classes",
            "starts_on",
            "ends_on",
            "budget_head",
            "token",
        ],
    ),
    "cancel a batch": (
        "officer",
        lambda scene: ("batch_cancel", [scene.ours.trainings.called.number]),
        {"reason": "বরাদ্দ আসেনি"},
        ["reason"],
    ),
    "settle an application": (
        "officer",
        lambda scene: ("batch_settle", [scene.ours.trainings.called.number]),
        {"act": "turn_down", "roll": "১০০১", "reason": "প্রতিষ্ঠানের প্রত্যয়ন নেই"},
        ["act", "roll", "reason"],
    ),
    "put an application right": (
        "officer",
        lambda scene: ("batch_settle", [scene.ours.trainings.called.number]),
        {
            "act": "put_right",
            "roll": "1001",
            "born_on": "4/3/2001",
            "education": "ssc",
            "reason": "সনদে যা আছে",
        },
        ["roll", "born_on", "education", "reason"],
    ),
    "set a double aside": (
        "officer",
        lambda scene: ("batch_settle", [scene.ours.trainings.called.number]),
        {"act": "double", "roll": "1001", "counts": "1001", "reason": "একই ব্যক্তি"},
        ["counts", "reason"],
    ),
    "enter marks": (
        "officer",
        lambda scene: ("batch_marks", [scene.ours.trainings.called.number, "test"]),
        {"mark-1001": "৪৫", "reason": ""},
        ["mark-1001", "reason"],
    ),
    "answer for an applicant": (
        "officer",
        lambda scene: (
            "batch_answer",
            [scene.ours.trainings.offering.number, scene.ours.trainings.seated.roll],
        ),
        {"answer": "accept", "via": "phone"},
        ["answer", "via"],
    ),
    "type the draw": (
        "officer",
        lambda scene: ("batch_draw", [scene.ours.trainings.frozen.number]),
        {"value_1": "7a" * 32, "witnesses": "১০০১", "minutes": "সবার সামনে"},
        ["value_1", "witnesses", "minutes"],
    ),
    "nominate": (
        "nobody",
        lambda scene: ("training_nominate", [scene.ours.trainings.called.number]),
        {
            "institution": "সমাজসেবা কার্যালয়",
            "name": "মো. করিম",
            "mobile": "01711000009",
            "memo_number": "৪১.০১-১২",
            "memo_date": "2/12/2026",
            "token": "a token long enough",
        },
        ["institution", "name", "memo_number", "memo_date", "token"],
    ),
    "begin a batch": (
        "officer",
        lambda scene: ("batch_begin", [scene.ours.trainings.offering.number]),
        {"weekdays": "6", "begins_at": "10:00", "minutes": "১২০"},
        ["weekdays", "begins_at", "minutes"],
    ),
    "take a seat": (
        "citizen",
        lambda scene: ("track_seat", [scene.ours.trainings.seated.case.number]),
        {"answer": "take"},
        ["answer"],
    ),
    "say what became of oneself": (
        "citizen",
        lambda scene: ("track_follow_up", [scene.ours.trainings.seated.case.number]),
        {"answer": "own", "words": "অনলাইনে কাজ করি"},
        ["words"],
    ),
    "enter what became of somebody": (
        "officer",
        lambda scene: (
            "batch_told",
            [scene.ours.trainings.offering.number, scene.ours.trainings.follow_up.pk],
        ),
        {"answer": "own", "words": "অনলাইনে কাজ করেন", "via": "phone"},
        ["words"],
    ),
    "leave a line": (
        "officer",
        lambda scene: ("task_line", [scene.ours.inspected.number, line_of(scene.ours.inspected)]),
        {"do": "leave", "reason": "কাজটি মেরামতের দিনই হয়ে গেছে।"},
        ["reason"],
    ),
    "make a task of a line": (
        "officer",
        lambda scene: ("task_line", [scene.ours.inspected.number, line_of(scene.ours.inspected)]),
        {"do": "make", "title": "কম্পিউটার সারানো", "owner": "post:1", "due": "15/12/2026"},
        ["title"],
    ),
    "several at once": (
        "officer",
        lambda scene: ("several", []),
        {"record": "1", "act": "note", "words": "দেখা হলো।"},
        ["record", "act", "words"],
    ),
    "save a filter": (
        "officer",
        lambda scene: ("filters", ["queue"]),
        {"tab": "waiting", "filter_name": "কাগজের অপেক্ষায়"},
        ["filter_name"],
    ),
    "accept several": ("officer", lambda scene: ("accept_several", []), {"record": "1"}, ["record"]),
    "order": ("officer", lambda scene: ("calendar_order", []), ORDER, ORDER_TEXTS),
    "order, saved": ("officer", lambda scene: ("calendar_order", []), ORDER | {"save": "1"}, ORDER_TEXTS),
    "order, more days": ("officer", lambda scene: ("calendar_order", []), ORDER | {"more": "1"}, ORDER_TEXTS),
    "charter": (
        "officer",
        lambda scene: ("charter_upload", []),
        {"text": CHARTER_TEXT, "token": "pressed-once"},
        ["text", "token"],
    ),
    "charter part": ("officer", of_upload("charter_part", "institutional-8"), PART, PART_TEXTS),
    "charter, row added": (
        "officer",
        of_upload("charter_add_row"),
        {"group": "citizen", "named": "ল্যাব ব্যবহার", "reason": "পড়ায় বাদ পড়েছে"},
        ["named", "reason"],
    ),
    "charter, row left out": (
        "officer",
        of_upload("charter_leave_out", "citizen-1"),
        {"reason": "এটি শিরোনাম"},
        ["reason"],
    ),
    "charter, row added as before": ("officer", of_upload("charter_add_before", "citizen-7"), {}, []),
    "charter, row brought back": ("officer", of_upload("charter_bring_back", "citizen-1"), {}, []),
    "charter, published": (
        "officer",
        of_upload("charter_publish"),
        {"begins": "2026-12-07", "seen": "0"},
        ["begins", "seen"],
    ),
    "charter, as before": ("officer", of_upload("charter_as_before"), {}, []),
    "charter, ladder": (
        "officer",
        lambda scene: ("charter_ladder", []),
        LADDER,
        [
            "reason",
            "s1-title_bn",
            "s1-when_bn",
            "s1-amount",
            "s1-window_days",
            "s1-phone",
            "s1-email",
            "s1-web",
        ],
    ),
    "charter, ladder published": (
        "officer",
        lambda scene: ("charter_ladder_compare", []),
        {"begins": "2026-12-07", "seen": "1"},
        ["begins", "seen"],
    ),
    "charter, ladder dropped": ("officer", lambda scene: ("charter_ladder_drop", []), {}, []),
    "charter, dropped": ("officer", of_upload("charter_drop"), {}, []),
    "decide": ("gro", desk("decide"), DECISION, ["reasons", "remedy", "due_1"]),
    "call a hearing": (
        "gro",
        desk("call_hearing"),
        {"day": "14/12/2026", "begins": "12:00", "place": "কার্যালয়", "manner": "together"},
        ["day", "begins", "place"],
    ),
    "put a hearing off": (
        "gro",
        called("put_off_hearing"),
        {"day": "15/12/2026", "begins": "12:00", "place": "কার্যালয়", "reason": "কক্ষ খালি নেই।"},
        ["day", "begins", "place", "reason"],
    ),
    "call a hearing off": ("gro", called("call_off_hearing"), {"reason": "মিটে গেছে।"}, ["reason"]),
    "write a hearing down": (
        "gro",
        called("record_hearing"),
        {
            "complainant": "represented",
            "complainant_by": "করিমন নেসা, বোন",
            "complainant_said": "তিনবার যেতে হয়েছে।",
            "respondent": "came",
            "respondent_by": "",
            "respondent_said": "দেরির কথা ঠিক।",
            "said_by_others": "",
        },
        ["complainant_by", "complainant_said", "respondent_by", "respondent_said", "said_by_others"],
    ),
    "recommend a change": (
        "gro",
        of("desk_grievance_act", "decided", more="recommend"),
        {"title": "আগে জানান", "words": "শেষ দিনের আগে SMS দিন।", "submission": "once"},
        ["title", "words", "submission"],
    ),
    "make the whole record": ("gro", beyond("make_dossier"), {}, []),
    "number given beyond": (
        "gro",
        beyond("note_reference"),
        {"reference": "GRS-2026-118", "sent_on": "06/12/2026", "sent_by": "online"},
        ["reference", "sent_on"],
    ),
    "order an inquiry": (
        "gro",
        desk("order_inquiry"),
        {"officer": "post-7", "terms": "নথি দেখে জানান।", "due": "15/12/2026", "submission": "once"},
        ["terms", "due", "submission"],
    ),
    "rate a decision": (
        "citizen",
        of("grievance_rate", "decided"),
        {"stars": "4", "words": "ঠিক আছে।"},
        ["words"],
    ),
    "not accept": (
        "gro",
        desk("not_accept"),
        {"reason_code": "before_a_court", "words": "মামলা চলছে।"},
        ["words"],
    ),
    "send on": (
        "gro",
        desk("redirect"),
        {"to": "not_listed", "typed": "জেলা প্রশাসকের কার্যালয়, রংপুর", "words": "জমির বিষয়।", "channel": "post"},
        ["typed", "words"],
    ),
    "ask either side": (
        "gro",
        desk("ask"),
        {"side": "respondent", "words": "কবে উত্তর দিয়েছেন?", "due": "2026-12-15", "submission": "once"},
        ["words", "due", "submission"],
    ),
    "report of an inquiry": (
        "officer",
        lambda scene: ("desk_inquiry", [scene.ours.grievances.inquiry.pk]),
        {"report": "খাতায় লেখা নেই।"},
        ["report"],
    ),
    "answer of the complainant": (
        "citizen",
        lambda scene: (
            "grievance_reply",
            [scene.ours.grievances.looked_into.number, scene.ours.grievances.asked.pk],
        ),
        {"words": "রবিবার সকালে।"},
        ["words"],
    ),
    "answer of the officer": (
        "assist",
        lambda scene: (
            "desk_complaint_reply",
            [scene.ours.grievances.looked_into.number, scene.ours.grievances.asked_officer.pk],
        ),
        {"words": "সোমবার এসেছিলেন।"},
        ["words"],
    ),
    "desk note": ("gro", desk("note"), {"words": "নথি চেয়েছি।"}, ["words"]),
    "respond": (
        "officer",
        of("desk_complaint", "complained"),
        {"words": "কাগজ আসতে দেরি হয়েছে।"},
        ["words"],
    ),
    "respondent's appeal": (
        "officer",
        of("desk_complaint_appeal", "decided"),
        {"words": "সিদ্ধান্তটি আবার দেখুন।"},
        ["words"],
    ),
}


def with_key(sent: dict) -> dict:
    """A form without a key of its own is known by that of its page."""
    return sent if "token" in sent else {KEY: "a key long enough"} | sent


def of_desk(each: DeskAddress):
    """A form as its desk declares it."""
    return (
        "officer",
        lambda scene: (each.name, list(each.keys(scene.ours).values()) if each.has_key else []),
        lambda scene: with_key(each.right(scene.ours)),
        lambda scene: each.texts(scene.ours),
    )


FORMS |= {name: of_desk(each) for name, each in FORMS_OF_DESKS.items()}
# Fields that are chosen from what is offered, and what is wrong for each.
CHOSEN = dict.fromkeys(
    (
        "form_wanted",
        "receive_by",
        "kind",
        "stars",
        "about",
        "respondent",
        "who",
        "channel",
        "service",
        "outcome",
        "papers",
        "upheld",
        "reason_code",
        "cause",
        "owner_1",
        "officer",
        "sent_by",
        "complainant",
        "manner",
        "category",
        "responsible_post",
        "superior_post",
        "fee-choice",
        "documents-choice",
        "field",
        "why",
        "group",
        "given",
        "ruling",
        "what",
        "retention",
    ),
    WRONG["choices"],
) | {
    "mobile": WRONG["mobile"],
    "email": WRONG["email"],
    "day": WRONG["days"],
    "last_four": WRONG["numbers"],
    "begins": WRONG["days"],
    "left_on": WRONG["days"],
    "received_on": WRONG["days"],
    "their_date": WRONG["days"],
    "due_on": WRONG["days"],
    "sent_on": WRONG["days"],
    "opened_on": WRONG["days"],
    "fee-until": WRONG["days"],
}
# A field of such a name that is free text in this form.
WRITTEN = frozenset({("say that a class of a school was held", "what"), ("an attempt of influence", "who")})

# Where something is looked for: who, address, and the names of what is asked.
SEARCHES = {
    "services": ("nobody", "charter", ["q"]),
    "track": ("nobody", "track", ["number"]),
    "queue": ("officer", "queue", ["q", "tab", "service", "channel", "after"]),
    "queue, on": ("officer", "queue", ["after"]),
    "messages": ("officer", "messages", ["page"]),
    "letters": ("officer", "letters", ["q", "tab", "after"]),
    "letters, on": ("officer", "letters", ["after"]),
    "files": ("officer", "letter_files", ["q", "after"]),
    "counter": ("officer", "counter", ["mobile", "name", "service", "outcome", "days"]),
    "sign in": ("nobody", "account_login", ["next"]),
}
# Numbers that no row has, and that no column holds.
NUMBERS = ["0", "-1", "9" * 19, "9" * 400, "9" * 5000, "১২", "٣", "1.0", "1e5", "0x1", " 1", "1\0"]

# Addresses that lead nowhere.
UNKNOWN = [
    "/nowhere/",
    "/en/nowhere/",
    "/ল্যাব/",
    "/services/ল্যাব/",
    "/services/%E0%A6/",
    "/services/%FF%FE/",
    "/services/%00/",
    "/services/" + "ক" * 2000 + "/",
    "/services/..%2F..%2Fetc%2Fpasswd/",
    "/services/citizen-1%0d%0aSet-Cookie:%20a=1/",
    "/services/%F0%9F%99%82/apply/",
    "/services/%E2%80%AE/",
    "/account/0/0/",
    "/account/99999/13/",
    "/account/2026/13/",
    "/calendar/0/",
    "/calendar/1971/",
    "/calendar/99999/",
    "/calendar/" + "9" * 5000 + "/",
    "/account/" + "9" * 5000 + "/1/",
    "/grievances/%00/%00/",
    "/apply/%00/check/",
    "/apply/x/%00/",
    "/receipt/%00/",
    "/receipt/" + "x" * 5000 + "/",
    "/papers/0/",
    "/papers/" + "9" * 30 + "/",
    "/papers/" + "9" * 5000 + "/",
    "/papers/১/",
    "/grievances/offer/" + "9" * 30 + "/",
    "/static/../config/settings.py",
    "/.git/config",
    "/admin/",
    "/%",
    "/\\example.com/",
]


def png(width: int, height: int) -> bytes:
    """A tiny file that says it is this large and holds as many white points: a bomb, when drawn."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    packer = zlib.compressobj(9)
    rows = packer.compress(bytes((width + 7) // 8 + 1) * 1) + packer.flush()
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def zipped(name: str = "nid.jpg", size: int = 50_000_000) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as bomb:
        bomb.writestr(name, bytes(size))
    return made.getvalue()


def locked_pdf() -> bytes:
    made = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(made, encryption=pikepdf.Encryption(owner="a", user="b"))
    return made.getvalue()


def animated() -> bytes:
    made = io.BytesIO()
    Image.new("P", (8, 8)).save(made, "GIF", save_all=True, append_images=[Image.new("P", (8, 8))] * 3)
    return made.getvalue()


# Name → (file name, what it calls itself, what it is). None of these may be kept.
FILES = {
    "a program": ("nid.jpg", "image/jpeg", b"MZ\x90\x00" + bytes(500)),
    "a page": ("nid.png", "image/png", b"<html><script>alert(1)</script></html>"),
    "a drawing with a script": (
        "nid.svg",
        "image/svg+xml",
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
    ),
    "a zip": ("nid.pdf", "application/pdf", zipped()),
    "a picture of 10 thousand million points": ("nid.png", "image/png", png(100_000, 100_000)),
    "a picture that breaks off": ("nid.jpg", "image/jpeg", make_picture()[:400]),
    "the head of a picture": ("nid.jpg", "image/jpeg", b"\xff\xd8\xff\xe0" + bytes(200)),
    "a film": ("nid.gif", "image/gif", animated()),
    "the head of a PDF": ("nid.pdf", "application/pdf", b"%PDF-1.7\n" + bytes(200)),
    "a locked PDF": ("nid.pdf", "application/pdf", locked_pdf()),
    "nothing": ("nid.jpg", "image/jpeg", b""),
    "6 MB": ("nid.jpg", "image/jpeg", b"\xff\xd8\xff" + bytes(6 * 1024 * 1024)),
    "a name of 300 letters": ("ক" * 300 + ".jpg", "image/jpeg", b"x"),
    "a name that climbs": ("../../../../tmp/nid.jpg", "image/jpeg", b"x"),
    "a name with a line break": ("nid\r\nSet-Cookie: a=1.jpg", "image/jpeg", b"x"),
    "a name with a null": ("nid.jpg\0.exe", "image/jpeg", b"x"),
}
