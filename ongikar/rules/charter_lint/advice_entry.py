"""Data type for the advice on one fault, which the page of the codes shows beside its message."""

from typing import NamedTuple


class Advice(NamedTuple):
    """`why`: what goes wrong for a person while it stands. `do`: the repair, as one would ask for it."""

    why_bn: str
    why_en: str
    do_bn: str
    do_en: str
