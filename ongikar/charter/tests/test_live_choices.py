"""No dead choices: whatever a cell of a review offers can be saved, and what was chosen stands in nobody's
way.
"""

import pytest
import time_machine

from conftest import OFFICE, ROOT
from conftest import SUNDAY as NOW
from ongikar.charter.desk.part_form import PartForm
from ongikar.charter.desk.suggestions import posts_of_office
from ongikar.charter.models import Upload
from ongikar.charter.review.ingest import DocumentFault, ingest_in_process
from ongikar.rules.charter.lint import other_office
from ongikar.rules.charter.review import ACCEPT, CORRECT, RESERVE, make_review

from .reviewing import bring, part_page

pytestmark = [pytest.mark.django_db, pytest.mark.once]
SAMPLES = ROOT / "ongikar" / "rules" / "tests" / "charters"
# Two that are tried every time; the rest take minutes.
SOONEST = ("33-dss-sirajganj.txt", "57-up-doail.txt")
ALL = sorted(path.name for path in SAMPLES.glob("*.txt"))
# What a clerk would write in each cell.
WRITTEN = {
    "name": "নমুনা সেবা প্রদান",
    "time": "৩ কার্যদিবস",
    "limit": "৩০ কার্যদিবস",
    "documents": "নমুনা কাগজ",
    "fee": "বিনামূল্যে",
    "form_source": "ফ্রন্ট ডেস্ক",
    "responsible": "উপজেলা আইসিটি অফিসার, ফোন: ০১৭০০০০০০০১",
    "superior": "জেলা আইসিটি অফিসার, ফোন: ০১৭০০০০০০০২",
    "officer": "জেলা আইসিটি অফিসার",
    "address": "জেলা আইসিটি কার্যালয়, রংপুর ফোন: ০১৭০০০০০০০২ ই-মেইল: gro@example.gov.bd",
    "when": "দায়িত্বপ্রাপ্ত কর্মকর্তা সমাধান দিতে না পারলে",
    "expectations": "নমুনা প্রত্যাশা",
}


def under_review(office, text: str, name: str) -> Upload:
    """As the desk keeps it, without its pages."""
    taken = ingest_in_process(text.encode(), name)
    post = office.posts.get(slug="upazila-ict-officer")
    return Upload.objects.create(
        office=office,
        key=name,
        name=name,
        sha256=taken.sha256,
        shown=taken.shown,
        reading=taken.reading,
        post=post,
        opened_at=NOW,
    )


def filled_in(form: PartForm, nth: int) -> tuple[dict[str, str], dict[str, str]]:
    """What is sent where every cell takes the nth of its choices (the last, where it has fewer); and those
    choices.
    """
    sent = {name: str(value) for name, value in form.initial.items() if name in form.fields and value}
    sent |= {"ours": "নমুনা", "kind": "information", "ceiling": "৩ কার্যদিবস"}
    for name in ("responsible_post", "superior_post", "post"):
        if name in form.fields:
            offered = [key for key, _ in form.fields[name].choices if key]
            sent[name] = offered[-1 if name == "superior_post" else 0]
    chosen = {}
    for cell, live in form.live.items():
        if not live:
            continue
        chosen[cell] = live[min(nth, len(live) - 1)]
        sent |= {
            f"{cell}-choice": chosen[cell],
            f"{cell}-text": WRITTEN.get(cell, "নমুনা লেখা"),
            f"{cell}-reason": "যাচাই চলছে",
            f"{cell}-until": "2027-06-30",
        }
    return sent, chosen


def dead_ends(office, upload: Upload) -> list[str]:
    found = []
    for part in upload.review_state.parts:
        for nth in range(3):
            asked = {"upload": upload, "part": part, "posts": posts_of_office(office), "today": NOW.date()}
            sent, chosen = filled_in(PartForm(**asked), nth)
            form = PartForm(sent, **asked)
            if not form.is_valid():
                # A word that the lint minds in a text that somebody wrote is that text's
                # fault, and no dead choice.
                wrong = {name.rpartition("-")[0] for name in form.errors if not name.endswith("-text")}
                found += [f"{part.code}/{cell} {chosen.get(cell)}: {form.errors}" for cell in wrong]
                continue
            then = make_review(upload.judged_reading, form.decisions)
            found += [
                f"{part.code}/{spot.cell} {chosen.get(spot.cell)} leaves {spot.finding['code']}"
                for spot in then.open_errors(part.code)
                if spot.finding["code"] not in other_office.CODES and chosen.get(spot.cell) != CORRECT
            ]
    return found


@pytest.mark.parametrize(
    "sample", [pytest.param(name, marks=() if name in SOONEST else pytest.mark.slow) for name in ALL]
)
def test_every_choice_that_is_offered_leads_on(sample, office):
    try:
        upload = under_review(office, (SAMPLES / sample).read_text("utf-8"), sample)
    except DocumentFault:
        pytest.skip("no service is read in it yet")
    with time_machine.travel(NOW, tick=False):
        assert dead_ends(office, upload) == []


def test_every_choice_on_the_offices_own_charter_leads_on(office):
    upload = under_review(office, (OFFICE / "charter.txt").read_text("utf-8"), "own")
    with time_machine.travel(NOW, tick=False):
        assert dead_ends(office, upload) == []


def test_only_posts_that_do_it_are_offered(office, signed_in, karim):
    """At the desk of an auditor a service would be given by nobody, and at an assistant's a complaint heard
    by nobody.
    """
    with time_machine.travel(NOW, tick=False):
        desk = signed_in(karim)
        upload = bring(desk, (OFFICE / "charter.txt").read_text("utf-8"))
        for code, field, offered, hidden in (
            ("citizen-1", "responsible_post", "office-assistant", "auditor"),
            ("citizen-1", "superior_post", "district-ict-officer", "administrator"),
            ("tier-1", "post", "district-ict-officer", "office-assistant"),
        ):
            form = PartForm(
                upload=Upload.objects.get(pk=upload.pk),
                part=upload.review_state.part(code),
                posts=posts_of_office(office),
                today=NOW.date(),
            )
            slugs = {slug for slug, _ in form.fields[field].choices}
            assert offered in slugs, field
            assert hidden not in slugs, field
            answer = desk.post(part_page(upload, code), {field: hidden})
            assert "তালিকা থেকে একটি বেছে নিন" in answer.content.decode()


def test_a_blank_name_is_written_and_neither_accepted_nor_left_open(office):
    text = (
        "সিটিজেন চার্টার\n২.১) নাগরিক সেবা\nক্রমিক নং\tসেবার নাম\tসেবা প্রদানের সর্বোচ্চ সময়\tপ্রয়োজনীয়"
        " কাগজপত্র\tসেবামূল্য\tদায়িত্বপ্রাপ্ত কর্মকর্তা\n১\tসনদ প্রদান\t৩"
        " কার্যদিবস\tআবেদন\tবিনামূল্যে\tউপজেলা আইসিটি অফিসার\n২\t\t৩ কার্যদিবস\tআবেদন\tবিনামূল্যে\tউপজেলা"
        " আইসিটি অফিসার\n"
    )
    upload = under_review(office, text, "blank")
    asked = {"upload": upload, "posts": posts_of_office(office), "today": NOW.date()}
    named, blank = (PartForm(part=part, **asked).live["name"] for part in upload.review_state.parts[:2])
    assert (named, blank) == ([ACCEPT, CORRECT, RESERVE], [CORRECT])
