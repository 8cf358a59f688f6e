"""A charter of an office nobody knew: what it prints in its own way reaches the reviewer and the citizen as
it is meant.
"""

from datetime import datetime

import pytest
import time_machine

from ongikar.charter.documents import blocks_of
from ongikar.charter.models import CharterVersion
from ongikar.charter.review.rows import paper_of
from ongikar.charter.review.usual_ladder import when_in_english
from ongikar.rules.charter.parse import read_blocks

from .reviewing import bring, decide, filled, newest, part_page, publish, settle

pytestmark = [pytest.mark.django_db, pytest.mark.once]
NOW = datetime.fromisoformat("2026-11-22T10:00:00+06:00")
HEADS = (
    "ক্রমিক",
    "সেবার নাম",
    "সেবা প্রদান পদ্ধতি",
    "প্রয়োজনীয় কাগজপত্র এবং প্রাপ্তিস্থান",
    "সেবার মূল্য এবং পরিশোধ পদ্ধতি",
    "সেবা প্রদানের সময়সীমা",
    "দায়িত্বপ্রাপ্ত কর্মকর্তা",
)
ROWS = (
    (
        "১",
        "করাত কল স্থাপনের লাইসেন্স প্রদান",
        "তদন্ত করে",
        "১) আবেদনপত্র ২) ট্রেড লাইসেন্স প্রাপ্তিস্থান: বন বিভাগের কার্যালয়",
        "ফি ২,০০০/- টাকা; চালান কোড ১-৪৫৩১-০০০০-১৮০১",
        "৩০ (ত্রিশ) কার্যদিবস",
        "বিভাগীয় বন কর্মকর্তা",
    ),
    (
        "২",
        "সামাজিক বনায়নের উপকারভোগীদের লভ্যাংশ প্রদান",
        "চেকে",
        "চুক্তিনামা",
        "বিনামূল্যে",
        "নিলামমূল্য আদায়ের ৬০ দিনের মধ্যে",
        "ঐ",
    ),
    (
        "৩",
        "সামাজিক বনায়নের উপকারভোগী নির্বাচন",
        "যাচাই করে",
        "আবেদনপত্র",
        "বন বিধিমালা অনুযায়ী",
        "১৫ কার্যদিবস",
        "ঐ",
    ),
)
GRIEVANCES = """অভিযোগ ব্যবস্থাপনা
দায়িত্বপ্রাপ্ত কর্মকর্তা সমাধান দিতে না পারলে নিচের পদ্ধতিতে জানান।
ক্রমিক নং\tকখন যোগাযোগ করবেন\tকার সঙ্গে যোগাযোগ করবেন\tযোগাযোগের ঠিকানা\tনিষ্পত্তির সময়সীমা
১\tদায়িত্বপ্রাপ্ত কর্মকর্তা সমাধান দিতে ব্যর্থ হলে\tঅভিযোগ নিষ্পত্তি কর্মকর্তা\
\tবন সংরক্ষক, ঢাকা, ইমেইল: cf@bforest.gov.bd\t৩০ কার্যদিবস
২\tঅনিক সমাধান দিতে ব্যর্থ হলে\tআপিল কর্মকর্তা\tপ্রধান বন সংরক্ষক, ঢাকা\t২০ কার্যদিবস
"""
VISION = "ভিশন: টেকসই বন ব্যবস্থাপনা।"
TEXT = "\n".join(
    ["সিটিজেন চার্টার", VISION, "নাগরিক সেবা", *("\t".join(row) for row in (HEADS, *ROWS)), GRIEVANCES]
)


@pytest.fixture
def desk(signed_in, karim):
    with time_machine.travel(NOW, tick=False):
        yield signed_in(karim)


@pytest.fixture
def upload(desk):
    return bring(desk, TEXT)


@pytest.fixture
def version(desk, upload):
    settle(desk, upload)
    publish(desk, upload, "2026-11-22")
    return CharterVersion.objects.get(upload=upload)


def page_of(desk, address: str) -> str:
    return desk.get(address).content.decode()


def test_where_a_paper_is_had_is_no_paper_to_bring(desk, version):
    row = version.services.get(code="citizen-1")
    assert [paper["bn"] for paper in row.documents] == ["আবেদনপত্র", "ট্রেড লাইসেন্স"]
    assert row.form_source_bn == "বন বিভাগের কার্যালয়"
    assert "প্রাপ্তিস্থান: বন বিভাগের" not in page_of(desk, "/services/citizen-1/")


