"""Numbers of the slips that are written by hand while there is no power: read off paper, typed in later."""

import re

from .bangla import latin_digits
from .numbers import CHECK_FIGURES

NOT_FIGURE = re.compile(r"\D")
SERIAL_FIGURES = 5
MOST_SERIAL = 10**SERIAL_FIGURES - 1
# Fourteen figures: no tracking number, with or without its check part, has as many, so that none is read as the other.
WRITTEN = re.compile(rf"([0-9]{{4}})([0-9]{{{SERIAL_FIGURES}}})([0-9]{{{CHECK_FIGURES}}})")


def slip_number(geocode: str, serial: int, check: str) -> str:
    """8549-00012-58203: office, the slip's serial, and a check part drawn by lot, so that nobody guesses another's slip."""
    return f"{geocode}-{serial:0{SERIAL_FIGURES}d}-{check}"


def normal_slip_number(typed: str) -> str:
    """What a person typed, in either script and with any separators, as the slip has it; "" if it is none."""
    found = WRITTEN.fullmatch(NOT_FIGURE.sub("", latin_digits(typed)))
    return "-".join(found.groups()) if found else ""
