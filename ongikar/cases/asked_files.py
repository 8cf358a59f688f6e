"""Files asked for in a form: each is taken by whoever wants it, and one that cannot be taken is a fault of its field."""

from collections.abc import Callable, Iterable

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from ongikar.frame.fields import NAMELESS, Upload
from ongikar.frame.forms import Form
from ongikar.frame.say import say, speaking
from ongikar.papers.actions import checked
from ongikar.papers.check import Clean, PaperFault
from ongikar.papers.models import Paper

MOST_TITLE = Paper._meta.get_field("title").max_length


def asked_files(form: Form) -> Iterable[tuple[str, str, UploadedFile]]:
    """Each file that came with the answers: its field, the title it is kept under, which is Bangla, and itself."""
    for name, field in form.fields.items():
        if isinstance(field, Upload) and (upload := form.cleaned_data.get(name)):
            with speaking("bn"):
                title = str(field.label)[:MOST_TITLE]
            yield name, title, upload


def take_files[Taken](
    form: Form, files: Iterable[tuple[str, str, UploadedFile]], take: Callable[[str, UploadedFile], Taken]
) -> list[Taken] | None:
    """What `take` makes of each file, from its title and itself; None where it raised PaperFault and the form is at fault."""
    taken = []
    for name, title, upload in files:
        try:
            taken.append(take(title, upload))
        except PaperFault as fault:
            form.add_error(name, ValidationError(say(fault.bn, fault.en), NAMELESS))
    return None if form.errors else taken


def with_title(title: str, upload: UploadedFile) -> tuple[str, Clean]:
    """What `take_files` makes of each file where the case does not stand yet: its title, and its checked content."""
    return title, checked(upload)