@pytest.mark.parametrize(
    ("paper", "is_the_form"),
    [
        ("আবেদনপত্র", True),
        ("নির্ধারিত ফরমে আবেদন", True),
        ("অনলাইন আবেদন", True),
        ("লিখিত আবেদন", True),
        ("সাদা কাগজে আবেদন", True),
        ("যথাযথভাবে পূরণকৃত আবেদন ফরম", True),
        ("Online application", True),
        ("আবেদনকারীর ছবি", False),
        ("প্রধান শিক্ষকের আবেদন", False),
        ("আবেদন ফি জমার রসিদ", False),
    ],
)
def test_the_application_itself_is_not_asked_for_as_a_paper_besides(paper, is_the_form):
    assert paper_of(paper)["provided_by_form"] is is_the_form


def test_the_reviewer_sees_how_many_papers_and_from_when_the_days_are_counted(desk, upload):
    page = page_of(desk, part_page(upload, "citizen-1"))
    assert "২টি কাগজ: আবেদনপত্র · ট্রেড লাইসেন্স; প্রাপ্তিস্থান: বন বিভাগের কার্যালয়" in page
    assert "গণনা শুরু: চার্টারে লেখা ঘটনা" in page_of(desk, part_page(upload, "citizen-2"))
    assert "গণনা শুরু" not in page_of(desk, part_page(upload, "citizen-3"))


def test_days_from_an_event_are_not_counted_from_the_application(version):
    row = version.services.get(code="citizen-2")
    assert row.charter_time.trigger == "event"
    undertaking = row.charter_time.undertaking(None)
    assert undertaking.promise.unit == "accept"
    assert undertaking.stages[0].promise.amount == 60


def test_how_a_fee_is_paid_and_by_which_rules_stands_on_the_service_page(desk, version):
    assert "চালান কোড ১-৪৫৩১-০০০০-১৮০১" in page_of(desk, "/services/citizen-1/")
    assert "বন বিধিমালা অনুযায়ী" in page_of(desk, "/en/services/citizen-3/")
    assert "চার্টারে ছাপা:" not in page_of(desk, "/services/citizen-2/")


@pytest.mark.parametrize(
    ("code", "first", "other"),
    [
        ("citizen-3", "উপকারভোগী নির্বাচন", "লভ্যাংশ"),
        ("citizen-2", "লভ্যাংশ", "নির্বাচন"),
        ("tier-1", "cf@bforest.gov.bd", "নিচের পদ্ধতিতে জানান"),
    ],
)
def test_the_passage_beside_a_part_is_its_own_also_where_names_begin_alike(desk, upload, code, first, other):
    page = page_of(desk, part_page(upload, code))
    beside = page.split('class="passage"')[1].split("</aside>")[0]
    assert first in beside
    assert other not in beside


def test_an_english_vision_of_another_vision_is_not_proposed(desk, upload, office):
    assert office.charters.get().vision_en
    assert filled(page_of(desk, part_page(upload, "charter")))["vision_en"] == ""


def test_an_english_vision_stays_with_the_vision_it_was_written_for(desk, upload):
    decide(desk, upload, "charter", vision_en="Forests that last")
    settle(desk, upload)
    publish(desk, upload, "2026-11-22")
    again = bring(desk, TEXT.replace("৩০ (ত্রিশ)", "২৫ (পঁচিশ)"))
    assert filled(page_of(desk, part_page(again, "charter")))["vision_en"] == "Forests that last"
    other = bring(desk, TEXT.replace(VISION, "ভিশন: সবুজ দেশ।"))
    assert filled(page_of(desk, part_page(other, "charter")))["vision_en"] == ""


def test_a_mailbox_among_the_address_is_printed_once_and_not_at_all_while_it_is_left_open(
    desk, upload, version
):
    assert version.tiers.get(number=1).address_bn == "বন সংরক্ষক, ঢাকা"
    # In the link and in its words.
    assert page_of(desk, "/charter/").count("cf@bforest.gov.bd") == 2
    again = bring(desk, TEXT)
    decide(
        desk,
        again,
        "tier-1",
        address_choice="reserve",
        address_reason="যাচাই চলছে",
        address_until="2027-01-31",
    )
    settle(desk, again)
    publish(desk, again, "2026-11-23")
    step = CharterVersion.objects.get(upload=again).tiers.get(number=1)
    assert (step.address_bn, step.email) == ("বন সংরক্ষক, ঢাকা", "")


