"""The words of a stage fit what was decided: where a complaint of lateness is upheld, nobody says that a
promise was kept.
"""

import re

import pytest

from ongikar.core.i18n.say import override_language
from ongikar.grievances.models import Grievance
from ongikar.grievances.words import complainant_kind_words, stage_summaries
from ongikar.people.models import Applicant

from .conftest import LATER

pytestmark = pytest.mark.django_db
KEPT = {"bn": "কথা রাখা হয়েছে", "en": "kept"}
DECIDED = {"bn": "সিদ্ধান্ত হয়েছে", "en": "ecided"}
FOUND = {
    (True, "bn"): "অভিযোগ সঠিক",
    (True, "en"): "complaint upheld",
    (False, "bn"): "সঠিক পাওয়া যায়নি",
    (False, "en"): "not upheld",
}


@pytest.mark.parametrize("language", ["bn", "en"])
@pytest.mark.parametrize("upheld", [True, False])
def test_a_decided_complaint_says_decided_and_never_kept(filed, decide, client, language, upheld):
    grievance = filed()
    decide(grievance, upheld=upheld)
    with override_language(language):
        (summary,) = stage_summaries(Grievance.objects.with_related().get(pk=grievance.pk), LATER)
        drawing, tag = summary.promise.drawing, str(summary.tag[1])
    labels = " ".join(str(label.words) for label in drawing.labels)
    for words in (labels, drawing.title):
        assert KEPT[language] not in words
        assert DECIDED[language] in words
    assert FOUND[upheld, language] in tag


@pytest.mark.parametrize("root", ["", "/en"])
def test_nor_does_its_page(filed, decide, client, root):
    grievance = filed()
    decide(grievance)
    client.post("/track/", {"number": grievance.number, "last_four": "0001"})
    page = client.get(f"{root}/grievances/{grievance.number}/").content.decode()
    shown = re.sub(r"<[^>]*>", " ", page.partition("<main")[2].partition("</main>")[0])
    assert KEPT["en" if root else "bn"] not in shown.replace("\u00a0", " ")


@pytest.mark.parametrize(("language", "says"), [("bn", "প্রতিষ্ঠান"), ("en", "Institution")])
def test_a_school_that_complains_is_an_institution_and_no_citizen(filed, language, says):
    grievance = filed()
    with override_language(language):
        assert complainant_kind_words(grievance) in ("নাগরিক", "Citizen")
        grievance.complainant.kind = Applicant.INSTITUTION
        assert complainant_kind_words(grievance) == says
