"""Retirements in words and tables: the convention that every number of them is printed with, months, units, losses."""

from collections.abc import Sequence

import reference
from presentation import labels
from presentation.charts import counted
from presentation.charts.model import Caption, Cell, Chart, Column, Kind, Native, Shape, Table
from presentation.prose import Prose, counting, prose, proses
from reference import vietnamese
from reference.ages import Month, retirement_ages
from stats import groups
from stats.cube import Conditions
from stats.groups import QUOTA as QUOTA_GROUP
from stats.groups import group, reaching, retiring
from stats.names import Names
from stats.retirements import DUE, LATER, LEAVING_FIELDS, PAST, UNKNOWN, Retirements, retirements
from stats.selection import Selection, View
from stats.source import StatisticsSource

DUE_PEOPLE, YEAR_ONLY = "Đến tuổi nghỉ hưu", "Trong đó chỉ biết năm sinh"
MONTH, PENSION, UNIT, CODE = "Tháng đủ tuổi", "Hưởng lương hưu từ tháng", "Đơn vị", "Mã"
PAST_PEOPLE = "Đã quá tuổi"
QUOTA, PRESENT = "Biên chế", "Có mặt"
GAP, GAP_AFTER = "Thừa (+), thiếu (−) nay", "Thừa (+), thiếu (−) sau khi nghỉ"
_MOST = 5
"""So many values of a field are named in a sentence."""
_LOSSES = {
    "education": "Trình độ chuyên môn của người đến tuổi nghỉ hưu",
    "it": "Tin học của người đến tuổi nghỉ hưu",
    "position": "Chức vụ, chức danh của người đến tuổi nghỉ hưu",
}


def retirement_sentences(source: StatisticsSource, selection: Selection) -> tuple[Prose, ...]:
    """Word the retirements of the usual number of years for a report: who, by which rule, what leaves, what is left."""
    held = source.derive(retirements, selection, int(reference.limit("retirement_years")))
    near = source.derive(retirements, selection, 1).of_group(DUE).people
    soon = counting(vietnamese.number(near), retiring(DUE, 1) if near else None)
    posts = [unit for unit in held.units if unit.gap_after is not None]
    then = sum(unit.gap_after or 0 for unit in posts)
    balance = f"thừa {vietnamese.number(then)}" if then > 0 else f"thiếu {vietnamese.number(-then)}"
    left = f"Sau khi họ nghỉ, nếu không tuyển mới, các đơn vị có biên chế {balance if then else 'vừa đủ'} người."
    return proses(
        [
            f"Có {_due(held)}; trong 12 tháng tới có {soon} người. {_apart(held)}",
            *(f"{name}: {_losses(held, field)}." for field, name in _LOSSES.items() if held.leaving(field)),
            *((left,) if posts else ()),
            convention(held),
        ]
    )


def _losses(held: Retirements, field: str) -> str:
    counts = list(held.leaving(field).items())
    due = retiring(DUE, held.years)
    named = (
        f"{_in_prose(field, code)} {counting(vietnamese.number(number), ((field, code), *due))}"
        for code, number in counts[:_MOST]
    )
    rest = sum(number for _, number in counts[_MOST:])
    return ", ".join([*named, *([f"khác {vietnamese.number(rest)}"] if rest else [])])


def _in_prose(field: str, code: str | None) -> str:
    name = value_name(field, code)
    return name if code is not None and field == "position" else vietnamese.in_sentence(name)


def month(when: Month) -> str:
    """Word a month: «01/2026», «5/2026»."""
    return f"{vietnamese.month(when.number)}/{when.year}"


def time(held: Retirements) -> str:
    """Word the time that is looked at: «từ tháng 12/2023 đến hết tháng 12/2033»."""
    return f"từ tháng {month(held.first)} đến hết tháng {month(held.last)}"


