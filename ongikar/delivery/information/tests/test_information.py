"""A question is answered in writing, with what was answered before at hand."""

import pytest

from ongikar.cases import actions
from ongikar.cases.kinds import kind_of
from ongikar.core.i18n.say import override_language


@pytest.fixture
def asked(receive, karim, now):
    """`asked(question)`: a question received; with `answer`, also answered."""

    def do(question, answer=""):
        case = receive("citizen-1", answers={"question": question})
        if answer:
            actions.keep(case, outcome={"words": answer}, actor=("user", karim.pk), now=now)
        return case

    return do


def earlier(case):
    return [row["given"] for row in kind_of(case.row).panel(case)[1]["earlier"]]


def test_an_earlier_answer_to_a_question_like_it_is_shown(asked):
    asked("রংপুর সদরে কতটি ডিজিটাল ল্যাব চালু আছে?", "১২টি ল্যাব চালু আছে।")
    asked("অফিসের ফোন নম্বর কত?", "+৮৮০২৫৮৯৯৬২৪৮৮")
    assert earlier(asked("কতটি ল্যাব এখন চালু?")) == ["১২টি ল্যাব চালু আছে।"]


def test_the_likest_question_comes_first(asked):
    asked("প্রশিক্ষণের আবেদন কোথায় করব?", "ওয়েবসাইটে")
    asked("প্রশিক্ষণের আবেদন ফরম কোথায় পাব?", "কার্যালয়ে")
    assert earlier(asked("আবেদন ফরম কোথায় পাব?")) == ["কার্যালয়ে", "ওয়েবসাইটে"]


def test_an_unanswered_question_is_nobodys_answer(asked):
    asked("কতটি ল্যাব চালু আছে?")
    assert earlier(asked("কতটি ল্যাব চালু আছে?")) == []


def test_the_question_of_another_office_is_not_shown(asked, office):
    from ongikar.cases.models import Case
    from ongikar.offices.models import Office

    other = Office.objects.create(slug="other", name_bn="অন্য", name_en="Other", geocode="8550")
    case = asked("কতটি ল্যাব চালু আছে?", "১২টি")
    Case.objects.filter(pk=case.pk).update(office=other)
    assert earlier(asked("কতটি ল্যাব চালু আছে?")) == []


@pytest.mark.parametrize(("tongue", "law"), [("bn", "তথ্য অধিকার আইন"), ("en", "Right to Information Act")])
def test_the_officer_is_told_that_a_right_to_information_request_is_another_track(asked, tongue, law):
    with override_language(tongue):
        case = asked("নথির কপি চাই")
        assert law in kind_of(case.row).panel(case)[1]["hint"]


@pytest.mark.parametrize(("tongue", "law"), [("bn", "তথ্য অধিকার আইন"), ("en", "Right to Information Act")])
def test_a_refusal_points_to_the_right_to_information(asked, karim, now, tongue, law):
    case = asked("নথির কপি চাই")
    actions.refuse(case, reason="নথিটি এই কার্যালয়ের নয়", actor=("user", karim.pk), now=now)
    with override_language(tongue):
        reason, way = kind_of(case.row).result(case).parts
    assert reason[1] == "নথিটি এই কার্যালয়ের নয়"
    assert law in way[1]


def test_the_panel_costs_few_statements(asked, django_assert_num_queries):
    for n in range(6):
        asked(f"কতটি ল্যাব চালু আছে, {n} নম্বর ইউনিয়নে?", "১২টি")
    case = asked("কতটি ল্যাব চালু আছে?")
    # The charter's rows are read once, and remembered.
    assert len(earlier(case)) == 5
    # From the first time on the process remembers the row in every version of the charter.
    assert len(earlier(case)) == 5
    with django_assert_num_queries(2):
        assert len(earlier(case)) == 5
