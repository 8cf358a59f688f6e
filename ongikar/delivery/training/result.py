"""The published result as data, the same for everybody: the rule in words, the list, the draw, and each roll;
and what is hung up and filed of it as PDF. Rolls stand there, never names.
"""

import csv
import io
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse

from ongikar.core.i18n.say import language, say, value_in_words
from ongikar.offices.sites import site_of
from ongikar.papers.letterhead import letterhead
from ongikar.papers.pdf import render
from ongikar.rules.bangla.text import digits, latin_digits
from ongikar.rules.selection import parse_list
from ongikar.rules.selection.explain import Reason, rule_words, seat_sort_words, why

from . import result, states, words
from .actions.objecting import is_open_to_objections, objections_until
from .covered_lists import small_groups_of
from .models import Batch, Call, Draw, Freeze, Objection, Offer, Standing
from .models.call import rule_of
from .objections import ListCorrection, ObjectionLine, corrections_of
from .objections import lines_of as objection_lines

# How many lines stand on the page; the rest is one press away, and all of it in the file.
SHOWN = 60
SHORT_LOT = 8


@dataclass(frozen=True, slots=True)
class ResultLine:
    position: int
    roll: int
    points: int
    # Of those whose points another has too: for them it may have decided.
    lot: str
    words: str


@dataclass(frozen=True, slots=True)
class OneRoll:
    """What one roll reads: where it stands and why, and the line of shell for its lot."""

    roll: int
    words: str
    lot: str
    shell: str


@dataclass(frozen=True, slots=True)
class PublishedResult:
    call: Call
    freezes: Sequence[Freeze]
    freeze: Freeze | None
    draw: Draw | None
    rule: Sequence[str]
    listed: int
    chosen: int
    small_groups: frozenset[str]
    until: datetime | None
    corrections: Sequence[ListCorrection] = ()
    objections: Sequence[ObjectionLine] = ()
    objections_until: datetime | None = None

    @property
    def list_name(self) -> str:
        """The file of the list that holds."""
        return f"list-{self.freeze.ordinal}.txt" if self.freeze else ""

    @property
    def list_paper(self) -> str:
        """The same list to hang up."""
        return f"list-{self.freeze.ordinal}.pdf" if self.freeze else ""

    @property
    def is_out(self) -> bool:
        return self.draw is not None and self.draw.published_at is not None


def published_result(call: Call, now: datetime) -> PublishedResult:
    """What anybody may see now: the list from its freezing on, the ranking from the day of the result."""
    made = Objection.objects.filter(freeze__batch=call.batch)
    freezes = list(Freeze.objects.filter(batch=call.batch).select_related("draw").order_by("ordinal"))
    freeze = next((each for each in reversed(freezes) if each.reopened_at is None), None)
    draw = getattr(freeze, "draw", None) if freeze else None
    if draw and freeze:
        draw.freeze = freeze
    listed = parse_list(freeze.list_text) if freeze else []
    is_out = draw is not None and draw.published_at is not None
    standings = (
        Standing.objects.filter(draw=draw).exclude(seat_sort="") if is_out else Standing.objects.none()
    )
    open_offer = (
        Offer.objects.filter(seat__batch=call.batch, state=Offer.OPEN).order_by("-expires_at").first()
    )
    return PublishedResult(
        call,
        freezes,
        freeze,
        draw,
        rule_words(rule_of(call), language()),
        len(listed),
        standings.count(),
        small_groups_of(call, freezes),
        open_offer.expires_at if open_offer else None,
        corrections_of(freezes),
        objection_lines(
            made.select_related("answer", "freeze").order_by("-freeze__ordinal", "ordinal")[:SHOWN]
        ),
        objections_until(freeze, call) if freeze and is_open_to_objections(freeze, call, now) else None,
    )


def lines_of(result: PublishedResult, first: int = 0, most: int | None = None) -> list[ResultLine]:
    """The lines of the ranking in its order, names of nobody."""
    if result.draw is None or not result.is_out:
        return []
    rows = Standing.objects.filter(draw=result.draw).order_by("position")
    standings = list(rows.values_list("position", "application__roll", "points", "lot", "seat_sort"))
    tied = Counter(points for _, _, points, _, _ in standings)
    waiting, lines = 0, []
    for position, roll, points, lot, sort in standings:
        if not sort:
            waiting += 1
        told = (
            seat_sort_words(sort, language(), hides=sort.partition(":")[2] in result.small_groups)
            if sort
            else words.ordinal_words(waiting)
        )
        lines.append(ResultLine(position, roll, points, lot if tied[points] > 1 else "", told))
    return lines[first : None if most is None else first + most]


