"""Template words: `{% say "বাংলা" "English" %}`, its block form for long sentences, and the filters that put
figures and days into the page's language.
"""

import re
from datetime import date, datetime, time
from typing import Any

from django import template
from django.template import Context
from django.template.base import FilterExpression, Parser, TextNode, Token, token_kwargs
from django.utils.html import conditional_escape, escape, format_html_join
from django.utils.safestring import SafeString, mark_safe

from ongikar.core.i18n.lang_markup import language_attribute, mark_languages
from ongikar.core.i18n.say import InTwoLanguages, language, value_in_words
from ongikar.core.number_formats import phone_of
from ongikar.rules.bangla import text
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.number_forms import choose_number_form

register = template.Library()
# `{{ words|mark_languages }}`: what a person wrote, in whichever language.
register.filter("mark_languages", mark_languages)
# `{{ post.phone|phone }}`: +৮৮০ ২৫৮৯৯৬২৪৮৮.
register.filter("phone", phone_of)


NOTHING = mark_safe("")


class SayNode(template.Node):
    """Two sentences, one of which is said. Without values both are ready before the first page is made."""

    def __init__(
        self, bn: SafeString, en: SafeString, values: dict[str, FilterExpression], asvar: str | None
    ) -> None:
        self.sentences = {"bn": bn, "en": en}
        self.values, self.asvar = values, asvar

    def render(self, context: Context) -> SafeString:
        tongue = language()
        said = self.sentences[tongue]
        if self.values:
            values = {name: value.resolve(context) for name, value in self.values.items()}
            said = mark_safe(  # noqa: S308
                text.fill(
                    choose_number_form(said, values) if tongue == "en" else said,
                    {
                        name: conditional_escape(
                            value if isinstance(value, SafeString) else value_in_words(value, tongue)
                        )
                        for name, value in values.items()
                    },
                )
            )
        if self.asvar:
            context[self.asvar] = said
            return NOTHING
        return said

    # Without the wrapper that tells debuggers the place of a fault: a sentence does not fail.
    render_annotated = render


@register.tag
def say(parser: Parser, token: Token) -> SayNode:
    """{% say "বাংলা {x}" "English {x}" x=value [as name] %}. The two sentences are trusted markup, the values
    are not.
    """
    bits = token.split_contents()[1:]
    asvar = None
    if len(bits) >= 2 and bits[-2] == "as":
        asvar, bits = bits[-1], bits[:-2]
    if len(bits) < 2:
        raise template.TemplateSyntaxError("say takes the Bangla and the English sentence")
    values = token_kwargs(bits[2:], parser)
    for bit in bits[:2]:
        if bit[0] not in "'\"":
            raise template.TemplateSyntaxError("say takes two quoted sentences; print a variable by itself")
    # The sentences are literals, so what they say is known now.
    bn, en = (mark_safe(str(parser.compile_filter(bit).resolve(Context()))) for bit in bits[:2])  # noqa: S308
    return SayNode(bn, en, values, asvar)


# Of a source line: a no-break space is part of a sentence.
SOURCE_SPACE = re.compile(r"[ \t\r\n\f]+")


def parse_sentence(parser: Parser, end: str) -> SafeString:
    """The literal text up to the tag `end`, on one line, with the tag taken off."""
    nodes = parser.parse((end,))
    parser.delete_first_token()
    texts = [node.s for node in nodes if type(node) is TextNode]
    if len(texts) < len(nodes):
        raise template.TemplateSyntaxError("say_block takes literal sentences; give it values by name")
    sentence = SOURCE_SPACE.sub(" ", "".join(texts)).strip(" ")
    if not sentence:
        raise template.TemplateSyntaxError("say_block takes the Bangla and the English sentence")
    return mark_safe(sentence)  # noqa: S308


@register.tag
def say_block(parser: Parser, token: Token) -> SayNode:
    """`say` for sentences longer than a line, which a tag cannot break:

        {% say_block [x=value] [as name] %}বাংলা {x}{% in_english %}English {x}{% endsay_block %}

    Each sentence may run over several lines; it is said with single spaces, and none at its ends.
    """
    bits = token.split_contents()[1:]
    asvar = None
    if len(bits) >= 2 and bits[-2] == "as":
        asvar, bits = bits[-1], bits[:-2]
    values = token_kwargs(bits, parser)
    if bits:
        raise template.TemplateSyntaxError("say_block takes values by name: x=value")
    bn = parse_sentence(parser, "in_english")
    en = parse_sentence(parser, "endsay_block")
    return SayNode(bn, en, values, asvar)


# Of each language the twin, and what it is called there.
TWINS = {"bn": ("en", "English"), "en": ("bn", "বাংলা")}


@register.simple_tag(takes_context=True)
def other_language(context: Context) -> SafeString:
    """The way to the page's twin in the other language, where it has one."""
    if not (url := context.get("other_language_url")):
        return NOTHING
    twin, words = TWINS[language()]
    return mark_safe(f'<a class="lang" lang="{twin}" hreflang="{twin}" href="{escape(url)}">{words}</a>')  # noqa: S308


@register.filter
def n(value: Any) -> str:
    """Digits of the page's language; whole numbers also grouped."""
    if isinstance(value, int) and not isinstance(value, bool):
        return text.grouped_number(value, language())
    return text.digits(value, language())


@register.filter
def plain_digits(value: Any) -> str:
    """Digits of the page's language, never grouped: numbers of cases, years."""
    return text.digits(value, language())


def local(value: Any) -> Any:
    return value.astimezone(TZ) if isinstance(value, datetime) else value


@register.filter
def iso(value: date | None) -> str:
    """2026-12-06T10:42:00+06:00, for the machine that reads a page."""
    return local(value).isoformat() if value else ""


def as_day(value: date) -> date:
    value = local(value)
    return value.date() if isinstance(value, datetime) else value


@register.filter
def day(value: date | None) -> str:
    """রবিবার, ৬ ডিসেম্বর ২০২৬."""
    return text.date_words(as_day(value), language()) if value else ""


@register.filter
def day_full(value: date | None) -> str:
    """The day with its date of the Bangla calendar."""
    return text.date_words(as_day(value), language(), bangla_year=True) if value else ""


@register.filter
def day_short(value: date | None) -> str:
    """৬ ডিসেম্বর."""
    return text.day_month(as_day(value), language()) if value else ""


@register.filter
def weekday(value: date | None) -> str:
    """রবিবার, ৬ ডিসেম্বর."""
    return text.date_words(as_day(value), language(), year=False) if value else ""


@register.filter
def moment(value: datetime | None) -> str:
    """রবিবার, ৬ ডিসেম্বর, সকাল ১০টা ৪২ মিনিট."""
    return f"{weekday(value)}, {clock(value)}" if value else ""


@register.filter
def time_of_day(value: str) -> str:
    """সকাল ১০টা ৩০ মিনিট of what is kept as 10:30."""
    return text.time_words(time.fromisoformat(value), language()) if value else ""


@register.filter
def clock(value: datetime | None) -> str:
    """সকাল ১০টা ৪২ মিনিট."""
    return text.time_words(local(value), language()) if value else ""


@register.filter
def lang(value: str) -> str:
    """` lang="bn"` for an option whose words are not in the page's language; "" else."""
    return format_html_join("", ' {}="{}"', language_attribute(str(value)).items())


@register.filter
def words_of(thing: InTwoLanguages, field: str) -> str:
    """`{{ service|words_of:"name" }}`: the field in the page's language."""
    return thing.in_words(field)
