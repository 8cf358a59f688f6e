"""Words of visits for templates."""

from django import template

from ongikar.visits.words import clock_words, minutes_words, span_words

register = template.Library()
register.filter("short_clock", clock_words)
register.filter("minutes", minutes_words)
register.filter("span", span_words)
