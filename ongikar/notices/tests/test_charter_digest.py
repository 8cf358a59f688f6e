"""The list in the charter's daily message: new before old, in either language, never
longer than one reads.
"""

from ongikar.charter.charter_status import finding_key
from ongikar.notices.office_notifications import MOST_LISTED, finding_list
from ongikar.rules.charter.lint import make_finding

VACANT = make_finding("post.vacant", "charter", "সচিব", raw_en="Secretary")
UNMEASURED = make_finding("time.unmeasurable", "citizen/3/time", "-")


def test_what_is_new_stands_first_and_is_called_so():
    assert finding_list([UNMEASURED, VACANT], {finding_key(UNMEASURED)}, "bn").splitlines() == [
        "নতুন: পুরো চার্টার: পদটিতে এখন কেউ নেই: সচিব",
        "নাগরিক সেবা ৩, সময়: এই সময় গোনা যায় না: -; কত দিন, তা লিখুন।",
    ]
    assert finding_list([UNMEASURED, VACANT], {finding_key(UNMEASURED)}, "en").splitlines() == [
        "New: the whole charter: Nobody holds this post now: Secretary",
        "citizen service 3, time: This time cannot be counted: -; say how many days.",
    ]


def test_a_long_list_says_how_much_is_left():
    many = [make_finding("time.missing", f"citizen/{n}/time") for n in range(MOST_LISTED + 3)]
    assert finding_list(many, set(), "bn").splitlines()[MOST_LISTED:] == ["ও আরও ৩টি"]
    assert finding_list(many, set(), "en").splitlines()[MOST_LISTED:] == ["and 3 more"]
