"""The draw: the value from outside, typed by two people, makes the seed; everybody's place follows from
it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from ongikar.core.forms.faults import ActFault
from ongikar.delivery.training import states
from ongikar.delivery.training.models import (
    Application,
    ApplicationAct,
    Batch,
    Call,
    Draw,
    DrawEntry,
    Freeze,
    Standing,
)
from ongikar.delivery.training.models.call import rule_of
from ongikar.journal.actions import Reference
from ongikar.people.models import User
from ongikar.records.actions import carry_out, perform
from ongikar.rules.bangla.text import latin_digits
from ongikar.rules.selection import draw_lot, make_seed, parse_list, rank, select
from ongikar.rules.selection.explain import explain_all

from .calling import call_of, drand_round
from .freezing import parts_of
from .objecting import corrections_due, require_answered, require_objections_settled

DRAND_VALUE = re.compile(r"[0-9a-f]{64}")
TOKEN = re.compile(r"[0-9]{1,6}")
TOKENS = 3
# How a typed value was taken.
FIRST, DIFFERS, DRAWN = "first", "differs", "drawn"
# How many rows are written at once.
PAGE = 500


@dataclass(frozen=True, slots=True)
class TypedValue:
    """What became of a value that was typed: the first of two, one that differs from the first, or the
    draw.
    """

    how: str
    draw: Draw | None = None


def current_freeze(batch: Batch) -> Freeze | None:
    """The list that holds: the last one that was frozen and not opened again."""
    return batch.freezes.filter(reopened_at=None).order_by("-ordinal").first()


def clean_values(source: str, typed: Sequence[str]) -> list[str]:
    """The values as they are hashed; raises ActFault beside the one that can be none."""
    cleaned = ["".join(latin_digits(value).split()).lower() for value in typed]
    if source == Call.DRAND:
        if len(cleaned) != 1 or not DRAND_VALUE.fullmatch(cleaned[0]):
            raise ActFault(
                "value_1",
                "drand-এর সংখ্যাটি ৬৪টি চিহ্নের (0-9, a-f)। পুরোটা কপি করে দিন।",
                "The number of drand has 64 signs (0-9, a-f). Copy the whole of it.",
            )
        return cleaned
    if len(cleaned) != TOKENS:
        raise ActFault("value_1", "তিনটি টোকেনের সংখ্যা দিন।", "Give the figures of three tokens.")
    for place, value in enumerate(cleaned, 1):
        if not TOKEN.fullmatch(value):
            raise ActFault(f"value_{place}", "টোকেনে ১ থেকে ৬টি অঙ্ক থাকে।", "A token has 1 to 6 digits.")
    return cleaned


@transaction.atomic
def type_value(
    batch: Batch,
    *,
    values: Sequence[str],
    user: User,
    actor: Reference,
    now: datetime,
    witnesses: Sequence[str] = (),
    minutes: str = "",
) -> TypedValue:
    """The value as one person read it. The second of two people who type the same draws; where they differ
    both look again.
    """
    batch.lock()
    call = call_of(batch)
    freeze = current_freeze(batch)
    if batch.state != states.FROZEN or freeze is None:
        raise ActFault("", "লটারি এখন হয় না; পাতাটি আবার খুলে দেখুন।", "There is no draw now; open the page again.")
    if now < call.draw_at:
        raise ActFault(
            "value_1",
            "লটারির সময় এখনো আসেনি; এই সংখ্যা তখনই বেরোবে।",
            "The moment of the draw has not come; the number will be out then.",
        )
    require_objections_settled(freeze, call, now)
    cleaned = clean_values(call.draw_source, values)
    entries = list(freeze.entries.order_by("id"))
    attempt = max((each.attempt for each in entries), default=1)
    standing = [each for each in entries if each.attempt == attempt]
    if len(standing) == 2:
        attempt, standing = attempt + 1, []
    own = next((each for each in standing if each.by_id == user.pk), None)
    if own:
        raise ActFault(
            "value_1",
            "আপনি একবার লিখেছেন। এবার অন্য কেউ নিজে দেখে লিখবেন।",
            "You have typed it. Now somebody else reads it and types it.",
        )
    how = FIRST if not standing else DIFFERS if standing[0].values != cleaned else DRAWN
    perform(batch, DrawEntry(freeze=freeze, by=user, attempt=attempt, values=cleaned), actor=actor, now=now)
    if how != DRAWN:
        return TypedValue(how)
    return TypedValue(how, make_draw(call, freeze, cleaned, witnesses, minutes, actor=actor, now=now))


def make_draw(
    call: Call,
    freeze: Freeze,
    values: list[str],
    witnesses: Sequence[str],
    minutes: str,
    *,
    actor: Reference,
    now: datetime,
) -> Draw:
    """The seed, the strict order, who is chosen and why; everybody on the list waits from now on."""
    rule, batch = rule_of(call), call.batch
    seed = make_seed(freeze.list_sha256, freeze.rule_sha256, values)
    ranked = rank(parse_list(freeze.list_text), seed)
    reasons = explain_all(rule, ranked, select(rule, ranked), parts_of(call))
    listed = Application.objects.filter(call=call, state__in=states.FREEZABLE)
    act = batch.act(states.DRAW, seed=seed, values=values, freeze=freeze.ordinal)
    act.facts = {"keys": [seed]}
    with carry_out(batch, act, actor=actor, now=now):
        draw = Draw.objects.create(
            freeze=freeze,
            source=call.draw_source,
            values=values,
            seed=seed,
            witnesses=[line for line in witnesses if line.strip()],
            minutes=minutes.strip(),
            at=now,
            by_id=actor[1],
        )
        keys = dict(listed.values_list("roll", "pk"))
        Standing.objects.bulk_create(
            [
                Standing(
                    draw=draw,
                    application_id=keys[each.roll],
                    position=reason.position,
                    points=reason.points,
                    lot=draw_lot(seed, each.roll),
                    seat_sort=reason.seat_sort,
                    reason=reason.as_data(),
                )
                for each, reason in zip(ranked, reasons, strict=True)
                # Whoever took their application back since the list was frozen keeps no place.
                if each.roll in keys
            ],
            batch_size=PAGE,
        )
        add_acts_of_all(list(keys.values()), states.RANK, actor=actor, now=now)
        listed.update(state=states.WAITING)
    return draw


def add_acts_of_all(keys: Sequence[int], name: str, *, actor: Reference, now: datetime) -> None:
    """The same act of many applications at once: the entry of the batch tells of it."""
    ApplicationAct.objects.bulk_create(
        [
            ApplicationAct(application_id=key, name=name, at=now, by_type=actor[0], by_id=actor[1])
            for key in keys
        ],
        batch_size=PAGE,
    )


def reopen_list(batch: Batch, *, reason: str, draw_at: datetime, actor: Reference, now: datetime) -> None:
    """Opened again from above, with the reason, for a second list and a second draw; the first stay
    public.
    """
    reason = reason.strip()
    with carry_out(batch, batch.act(states.REOPEN, reason), actor=actor, now=now):
        call, freeze = call_of(batch), current_freeze(batch)
        if not reason:
            raise ActFault("reason", "কেন আবার খোলা হচ্ছে, লিখুন।", "Write why it is opened again.")
        require_draw_moment(draw_at, now)
        if freeze:
            open_freeze(freeze, reason, now)
        rows = Application.objects.filter(call=call, state=states.WAITING)
        waiting = list(rows.values_list("pk", flat=True))
        add_acts_of_all(waiting, states.UNRANK, actor=actor, now=now)
        Application.objects.filter(pk__in=waiting).update(state=states.TESTED)
        set_draw_moment(call, draw_at)


def open_freeze(freeze: Freeze, reason: str, now: datetime) -> None:
    freeze.reopened_at, freeze.reopened_reason = now, reason
    freeze.save(update_fields=["reopened_at", "reopened_reason"])


def correct_list(batch: Batch, *, draw_at: datetime, actor: Reference, now: datetime) -> None:
    """Open the list to put right what was accepted; it stays public as it was, and the next one stands beside
    it. Its number must come after it, so the moment of the draw lies ahead.
    """
    with transaction.atomic():
        batch.lock()
        freeze = current_freeze(batch)
        accepted = list(corrections_due(freeze).order_by("id")) if freeze else []
        if freeze is None or not accepted:
            raise ActFault(
                "",
                "কোনো আপত্তি গৃহীত হয়নি; তালিকা যেমন আছে তেমনই থাকে।",
                "No objection was accepted: the list stands.",
            )
        reason, keys = "\n".join(each.reason for each in accepted), [each.objection_id for each in accepted]
        with carry_out(batch, batch.act(states.CORRECT, reason, objections=keys), actor=actor, now=now):
            require_answered(batch)
            require_draw_moment(draw_at, now)
            open_freeze(freeze, reason, now)
            set_draw_moment(call_of(batch), draw_at)


def move_draw(batch: Batch, *, draw_at: datetime, reason: str, actor: Reference, now: datetime) -> None:
    """Another moment of the draw, before the list is frozen: that of the first has come or will not be
    kept.
    """
    with carry_out(batch, batch.act(states.MOVE_DRAW, reason), actor=actor, now=now) as act:
        call = call_of(batch)
        require_draw_moment(draw_at, now)
        act.data = {"from": call.draw_at.isoformat(), "to": draw_at.isoformat()}
        set_draw_moment(call, draw_at)


def require_draw_moment(draw_at: datetime, now: datetime) -> None:
    if draw_at <= now:
        raise ActFault(
            "draw_at",
            "লটারির সময় এখনকার পরে হতে হবে, নইলে সংখ্যাটি আগেই জানা যায়।",
            "The draw must lie ahead, or its number could be known already.",
        )


def set_draw_moment(call: Call, draw_at: datetime) -> None:
    call.draw_at = draw_at
    call.drand_round = drand_round(draw_at) if call.draw_source == Call.DRAND else None
    call.save(update_fields=["draw_at", "drand_round"])
