"""What the office keeps fresh is named by the charter row."""

import pytest

from ongikar.cases.kinds import kind_of
from ongikar.core.i18n.say import override_language


@pytest.mark.parametrize(
    ("code", "tongue", "words"),
    [
        ("internal-4", "bn", "পোর্টালের কোন পাতা"),
        ("internal-4", "en", "Which page of the portal"),
        ("internal-5", "bn", "কোন কোন রেজিস্টার"),
        ("internal-5", "en", "Which registers"),
    ],
)
def test_the_question_fits_the_row(service, code, tongue, words):
    with override_language(tongue):
        shown = str(kind_of(service(code)).intake_form(service=service(code)))
    assert words in shown