def convention(held: Retirements) -> str:
    """Say by which rule and which reading of birth dates the months are found."""
    newest = retirement_ages()["male"][-1].source.partition(",")[0]
    return (
        f"Tuổi nghỉ hưu trong điều kiện lao động bình thường theo {newest}: nghỉ khi hết tháng đủ tuổi, hưởng lương "
        f"hưu từ tháng liền sau. Tính {time(held)}. Chỉ biết năm sinh thì coi là sinh ngày 01/01 và đếm riêng. "
        "Chưa tính trường hợp nghỉ sớm hoặc kéo dài."
    )


def apart(held: Retirements) -> str:
    """Say who stands beside the months: people past the age, later ones, those of whom it cannot be told."""
    return prose(_apart(held))


def _apart(held: Retirements) -> str:
    past, unknown = held.of_group(PAST), held.of_group(UNKNOWN)
    parts = [f"{_people(held, PAST)} đã quá tuổi nghỉ hưu{_year_only(held, PAST, past.year_only)}"]
    parts += [f"{_people(held, LATER)} đến tuổi sau kỳ này"]
    if unknown.people:
        parts += [f"{_people(held, UNKNOWN)} chưa rõ ngày sinh hoặc giới tính nên không xếp được"]
    return f"Ngoài ra: {'; '.join(parts)}."


def _people(held: Retirements, who: str) -> str:
    """«812 người»: those of a group, who can be looked up."""
    number = held.of_group(who).people
    return f"{counting(vietnamese.number(number), retiring(who, held.years) if number else None)} người"


def headline(held: Retirements) -> str:
    """Sum up: «812 trong 2.366 người đến tuổi nghỉ hưu từ tháng …, trong đó 45 người chỉ biết năm sinh»."""
    return prose(_due(held))


def _due(held: Retirements) -> str:
    due = held.of_group(DUE)
    number = counting(vietnamese.number(due.people), retiring(DUE, held.years) if due.people else None)
    people = f"{number} trong {counting(vietnamese.number(held.people), counted.EVERYBODY)} người"
    return f"{people} đến tuổi nghỉ hưu {time(held)}{_year_only(held, DUE, due.year_only)}"


def _year_only(held: Retirements, who: str, people: int) -> str:
    where = (*retiring(who, held.years), *group(groups.YEAR_ONLY))
    number = counting(vietnamese.number(people), where)
    return f", trong đó {number} người chỉ biết năm sinh" if people else ""


def posts_note(held: Retirements) -> str:
    """Say what a unit's posts are held against, and who counts; nothing where no quota is given."""
    if not held.measure:
        return ""
    kind = vietnamese.in_sentence(reference.figures.measures()[held.measure].label)
    return (
        f"Thừa, thiếu: người tính vào {kind} trừ {kind}; «sau khi nghỉ» bớt người đến tuổi trong kỳ và người đã quá "
        "tuổi, chưa kể người tuyển mới."
    )


def tables(source: StatisticsSource, selection: Selection, held: Retirements, *, is_demo: bool) -> tuple[Chart, ...]:
    """Make the tables for a workbook: months, units, units by month, what leaves; each with the convention."""
    made = (
        ("theo_thang", "Nghỉ hưu theo tháng", by_month(held)),
        ("theo_don_vi", "Nghỉ hưu và biên chế theo đơn vị", by_unit(held)),
        (
            "don_vi_thang",
            "Nghỉ hưu theo đơn vị và tháng",
            by_unit_and_month(held, source.names_of(selection), selection.territory),
        ),
        *((field, _LOSSES[field], leaving(held, field)) for field in LEAVING_FIELDS),
    )
    return tuple(
        tabled(name, caption(source, selection, held, what, is_demo=is_demo), table) for name, what, table in made
    )


def tabled(name: str, words: Caption, table: Table) -> Chart:
    """Make a table that no chart draws."""
    return Chart(name, words, figure=None, table=table, native=Native(Shape.BAR, ()), alt=words.title)


