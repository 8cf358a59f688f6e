"""What keeps no promise, kind by kind: each is refused with a reason beside its field, and through no door is
it called kept.
"""

from datetime import timedelta

import pytest

from ongikar.cases import actions
from ongikar.cases.kinds import KEEP, OPEN, PART, OutcomeFault, kind_of, kinds
from ongikar.cases.models import Case
from ongikar.core.i18n.say import override_language
from tests.made_ready import make_ready
from tests.test_every_kind import CHARTER, answered, is_bangla

# Says the same on either database.
pytestmark = pytest.mark.once

CODES = {row["kind"]: row["code"] for row in reversed(CHARTER["services"])}
# The charter row, the field at fault, and the answers by which the promise is not kept.
YEAR, YESTERDAY, TOMORROW = -365, -1, 1
REFUSED = [
    ("citizen-3", "fixed", {"fixed": "partly"}),
    ("citizen-3", "fixed", {"fixed": "no"}),
    ("citizen-3", "visited_on", {"how": "visit", "visited_on": YESTERDAY}),
    ("citizen-3", "visited_on", {"how": "visit", "visited_on": TOMORROW}),
    ("citizen-3", "visited_on", {"how": "visit", "visited_on": ""}),
    ("citizen-3", "signed_by", {"how": "visit", "signed_by": ""}),
    # Whoever went there has no sheet that the institution signed.
    ("citizen-3", "how", {"how": "visit", "visited_on": 0}),
    ("citizen-6", "attended", {"attended": 0}),
    ("citizen-6", "from_day", {"from_day": YESTERDAY}),
    ("citizen-6", "to_day", {"to_day": YEAR, "from_day": YEAR, "hours": 1}),
    ("citizen-6", "hours", {"hours": 999}),
    ("institutional-3", "attended", {"attended": 0}),
    ("internal-1", "from_day", {"from_day": YEAR}),
    ("institutional-2", "held_on", {"held_on": YESTERDAY}),
    ("institutional-2", "held_on", {"held_on": TOMORROW}),
    ("institutional-2", "attended", {"attended": 0}),
    ("institutional-4", "held_on", {"held_on": YEAR}),
    ("institutional-4", "attended", {"attended": 0}),
    ("institutional-8", "surveyed_on", {"surveyed_on": YESTERDAY}),
    ("institutional-8", "live_on", {"live_on": TOMORROW}),
    ("institutional-8", "users", {"users": 0}),
    ("institutional-10", "visited_on", {"visited_on": YESTERDAY}),
    ("institutional-10", "visited_on", {"visited_on": TOMORROW}),
    ("institutional-10", "tasks", {"working": 0, "tasks": ""}),
    ("institutional-10", "again_on", {"working": 0, "again_on": ""}),
    ("institutional-10", "tasks", {"computers": 16, "working": 14, "tasks": ""}),
    ("institutional-10", "tasks", {"internet": "none", "tasks": ""}),
    ("institutional-10", "tasks", {"used": "never", "tasks": ""}),
    ("institutional-11", "held_on", {"held_on": YEAR}),
    ("institutional-11", "present", {"present": 1}),
    ("institutional-11", "quorum", {"quorum": "no"}),
    ("internal-2", "sent_on", {"sent_on": YEAR}),
    ("internal-3", "measured", {"ended": "closed", "measured": ""}),
    ("internal-3", "ended", {"ended": "not_tried"}),
    ("internal-3", "measured", {"ended": "replicated", "measured": ""}),
    ("internal-4", "done_on", {"done_on": YESTERDAY}),
    ("internal-5", "done_on", {"done_on": TOMORROW}),
]


@pytest.fixture
def outcome_of(service, now):
    """A whole outcome of a row by which its promise would be kept, with some answers changed; days as days
    from today.
    """

    def make(code, **changes):
        row = service(code)
        outcome = answered(kind_of(row).outcome_form, row, now.date())
        days = {
            name
            for name, field in kind_of(row).outcome_form(service=row).fields.items()
            if name.endswith(("_on", "_day"))
        }
        for name, value in changes.items():
            is_day = name in days and isinstance(value, int)
            outcome[name] = (now.date() + timedelta(days=value)).isoformat() if is_day else value
        return outcome

    return make


@pytest.mark.parametrize(("code", "field", "changes"), REFUSED)
@pytest.mark.parametrize("tongue", ["bn", "en"])
def test_it_is_refused_with_a_reason_beside_its_field(code, field, changes, tongue, receive, outcome_of, now):
    case = receive(code)
    with override_language(tongue):
        missing = kind_of(case.row).missing(case, outcome_of(code, **changes), now=now)
    assert field in {each.field for each in missing}
    for each in missing:
        assert each.field in kind_of(case.row).outcome_form(service=case.row).fields
        assert is_bangla(each.words) == (tongue == "bn")


@pytest.mark.parametrize(("code", "field", "changes"), REFUSED)
def test_through_no_door_is_it_called_kept(code, field, changes, receive, outcome_of, karim, now):
    case = receive(code)
    with pytest.raises(OutcomeFault):
        actions.keep(case, outcome=outcome_of(code, **changes), actor=("user", karim.pk), now=now)
    fresh = Case.objects.get(pk=case.pk)
    assert (fresh.state, fresh.outcome, fresh.memo_number, fresh.clock.stopped_at) == (
        "received",
        {},
        "",
        None,
    )
    assert [act.name for act in fresh.acts.all()] == ["receive"]


@pytest.mark.parametrize("code", [row["code"] for row in CHARTER["services"]])
def test_a_whole_outcome_of_today_keeps_every_row(code, receive, outcome_of, karim, now):
    case = receive(code)
    make_ready(case, actor=("user", karim.pk), now=now)
    assert kind_of(case.row).missing(case, outcome_of(code), now=now) == []


def test_a_fraud_that_goes_on_is_sent_somewhere(receive, outcome_of, now):
    case = receive("citizen-5", answers={"topic": "money", "when": "now", "question": "টাকা চলে যাচ্ছে"})
    assert [
        each.field
        for each in kind_of(case.row).missing(case, outcome_of("citizen-5", reported_to="nowhere"), now=now)
    ] == ["reported_to"]
    assert kind_of(case.row).missing(case, outcome_of("citizen-5", reported_to="bank"), now=now) == []
    case.answers["when"] = "feared"
    assert kind_of(case.row).missing(case, outcome_of("citizen-5", reported_to="nowhere"), now=now) == []


@pytest.mark.parametrize("word", sorted(kinds()))
def test_a_kind_says_of_each_answer_whether_it_keeps_a_part_or_leaves_all_open(word, service):
    verdict = kinds()[word].verdict
    assert set(verdict.comes_to.values()) == {KEEP, PART, OPEN}
    if word in CODES:
        row = service(CODES[word])
        own = kinds()[word].outcome_form(service=row).fields.get(verdict.field)
        offered = {value for value, _ in (own.choices if own else verdict.choices)}
        assert offered == set(verdict.comes_to)
