"""Facts as the tests of the ledger write them: received on a Sunday, weeks from any holiday."""

from datetime import timedelta

import pytest

from ongikar.rules.clock import fold
from ongikar.rules.clock.fold import Fact, LedgerFault, fold_facts, validate_fact
from ongikar.rules.promise import Promise
from ongikar.rules.promise.undertaking import Stage, Undertaking

from .known_days import KNOWN, at

DAY = timedelta(days=1)
RECEIVED = at("2026-01-04 10:00")  # a Sunday, weeks from any holiday
TEN, FIVE, THREE, SEVEN = (Promise("working_days", n) for n in (10, 5, 3, 7))
STEPS = (Stage("receipt", SEVEN), Stage("other_office", THREE), Stage("stage_end", FIVE))


def started(promise=FIVE, *stages, **more):
    return Fact(fold.STARTED, RECEIVED, Undertaking(promise, stages, **more).as_data())


def fact(kind, moment, **data):
    return Fact(kind, at(moment) if isinstance(moment, str) else moment, data)


def due(*facts, now="2026-01-04 10:00"):
    return fold_facts(facts).due(KNOWN, at(now)).strftime("%Y-%m-%d %H:%M")


def refused(*facts):
    """The last fact may not follow the others; its reason in Bangla and English."""
    *before, last = facts
    fold_facts(before)
    with pytest.raises(LedgerFault) as fault:
        validate_fact(KNOWN, before, last)
    assert any("\u0980" <= letter <= "\u09ff" for letter in fault.value.bn)
    return fault.value.en


def extended(moment="2026-01-05 10:00", working_days=3, reason="তদন্ত চলছে"):
    return fact(fold.EXTENDED, moment, working_days=working_days, reason=reason)