def caption(
    source: StatisticsSource,
    selection: Selection,
    held: Retirements,
    what: str,
    *,
    is_demo: bool,
    subtitle: str = "",
) -> Caption:
    """Word a chart or table of retirements: the convention and who stands apart go with each."""
    names = source.names_of(selection)
    return Caption(
        labels.title(what, selection, names),
        subtitle or f"Đơn vị tính: người · {headline(held)}",
        labels.source_line(source.missing(selection).coverage, selection.as_of, is_demo, selection.level),
        labels.file_name(what, names.slug(selection), selection.as_of, "").rstrip("."),
        tuple(filter(None, (convention(held), apart(held), posts_note(held)))),
        is_demo=is_demo,
        heading=what,
    )


def by_month(held: Retirements) -> Table:
    """Make a row for each month in which anybody reaches the age, with the month from which the pension is paid."""
    columns = [Column(MONTH, Kind.TEXT), Column(PENSION, Kind.TEXT), *_counts(DUE_PEOPLE, YEAR_ONLY)]
    rows = [
        (month(when), month(when.following), number.people, number.year_only)
        for when, number in held.by_month().items()
    ]
    whens = [reaching(when.year, when.number) for when in held.by_month()]
    return Table(tuple(columns), tuple(rows)).with_people(whens, due_columns(held))


def due_columns(held: Retirements) -> list[Conditions]:
    """Give the conditions of the columns DUE_PEOPLE and YEAR_ONLY."""
    due = retiring(DUE, held.years)
    return [due, (*due, *group(groups.YEAR_ONLY))]


def by_unit(held: Retirements) -> Table:
    """Make a row for each unit: who is due and past, and its posts today and after them, where a quota is given."""
    columns = [Column(UNIT, Kind.TEXT), Column(CODE, Kind.TEXT), *_counts(DUE_PEOPLE, YEAR_ONLY, PAST_PEOPLE)]
    if held.measure:
        columns += _counts(QUOTA, PRESENT, GAP, GAP_AFTER)
    rows: list[tuple[Cell, ...]] = []
    for unit in held.units:
        posts = (unit.quota, unit.present, unit.gap, unit.gap_after) if held.measure else ()
        rows.append((unit.name, unit.code, unit.due.people, unit.due.year_only, unit.past.people, *posts))
    people: list[Conditions | None] = [*due_columns(held), retiring(PAST, held.years)]
    people += [None, group(QUOTA_GROUP, held.measure), None, None] if held.measure else []
    places = [counted.of_place("unit", unit.code) for unit in held.units]
    return Table(tuple(columns), tuple(rows)).with_people(places, people)


def by_unit_and_month(held: Retirements, names: Names, view: View) -> Table:
    """Make a row for each unit and month in which anybody of it reaches the age."""
    columns = [Column(UNIT, Kind.TEXT), Column(CODE, Kind.TEXT), Column(MONTH, Kind.TEXT), Column(PENSION, Kind.TEXT)]
    rows = [
        (
            names.of(code) if code else labels.no_place("unit", view),
            code,
            month(when),
            month(when.following),
            n.people,
            n.year_only,
        )
        for (code, when), n in held.by_unit_and_month().items()
    ]
    whens = [
        (*unit, *reaching(when.year, when.number)) if (unit := counted.of_place("unit", code)) else None
        for code, when in held.by_unit_and_month()
    ]
    return Table((*columns, *_counts(DUE_PEOPLE, YEAR_ONLY)), tuple(rows)).with_people(whens, due_columns(held))


def leaving(held: Retirements, field: str) -> Table:
    """Make a row for each value of a field that those who are due have, most first."""
    rows = [(value_name(field, code), number) for code, number in held.leaving(field).items()]
    table = Table((Column(reference.field_label(field), Kind.TEXT), *_counts(DUE_PEOPLE)), tuple(rows))
    return table.with_people([((field, code),) for code in held.leaving(field)], due_columns(held)[:1])


def value_name(field: str, code: str | None) -> str:
    """Name a value of a field, a text as it is."""
    return vietnamese.NOT_DECLARED if code is None else reference.code_label(field, code)


def _counts(*headers: str) -> Sequence[Column]:
    return [Column(header, Kind.COUNT) for header in headers]
