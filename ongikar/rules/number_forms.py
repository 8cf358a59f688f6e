"""English sentences that count: "{n} [day|days]" says "1 day" and "2 days". Bangla counts with one form."""

import re
from collections.abc import Mapping
from typing import Any

# A choice of forms, or a value that the sentence names.
PARTS = re.compile(r"\[([^\[\]|]*)\|([^\[\]|]*)\]|\{(\w+)\}")


def choose_number_form(sentence: str, values: Mapping[str, Any]) -> str:
    """The sentence with the forms that fit its number, a number or its digits: `n` where it has one, else the
    last one named before.
    """
    if "|" not in sentence:
        return sentence
    count = values.get("n")

    def fitting(part: re.Match[str]) -> str:
        nonlocal count
        if part[3] is None:
            return part[1 if str(count) == "1" else 2]
        value = values.get(part[3])
        if "n" not in values and str(value).isdecimal():
            count = value
        return part[0]

    return PARTS.sub(fitting, sentence)


def counting(sentence: str, **values: Any) -> str:
    """The sentence with its forms and its values: for a line on a terminal, in English."""
    return choose_number_form(sentence, values).format(**values)
