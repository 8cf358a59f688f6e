"""Advice on each fault in both languages: why it matters and what to do. Used on the page of the codes and with the score."""

from ongikar.rules.charter_lint.advice_document import DOCUMENT
from ongikar.rules.charter_lint.advice_entry import Advice
from ongikar.rules.charter_lint.advice_papers import PAPERS
from ongikar.rules.charter_lint.advice_people import PEOPLE
from ongikar.rules.charter_lint.advice_published import PUBLISHED
from ongikar.rules.charter_lint.advice_time import TIME

ADVICE: dict[str, Advice] = DOCUMENT | TIME | PAPERS | PEOPLE | PUBLISHED
