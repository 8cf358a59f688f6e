"""What is hung up and filed of a selection: the frozen list, and the minutes of the draw, as PDF.

Rolls stand there, never names.
"""

from datetime import datetime
from typing import Any

from django.urls import reverse

from ongikar.core.i18n.say import language, say, value_in_words
from ongikar.offices.sites import site_of
from ongikar.papers.letterhead import letterhead
from ongikar.papers.pdf import render
from ongikar.rules.bangla.text import digits
from ongikar.rules.selection import parse_list
from ongikar.rules.selection.explain import rule_words

from . import result, words
from .models import Call, Draw, Freeze
from .models.call import rule_of

# A hash is read in parts of so many signs.
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
