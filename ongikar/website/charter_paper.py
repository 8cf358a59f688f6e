"""The charter as a PDF in an official form. It stands here since the charter's own room lies below the papers."""

from ongikar.charter.models import CharterVersion
from ongikar.charter.publication.forms import Form
from ongikar.charter.publication.sheet import as_data, sheet_of
from ongikar.papers.letterhead import letterhead
from ongikar.papers.pdf import render


def charter_pdf(version: CharterVersion, form: Form) -> bytes:
    """The paper of a published version in the language at hand."""
    data = as_data(sheet_of(version, form)) | {"office": letterhead(version.office)}
    return render("charter", data, made_at=version.published_at)
