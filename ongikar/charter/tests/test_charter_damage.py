"""Letters that a converter damaged, on the desk of the charter: suggested with how sure it is, and never put
right unasked.
"""

import pytest
import time_machine

from conftest import SUNDAY as NOW
from ongikar.charter.models import CharterVersion
from ongikar.rules.charter.parse import read_text

from .reviewing import bring, decide, filled, part_page, publish, settle

pytestmark = [pytest.mark.django_db, pytest.mark.once]
OFFICER = "উপজেলা আইসিটি অফিসার ফোন: ০১৭০০০০০০০১\tজেলা আইসিটি অফিসার ফোন: ০১৭০০০০০০০২"
TEXT = (
    "সিটিজেন চার্টার\n২.১) নাগরিক সেবা\nক্রমিক নং\tসেবার নাম\tসেবা প্রদানের সর্বোচ্চ সময়\tপ্রয়োজনীয়"
    " কাগজপত্র\tআবেদন ফরম প্রাপ্তিস্থান\tসেবামূল্য\tদায়িত্বপ্রাপ্ত কর্মকর্তা\tঊর্ধ্বতন"
    " কর্মকর্তা\n১\tপ্রকল্প বাসত্মবায়ন ও শিÿা প্রশিক্ষণ\t৩ কার্যদিবস (তদমত্ম"
    f" সাপেক্ষে)\tআবেদনপত্র\tকার্যালয়\tবিনামূল্যে\t{OFFICER}\n"
)
PRINTED, MEANT = "প্রকল্প বাসত্মবায়ন ও শিÿা প্রশিক্ষণ", "প্রকল্প বাস্তবায়ন ও শিক্ষা প্রশিক্ষণ"


@pytest.fixture
def desk(signed_in, karim):
    with time_machine.travel(NOW, tick=False):
        yield signed_in(karim)


def test_the_lint_names_the_word_the_repair_and_how_sure_it_is():
    found = {each["raw"]: each for each in read_text(TEXT)["findings"] if each["code"] == "text.font_scar"}
    assert {word: each["suggestion"] for word, each in found.items()} == {
        "বাসত্মবায়ন": "বাস্তবায়ন",
        "শিÿা": "শিক্ষা",
        "তদমত্ম": "তদন্ত",
    }
    assert (found["শিÿা"]["confidence"], found["শিÿা"]["rules"]) == (98, ["kssa_left_as_ÿ"])
    assert found["শিÿা"]["where"] == "citizen/1/name"
    assert found["তদমত্ম"]["where"] == "citizen/1/time"


def test_the_reading_keeps_the_print(desk):
    assert read_text(TEXT)["services"][0]["name"] == PRINTED


def test_the_review_suggests_and_what_is_accepted_stays_as_printed(desk, office):
    upload = bring(desk, TEXT)
    page = desk.get(part_page(upload, "citizen-1")).content.decode()
    assert "(নিশ্চয়তা ৯৮%; মূল কাগজ দেখে নিন)" in page
    assert (
        "(98% sure; check the paper original)"
        in desk.get(f"/en{part_page(upload, 'citizen-1')}").content.decode()
    )
    sent = filled(page)
    assert sent["name-text"] == MEANT, "the repair stands ready in the field"
    assert sent["name-choice"] == "accept", "and is not chosen for anybody"
    settle(desk, upload)
    assert publish(desk, upload, "2026-11-23").status_code == 302
    assert CharterVersion.objects.get(upload=upload).services.get().name_bn == PRINTED


def test_what_is_corrected_is_published_beside_the_print_with_its_reason(desk, office):
    upload = bring(desk, TEXT)
    assert decide(desk, upload, "citizen-1", name_choice="correct").status_code == 302
    settle(desk, upload)
    assert publish(desk, upload, "2026-11-23").status_code == 302
    row = CharterVersion.objects.get(upload=upload).services.get()
    assert row.name_bn == MEANT
    [correction] = [each for each in row.corrections if each["field"] == "name"]
    assert (correction["from"], correction["to"]) == (PRINTED, MEANT)
    assert "বাসত্মবায়ন" in correction["reason_bn"]
