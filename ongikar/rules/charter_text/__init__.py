"""A published charter, read: what its words say, before any person has touched it."""

from typing import Any

from ongikar.rules.charter_text.reading import Reading

__all__ = ["read"]


def read(text: str) -> dict[str, Any]:
    """The reading of a charter document given as text, with findings for every fault.

    Never raises for any text: what is not understood is kept in `raw` or named in a finding. Columns are known by
    their headings, never by their place. Contents are NFC, single-spaced and trimmed.
    """
    return Reading().of(text)
