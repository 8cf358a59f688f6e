"""What `manage.py check` says of a declaration that cannot be: where it stands, and what to do."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error, register
from django.core.exceptions import FieldDoesNotExist
from django.db.models import UniqueConstraint

from .acts import Act, EnterAct, RowAct
from .desk import Desk
from .filters import Filter
from .lists import DeskList
from .models import ActRow, Row, RowOfRecord


@register()
def check_desks(app_configs: Sequence[Any] | None, **_: Any) -> list[CheckMessage]:
    from .registry import DESKS, LISTS

    desks = list(DESKS.values())
    faults = [*same_addresses(desks), *(fault for desk in desks for fault in faults_of_desk(desk))]
    alone = [listed for listed in LISTS.values() if not isinstance(listed, Desk)]
    faults += [fault for listed in alone for fault in faults_of_list(listed)]
    for model in apps.get_models():
        if issubclass(model, Row):
            faults += faults_of_seals(model)
        if issubclass(model, RowOfRecord):
            faults += faults_of_row(model)
    return faults


def same_addresses(desks: Sequence[Desk]) -> Iterator[CheckMessage]:
    """Names are compared with those of records too: `desk` and `desks` lie beside each other."""
    taken: dict[str, Desk] = {}
    for desk in desks:
        for address in (f"desk/{desk.path}/", desk.name, desk.names):
            if taken.setdefault(address, desk) is not desk:
                yield fault(
                    f"{address} is an address of {type(taken[address]).__name__} already",
                    hint="Give the desk a name, names and a path of its own.",
                    of=type(desk),
                    id="records.E009",
                )


def faults_of_filters(desk: DeskList) -> Iterator[CheckMessage]:
    for each in desk.list_filter:
        # One that narrows nothing is read by the list itself.
        narrows = type(each).narrow is not Filter.narrow
        if narrows and not begins_an_index(desk.model, ("office", *each.reads)):
            yield fault(
                f"no index of {desk.model.__name__} begins with office, {', '.join(each.reads) or 'nothing'},"
                f" by which its list is narrowed ({each.name})",
                hint="Add the index, or say in `reads` which one it goes by.",
                of=type(desk),
                id="records.E010",
            )
    for name in desk.search_fields:
        if wrong := fault_of_way(desk.model, name):
            yield fault(
                f"search_fields leads over {wrong}",
                hint="Correct the name.",
                of=type(desk),
                id="records.E011",
            )


def faults_of_order(desk: DeskList) -> Iterator[CheckMessage]:
    ordered_by = desk.ordered_by or desk.newest_by
    if ordered_by and not has_column(desk.model, ordered_by):
        yield fault(
            f"{'ordered_by' if desk.ordered_by else 'newest_by'} names {ordered_by}, which"
            f" {desk.model.__name__} has not",
            hint="Correct the name.",
            of=type(desk),
            id="records.E001",
        )
        return
    if not desk.search_fields:
        return
    ordered = tuple(str(name).removesuffix("_id") for name in desk.newest(0).query.order_by[:2])
    if not begins_an_index(desk.model, ordered, in_order=True):
        yield fault(
            f"no index of {desk.model.__name__} begins with {', '.join(ordered)}, by which words are sought",
            hint="Add the index, or order `newest` by one that is there.",
            of=type(desk),
            id="records.E013",
        )


def begins_an_index(model: type[Any], columns: tuple[str, ...], *, in_order: bool = False) -> bool:
    """`in_order`: it is read from one end to the other, so each column runs the same way as the index, or
    each the other way; else PostgreSQL reads and sorts all that there is.
    """
    meta = model._meta
    kept = [each.fields for each in meta.indexes]
    kept += [each.fields for each in meta.constraints if isinstance(each, UniqueConstraint)]
    begins = [tuple(fields[: len(columns)]) for fields in kept]
    if len(columns) < 2:
        return False
    if in_order:
        other_way = tuple(each[1:] if each.startswith("-") else f"-{each}" for each in columns)
        return columns in begins or other_way in begins
    return columns in [tuple(each.removeprefix("-") for each in fields) for fields in begins]


def fault_of_way(model: Any, way: str) -> str:
    """Of a way over columns the first that is not there; "" where all are."""
    for name in way.split("__"):
        if not has_column(model, name):
            return f"{name}, which {model.__name__} has not"
        model = model._meta.get_field(name).related_model
    return ""


def faults_of_list(desk: DeskList) -> Iterator[CheckMessage]:
    yield from faults_of_names(desk, filter(None, (desk.title, desk.subtitle, *desk.columns)))
    yield from faults_of_order(desk)
    yield from faults_of_filters(desk)


def faults_of_names(desk: DeskList, names: Iterable[str]) -> Iterator[CheckMessage]:
    for name in names:
        method = getattr(desk, name, None)
        if not callable(method) and not has_column(desk.model, name):
            yield fault(
                f"{name} is neither a method of the desk nor a column of {desk.model.__name__}",
                hint="Correct the name, or write the method.",
                of=type(desk),
                id="records.E001",
            )
        elif callable(method) and not hasattr(method, "words"):
            yield fault(
                f"{name} is shown and has no words",
                hint='Write @label("…", "…") above the method.',
                of=type(desk),
                id="records.E002",
            )


def faults_of_desk(desk: Desk) -> Iterator[CheckMessage]:
    yield from faults_of_list(desk)
    yield from faults_of_names(desk, desk.summary)
    names = [act.name for act in desk.acts]
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield fault(
            f"two acts have the address {name}", hint="Name one otherwise.", of=type(desk), id="records.E003"
        )
    for act in desk.acts:
        if not has_verb(act):
            yield fault(
                f"the act {act.name} does not say what it is called in the journal",
                hint="Name its verb, or of a table of acts which of them it is (`act`).",
                of=type(desk),
                id="records.E012",
            )
        if not isinstance(act, EnterAct | RowAct):
            continue
        finds_them = isinstance(act, RowAct) and type(act).rows_of is not RowAct.rows_of
        if not finds_them and not getattr(act.model, "PARENT", ""):
            yield fault(
                f"{act.model.__name__} names no record that it belongs to",
                hint='Set PARENT = "the column of the record".',
                of=act.model,
                id="records.E004",
            )


def has_verb(act: Act) -> bool:
    """Of one that names its verb, or which of a table of acts it is; of any other its row says it."""
    if isinstance(act, EnterAct) and issubclass(act.model, ActRow):
        return bool(act.act)
    return bool(getattr(act, "verb", True))


def faults_of_row(model: type[RowOfRecord]) -> Iterator[CheckMessage]:
    if not hasattr(model, "VERB") and not hasattr(model, "SAID"):
        yield fault(
            f"{model.__name__} has no verb under which the journal tells of it",
            hint='Set VERB = "the act_in_the_past".',
            of=model,
            id="records.E005",
        )
    way = getattr(model, "PARENT", "")
    if way and (wrong := fault_of_way(model, way)):
        yield fault(
            f"PARENT leads over {wrong}",
            hint="Correct the name of the column.",
            of=model,
            id="records.E006",
        )
    for name in model.PERSONAL_DATA:
        if not has_column(model, name):
            yield fault(
                f"PERSONAL_DATA names {name}, which is no column",
                hint="Correct the name.",
                of=model,
                id="records.E007",
            )


def faults_of_seals(model: type[Row]) -> Iterator[CheckMessage]:
    for name, reason in model.UNSEALED.items():
        is_there = has_column(model, name)
        if not reason.strip() or not is_there:
            yield fault(
                f"{name} is not sealed and nothing says why"
                if is_there
                else f"UNSEALED names {name}, which is no column",
                hint='Write UNSEALED = {"the column": "why nothing is promised by it"}.',
                of=model,
                id="records.E008",
            )


def fault(words: str, hint: str, of: Any, id: str) -> Error:
    """`of`: the class in whose file it stands."""
    file = f"{of.__module__.replace('.', '/')}.py"
    return Error(words, hint=hint, obj=f"{file}: {of.__name__}", id=id)


def has_column(model: Any, name: str) -> bool:
    try:
        model._meta.get_field(name)
    except FieldDoesNotExist:
        return False
    return True
