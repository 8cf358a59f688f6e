"""What a generic reference points at: each app says here how its things are named, found and guarded.

A block such as tasks or letters serves things of apps that stand above it. It keeps (subject_type,
subject_id) and asks this registry for the rest. An app registers its types in its `declarations`; those of
records their desks say (records/desk.py).
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.db.models import Model

from ongikar.core.i18n.say import say, say_lazy
from ongikar.journal.actions import SubjectReference
from ongikar.offices.models import Office
from ongikar.rules.bangla.text import latin_digits

from .post_holders import PostHolder

RESTRICTED = say_lazy("সীমিত", "Restricted")


@dataclass(frozen=True, slots=True)
class SubjectLine:
    """One subject as a page names it: its number, a title in the language at hand, its page for the staff,
    and its office. `is_restricted`: the reader may not know which it is; then the rest is empty.
    """

    number: str
    title: str
    url: str
    office_id: int
    is_restricted: bool = False


@dataclass(frozen=True, slots=True)
class SubjectType:
    """One type of subject.

    `name`: what stands in `subject_type`. `words`: what it is called, in both languages. `load`: the lines of
    these keys in one statement; a key that is gone is left out. `readable`: of these lines the keys of those
    that a desk may know of, in one statement at most. `find`: the key of whatever of an office bears a
    number, as it was typed; None where nothing does.
    """

    name: str
    words: tuple[str, str]
    load: Callable[[Iterable[int]], Mapping[int, SubjectLine]]
    readable: Callable[[PostHolder, Mapping[int, SubjectLine]], Collection[int]]
    find: Callable[[Office, str], int | None] | None = None


SUBJECT_TYPES: dict[str, SubjectType] = {}
# Tables whose rows point at subjects in `subject_type` and `subject_id`: the doctor looks through them.
REFERRING_MODELS: list[type[Model]] = []


def register_subject(subject_type: SubjectType) -> None:
    SUBJECT_TYPES[subject_type.name] = subject_type


def register_referring_model(model: type[Model]) -> None:
    if model not in REFERRING_MODELS:
        REFERRING_MODELS.append(model)


def load_subjects(
    references: Iterable[SubjectReference], holder: PostHolder | None = None
) -> dict[SubjectReference, SubjectLine]:
    """The lines of all these references, in one statement for each type among them.

    With a desk, what it may not read is named as restricted and nothing more. Without one, everything is
    named: for papers and messages of the office itself. What is gone, or of a type that nobody registered, is
    left out.
    """
    keys: dict[str, set[int]] = defaultdict(set)
    for name, key in references:
        keys[name].add(key)
    lines: dict[SubjectReference, SubjectLine] = {}
    for name, of_type in keys.items():
        if (subject_type := SUBJECT_TYPES.get(name)) is None:
            continue
        loaded = subject_type.load(sorted(of_type))
        readable = loaded.keys() if holder is None else subject_type.readable(holder, loaded)
        for key, line in loaded.items():
            lines[name, key] = line if key in readable else restricted_line(line.office_id)
    return lines


def find_subjects(office: Office, typed: str) -> list[SubjectReference]:
    """Whatever of an office bears this number, in either script."""
    number = latin_digits(typed).strip()
    return [
        (name, key)
        for name, subject_type in SUBJECT_TYPES.items()
        if subject_type.find and (key := subject_type.find(office, number)) is not None
    ]


def readable_by_roles(roles: Collection[str]) -> Callable[[PostHolder, Mapping[int, SubjectLine]], list[int]]:
    """The usual guard: whoever holds a post of one of these roles in the office of the thing."""

    def readable(holder: PostHolder, lines: Mapping[int, SubjectLine]) -> list[int]:
        return [key for key, line in lines.items() if holder.has(line.office_id, roles)]

    return readable


def restricted_line(office_id: int) -> SubjectLine:
    return SubjectLine("", str(RESTRICTED), "", office_id, is_restricted=True)


def subject_words(name: str) -> str:
    """What a type of subject is called in the language at hand; "" of one that nobody registered."""
    subject_type = SUBJECT_TYPES.get(name)
    return say(*subject_type.words) if subject_type else ""


# How many keys are looked up at once.
PAGE = 500


def dangling_references() -> Iterator[tuple[type[Model], int, SubjectReference]]:
    """Each row whose subject is gone, or of a type nobody registered, as (table, key, reference)."""
    for model in REFERRING_MODELS:
        rows = model._default_manager.exclude(subject_type="").order_by("pk")
        page: list[tuple[int, str, int]] = []
        for row in rows.values_list("pk", "subject_type", "subject_id").iterator(chunk_size=PAGE):
            page.append(row)
            if len(page) == PAGE:
                yield from dangling_of(model, page)
                page = []
        yield from dangling_of(model, page)


def dangling_of(
    model: type[Model], rows: list[tuple[int, str, int]]
) -> Iterator[tuple[type[Model], int, SubjectReference]]:
    known = load_subjects((name, key) for _, name, key in rows)
    for pk, name, key in rows:
        if (name, key) not in known:
            yield model, pk, (name, key)