@pytest.mark.parametrize(
    ("printed", "english"),
    [
        (
            "দায়িত্বপ্রাপ্ত কর্মকর্তা সমাধান দিতে ব্যর্থ হলে",
            "When the responsible officer gives no solution",
        ),
        (
            "অভিযোগ নিষ্পত্তি কর্মকর্তা নির্দিষ্ট সময়ে সমাধান দিতে না পারলে",
            "When the Grievance Redress Officer gives no solution in time",
        ),
        ("আপীল কর্মকর্তা সমাধান দিতে না পারলে", "When the Appeal Officer gives no solution in time"),
        ("দায়িত্বপ্রাপ্ত কর্মকর্তার আচরণে কষ্ট পেলে", ""),
        ("প্রথম তলায় আসুন", ""),
    ],
)
def test_a_step_printed_as_is_usual_is_said_in_english_too(printed, english):
    assert when_in_english(printed) == english


def test_an_english_reader_reads_the_usual_steps_in_english(desk, upload):
    assert filled(page_of(desk, part_page(upload, "tier-2")))["officer_en"] == "Appeal Officer"
    settle(desk, upload)
    publish(desk, upload, "2026-11-22")
    version = CharterVersion.objects.get(upload=upload)
    # “অনিক সমাধান দিতে ব্যর্থ হলে” is this charter's own way to say it.
    assert [(step.when_en, step.title_en) for step in version.tiers.all()] == [
        # As this office said the same words in English before.
        ("When the responsible officer fails to give a solution", "Grievance Redress Officer (GRO)"),
        ("", "Appeal Officer"),
    ]


def test_a_printed_post_that_the_office_does_not_have_is_told_beside_the_choice(desk, upload):
    page = page_of(desk, part_page(upload, "citizen-1"))
    assert "ছাপা পদটি কার্যালয়ের পদের তালিকায় নেই" in page
    assert filled(page)["responsible_post"] == "upazila-ict-officer"
    assert newest(upload).is_open


@pytest.mark.parametrize("printed", ["উপজেলা আইসিটি অফিসার", "জেলা আইসিটি অফিসার"])
def test_only_a_post_that_gives_services_is_proposed_for_one(desk, printed):
    upload = bring(desk, TEXT.replace("বিভাগীয় বন কর্মকর্তা", printed))
    page = page_of(desk, part_page(upload, "citizen-1"))
    assert filled(page)["responsible_post"] == "upazila-ict-officer"
    assert ("পদের তালিকায় নেই" in page) is (printed == "জেলা আইসিটি অফিসার")


@pytest.mark.parametrize(
    ("tongue", "vision", "mission", "next_table", "not_stated"),
    [
        ("", "ভিশন:", "মিশন:", "২.২)", "চার্টারে লেখা নেই।"),
        ("/en", "Vision:", "Mission:", "2.2)", "Not stated in the charter."),
    ],
)
def test_what_a_charter_does_not_print_has_no_empty_heading_on_any_page(
    desk, version, tongue, vision, mission, next_table, not_stated
):
    official = page_of(desk, f"{tongue}/charter/official/")
    assert vision in official
    assert mission not in official
    assert next_table not in official
    # Of what the citizen is to do nothing is printed.
    assert not_stated in official
    charter = page_of(desk, f"{tongue}/charter/")
    for anchor in ("#institutional", "#internal", 'id="exp"'):
        assert anchor not in charter, anchor
    assert "<ol></ol>" not in page_of(desk, f"{tongue}/services/citizen-1/")


def test_a_part_that_is_not_printed_is_a_dash_in_the_official_form_and_read_back_as_none(desk, version):
    pasted = page_of(desk, "/charter/official.html")
    assert "<b>মিশন:</b> -</p>" in pasted
    reading = read_blocks(blocks_of(pasted.encode(), "official.html"))
    assert (reading["vision"], reading["mission"]) == (VISION.partition(": ")[2], None)
