"""A finding as a line of a command's answer."""

from ongikar.rules.bangla.text import digits
from ongikar.rules.charter.lint import Finding
from ongikar.rules.charter.lint.findings import message_of, place_words

# One, and several.
SEVERITY = {
    "error": ("ভুল", "error", "errors"),
    "warning": ("সতর্কতা", "warning", "warnings"),
    "note": ("মন্তব্য", "note", "notes"),
}


def finding_words(found: Finding, tongue: str) -> str:
    severity = SEVERITY[found["severity"]][tongue == "en"]
    return (
        f"  {severity}: {place_words(found['where'], tongue)}: {message_of(found, tongue)} [{found['code']}]"
    )


def counts_in_words(findings: list[Finding], tongue: str) -> str:
    """৪ ভুল, ৯ সতর্কতা, ১৩ মন্তব্য."""
    told = []
    for severity, (bn, one, several) in SEVERITY.items():
        number = sum(1 for found in findings if found["severity"] == severity)
        told.append(f"{digits(number, tongue)} {bn if tongue == 'bn' else one if number == 1 else several}")
    return ", ".join(told)
