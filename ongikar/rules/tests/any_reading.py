"""What was read of a charter made to order, to be held against what was meant."""

from ongikar.rules.charter.parse import read_text
from ongikar.rules.charter.score import fields_of
from ongikar.rules.tests.any_charter import Charter


def said(charter: Charter, text: str) -> list[dict]:
    """What was read, of the fields that were meant."""
    read_services = read_text(f"সিটিজেন চার্টার\nনাগরিক সেবা\n{text}")["services"]
    keys = [set(meant) for meant in charter.means()] + [{"number"}] * len(read_services)
    return [
        {
            key: value
            for key, value in (fields_of(service) | {"name": service["name"]}).items()
            if key in wanted
        }
        for service, wanted in zip(read_services, keys, strict=False)
    ]
