"""Blank forms filled and given out: each takes a number in the ledger, one that names people is internal."""

from collections.abc import Callable
from pathlib import PurePath

from access.actors import Act
from access.users import current_user
from blank_forms.counting import units_within
from blank_forms.filling import FilledForm, fill
from blank_forms.form import BlankForm
from blank_forms.opening import FormRefusedError
from blank_forms.saving import save
from dissemination import issuing
from dissemination.issuing import IssuedFile
from presentation import labels
from reference import vietnamese
from reference.forms import is_kept_back
from stats import queries
from stats.scope import NotToldError
from stats.selection import Selection, View
from stats.source import StatisticsSource

NAME = "fill"
"""Its name in the ledger and on the command line."""


def file_name_of(form: BlankForm) -> str:
    """Give the filled form its file's name: «bieu-so-1_da-dien.xlsx»."""
    return f"{PurePath(form.name).stem}_da-dien.xlsx"


def issue(
    url: str,
    source: StatisticsSource,
    selection: Selection,
    form: BlankForm,
    *,
    by_commune: bool = False,
    file_name: str = "",
    deliver: Callable[[bytes], object] | None = None,
) -> tuple[IssuedFile, FilledForm]:
    """Fill a form, take a number, hand it over.

    Raises FormRefusedError and NotAllowedError before a number is taken, NotIssuedError where the ledger cannot be
    written.
    """
    if form.lists_people and selection.territory is not View.REPORTED:
        raise FormRefusedError("Danh sách từng người lập theo đơn vị đã báo cáo. Hãy chọn địa giới «Như đã báo cáo».")
    if form.lists_people:
        current_user().require(Act.PEOPLE, _units(source, selection, form))
    try:
        filled = fill(source, selection, form, by_commune=by_commune, people=current_user().people)
    except NotToldError as error:
        raise FormRefusedError(str(error)) from None
    scope = labels.people(selection, source.names_of(selection))
    record = issuing.selected(
        source,
        selection,
        name=NAME,
        kind="xlsx",
        file_name=file_name or file_name_of(form),
        title=f"Biểu mẫu điền số liệu: {form.name}",
        data_version=source.ask(queries.data_version),
        is_demo=source.ask(queries.is_demo),
        is_internal=form.lists_people or _counts_sensitive(form),
    )
    day = vietnamese.day(selection.as_of)
    issued = issuing.issue(url, record, lambda stamp: save(filled, stamp, scope, day), deliver)
    return issued, filled


def _counts_sensitive(form: BlankForm) -> bool:
    """Tell whether a form asks for ethnic groups or religions: it has exact numbers, so it is for internal use."""
    rules = (
        rule
        for table in form.tables
        for rule in (table.people, *(meaning.rule for meaning in (*table.columns, *table.rows)))
        if rule is not None
    )
    return any(map(is_kept_back, rules))


def _units(source: StatisticsSource, selection: Selection, form: BlankForm) -> list[tuple[str, str | None]]:
    tiers = tuple(dict.fromkeys(tier for table in form.tables for tier in table.tiers))
    return [(row.code, row.district_code) for row in units_within(source, selection, tiers)]