def one_roll(result: PublishedResult, typed: str) -> OneRoll | str:
    """What a roll reads that was typed; a sentence where there is none such."""
    figures = latin_digits(typed).strip()
    if not (figures.isascii() and figures.isdigit() and len(figures) < 9):
        return say("রোল কেবল সংখ্যা, যেমন ১০১৭।", "A roll is a number, such as 1017.")
    roll = int(figures)
    standing = (
        Standing.objects.filter(draw=result.draw, application__roll=roll).first() if result.is_out else None
    )
    if standing is None or result.draw is None:
        return say(
            "রোল {roll} এই তালিকায় নেই। রোলটি বার্তার সঙ্গে মিলিয়ে দেখুন।",
            "Roll {roll} is not on this list. Compare it with your message.",
            roll=digits(roll, language()),
        )
    told = (
        why(Reason.from_data(standing.reason), language(), hides=result.small_groups)
        if standing.reason
        else say("বিস্তারিত আর রাখা নেই।", "Details are no longer kept.")
    )
    return OneRoll(roll, told, standing.lot, shell_line(result.draw.seed, roll))


def seed_line(draw: Draw) -> str:
    """The step from both hashes and the values to the seed, as one line of shell."""
    parts = (draw.freeze.list_sha256, draw.freeze.rule_sha256, *draw.values)
    pattern = r"\n".join(["%s"] * len(parts))
    return f"printf '{pattern}' \\\n " + " \\\n ".join(parts) + " | sha256sum"


def shell_line(seed: str, roll: int) -> str:
    return f"printf '%s|%s' \\\n {seed} \\\n {roll} | sha256sum"


def csv_of(result: PublishedResult) -> str:
    """The whole ranking for a spreadsheet: position, roll, points, lot, chosen or waiting."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["position", "roll", "points", "lot", "result"])
    if result.draw and result.is_out:
        rows = Standing.objects.filter(draw=result.draw).order_by("position")
        for position, roll, points, lot, sort in rows.values_list(
            "position", "application__roll", "points", "lot", "seat_sort"
        ):
            writer.writerow([position, roll, points, lot, "chosen" if sort else "waiting"])
    return out.getvalue()


def takes_applications(batch: Batch, call: Call, now: datetime) -> bool:
    return batch.state == states.CALLED and call.opens_at <= now <= call.closes_at


# ---- what is hung up and filed ----

# A hash is read in parts of this many signs.
PART = 16


def in_parts(value: str) -> str:
    return " ".join(value[at : at + PART] for at in range(0, len(value), PART))


def moment(at: datetime) -> str:
    return value_in_words(at, language())


def shared_content(call: Call, title: str) -> dict[str, Any]:
    return {
        "language": language(),
        "office": letterhead(call.batch.office),
        "title": title,
        "number": words.batch_number(call.batch),
        "signers": [["", call.batch.post.title, call.batch.office.name]],
    }


def list_pdf(call: Call, freeze: Freeze) -> bytes:
    """The list as it was frozen: who may be chosen, with the points the ranking goes by."""
    listed, rule = parse_list(freeze.list_text), " ".join(rule_words(rule_of(call), language()))
    facts = [
        (say("প্রশিক্ষণ", "Training"), words.batch_title(call.batch)),
        (say("চূড়ান্ত হয়েছে", "Frozen"), moment(freeze.at)),
        (say("তালিকায়", "On the list"), say("{n} জন", "{n} [person|people]", n=len(listed))),
        (say("লটারি", "Draw"), moment(call.draw_at)),
        (say("তালিকার ছাপ", "Fingerprint of the list"), in_parts(freeze.list_sha256)),
        (say("নিয়মের ছাপ", "Fingerprint of the rule"), in_parts(freeze.rule_sha256)),
    ]
    rows = [
        [digits(place, language()), digits(each.roll, language()), digits(each.points, language())]
        for place, each in enumerate(listed, 1)
    ]
    data = shared_content(call, say("চূড়ান্ত তালিকা", "The frozen list")) | {
        "facts": facts,
        "sections": [
            {"title": say("যে নিয়মে বাছাই", "The rule of the selection"), "words": rule},
            {
                "title": say("তালিকা", "List"),
                "columns": [
                    {"label": say("ক্রমিক", "No."), "width": 1, "align": "right"},
                    {"label": say("রোল", "Roll"), "width": 3, "align": "right"},
                    {"label": say("নম্বর", "Points"), "width": 3, "align": "right"},
                ],
                "rows": rows,
            },
        ],
    }
    return render("record", data, made_at=freeze.at)


def seed_words(call: Call) -> str:
    """The step to the seed, so that whoever holds only the paper can take it; and where the recipe stands."""
    return say(
        "তালিকার ছাপ, নিয়মের ছাপ আর বাইরের সংখ্যা (একাধিক হলে প্রতিটি) পরপর একেকটি লাইনে, মাঝে কোনো ফাঁক ছাড়া;"
        " শেষ লাইনের পরে নতুন লাইন নেই। পুরোটার SHA-256 হলো বীজ। বীজ, একটি | চিহ্ন আর রোল পাশাপাশি রেখে"
        " তার SHA-256 হলো ওই রোলের লটারির মান; ছোট মান আগে। প্রোগ্রামসহ পুরো নিয়ম: {address}",
        "The fingerprint of the list, the fingerprint of the rule and the number from outside (each, where"
        " there are several) stand one below the other, a line each, without the gaps that are printed here"
        " and without a line end after the last. The SHA-256 of all that is the seed. The SHA-256 of the"
        " seed, the sign | and a roll, one after another, is the lot of that roll; the smaller goes first."
        " The whole recipe, with a program: {address}",
        address=f"{site_of(call.batch.office)}{reverse('training_recipe')}",
    )


def draw_pdf(call: Call, draw: Draw, *, now: datetime) -> bytes:
    """How it was drawn, before whom, and where everybody came, for whoever recomputes it."""
    source = (
        say("ড্র্যান্ড, রাউন্ড {n}", "drand quicknet, round {n}", n=digits(call.drand_round or 0, language()))
        if draw.source == Call.DRAND
        else say("তিনজন আবেদনকারীর তোলা টোকেন", "Tokens drawn by three applicants")
    )
    sections: list[dict[str, Any]] = [
        {"title": say("বীজ কীভাবে হলো", "How the seed is made"), "words": seed_words(call)}
    ]
    if draw.witnesses:
        sections.append({"title": say("যাঁদের সামনে", "Before"), "words": "\n".join(draw.witnesses)})
    if draw.minutes:
        sections.append({"title": say("কার্যবিবরণী", "Minutes"), "words": draw.minutes})
    lines = result.lines_of(result.published_result(call, now))
    if lines:
        sections.append(
            {
                "title": say("ফল", "Result"),
                "columns": [
                    {"label": say("ক্রম", "Place"), "width": 1, "align": "right"},
                    {"label": say("রোল", "Roll"), "width": 1, "align": "right"},
                    {"label": say("নম্বর", "Points"), "width": 1, "align": "right"},
                    {"label": say("লটারির মান", "Lot"), "width": 3},
                    {"label": say("ফল", "Result"), "width": 3},
                ],
                "rows": [
                    [
                        *(digits(each, language()) for each in (line.position, line.roll, line.points)),
                        line.lot[:PART],
                        line.words,
                    ]
                    for line in lines
                ],
            }
        )
    data = shared_content(call, say("লটারির কার্যবিবরণী", "Minutes of the draw")) | {
        "facts": [
            (say("প্রশিক্ষণ", "Training"), words.batch_title(call.batch)),
            (say("লটারি হয়েছে", "Drawn"), moment(draw.at)),
            (say("বাইরের সংখ্যা", "Number from outside"), source),
            (say("সংখ্যা", "The number"), ", ".join(in_parts(str(each)) for each in draw.values)),
            (say("তালিকার ছাপ", "Fingerprint of the list"), in_parts(draw.freeze.list_sha256)),
            (say("নিয়মের ছাপ", "Fingerprint of the rule"), in_parts(draw.freeze.rule_sha256)),
            (say("লটারির বীজ", "Seed of the draw"), in_parts(draw.seed)),
        ],
        "sections": sections,
    }
    return render("record", data, made_at=draw.published_at or draw.at)
