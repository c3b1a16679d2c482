"""The education standard and training in words and tables."""

from collections.abc import Iterable

import reference
from presentation import labels
from presentation.charts import counted
from presentation.charts.model import Caption, Chart, Column, Kind, Table
from presentation.prose import Prose, counting, prose, proses
from presentation.retirements import month, tabled
from reference import vietnamese
from stats import groups
from stats.cube import Conditions
from stats.groups import group
from stats.named_lists import NamedPerson
from stats.names import Names
from stats.retirements import DUE, PAST
from stats.selection import Selection, View
from stats.source import StatisticsSource
from stats.standards import GapLine, StandardGap, standard_gap
from stats.training import AXES, Training, training

PEOPLE = "Thuộc diện"
STANDING = tuple(group(groups.STANDARD, who) for who in (groups.BOUND, groups.BELOW, groups.UNDECLARED))
"""The conditions of the people who have to meet the standard, who are below it, who declare nothing."""
BELOW, TO_TRAIN = "Chưa đạt chuẩn", "Cần bồi dưỡng"
NOT_MEASURED = "Không so được với một chuẩn chung: {why}."
NO_STANDARD = "bảng chuẩn không có chuẩn trình độ của ngày và cấp đang xem"
NAMED = "Danh sách nghỉ hưu, bồi dưỡng"
IT_NOTE = "Chứng chỉ tin học chỉ là số thống kê, không phải chuẩn: không còn được yêu cầu từ năm 2021."


def standard_name(held: StandardGap) -> str:
    """Name the standard with its source, or say why there is none: «đại học trở lên (Nghị định 33/2023/NĐ-CP …)»."""
    standard = held.standard
    if standard is None:
        return NO_STANDARD
    if not standard.codes:
        return f"{standard.note[:1].lower()}{standard.note[1:]} ({standard.source})"
    level = vietnamese.in_sentence(reference.code_label(standard.field, standard.least))
    return f"{level} trở lên ({standard.source})"


def measured(held: StandardGap) -> str:
    """Sum up: who is below, of how many, by which standard; why not where nobody can be held against one."""
    return prose(_measured(held))


def _measured(held: StandardGap) -> str:
    if not held.is_measured or held.standard is None:
        return standard_name(held)
    who = vietnamese.in_sentence(reference.code_label("category", held.standard.category))
    people, below, undeclared = (
        counting(vietnamese.number(number), where if number else None)
        for number, where in zip((held.people, held.below, held.undeclared), STANDING, strict=True)
    )
    return (
        f"Chuẩn của {who}: {standard_name(held)}. Chưa đạt {below} trong {people} người; {undeclared} người không khai"
    )


def standard_notes(held: StandardGap) -> tuple[str, ...]:
    """Say which posts are not held against the standard, what its note says, and that IT is none."""
    standard, notes = held.standard, []
    if standard is not None and held.is_measured:
        if held.exempt:
            posts = ", ".join(standard.exempt)
            notes.append(f"Không tính {vietnamese.number(held.exempt)} người có chuẩn theo luật riêng ({posts}).")
        if standard.note:
            notes.append(f"{standard.note}.")
    return (*notes, IT_NOTE)


def gap_table(lines: tuple[GapLine, ...], head: str, view: View = View.REPORTED) -> Table:
    """Make a row for each unit or post: who has to meet the standard, who is below, who declares nothing."""
    columns = (
        Column(head, Kind.TEXT),
        *(Column(name, Kind.COUNT) for name in (PEOPLE, BELOW, vietnamese.NOT_DECLARED)),
    )
    named = ((line.name or labels.no_place("unit", view), line) for line in lines)
    table = Table(columns, tuple((name, line.people, line.below, line.undeclared) for name, line in named))
    return table.with_people([people_of_line(line) for line in lines], STANDING)


def people_of_line(line: GapLine) -> Conditions | None:
    """Give the conditions of the people of a unit or a post; None of no unit, which is no place."""
    return None if line.field == "unit" and not line.code else ((line.field, line.code or None),)


def plan_table(held: Training, names: Names, view: View = View.REPORTED) -> Table:
    """Make the plan: a row for each unit, post and age band with people to train, or to ask first."""
    heads = ("Đơn vị", "Chức vụ, chức danh", "Độ tuổi")
    counts = ("Số người", TO_TRAIN, vietnamese.NOT_DECLARED)
    bands = {band.code: band.label for band in reference.age_bands()}
    rows = (
        (
            names.of(line.unit) if line.unit else labels.no_place("unit", view),
            line.position or vietnamese.NOT_DECLARED,
            bands.get(line.age_band or "", vietnamese.NOT_DECLARED),
            line.people,
            line.to_train,
            line.undeclared,
        )
        for line in held.plan
    )
    lines = [tuple(zip(AXES, (line.unit, line.position, line.age_band), strict=True)) for line in held.plan]
    columns = (*(Column(name, Kind.TEXT) for name in heads), *(Column(name, Kind.COUNT) for name in counts))
    wheres = [where if where[0][1] else None for where in lines]
    return Table(columns, tuple(rows)).with_people(wheres, (counted.EVERYBODY, *people_to_train(held)))


def people_to_train(held: Training) -> tuple[Conditions | None, Conditions | None]:
    """Give the conditions of those to train, and of those of whom the roster does not say."""
    field = held.need.field
    return counted.of_codes(field, tuple(held.need.codes)), counted.of_codes(field, (None,))


def training_sentence(held: Training) -> str:
    """Sum up a need: «Cần bồi dưỡng kỹ năng số: 210 trong 2.366 người; 1.900 người không khai (Kế hoạch …)».

    Where nobody declares it, that nobody knows.
    """
    return prose(_of_training(held))


def _of_training(held: Training) -> str:
    wheres = (*people_to_train(held), counted.EVERYBODY)
    to_train, undeclared, people = (
        counting(vietnamese.number(number), where if number else None)
        for number, where in zip((held.to_train, held.undeclared, held.people), wheres, strict=True)
    )
    if held.is_unknown:
        return f"Cần {held.need.label}: chưa rõ, cả {people} người không khai (căn cứ: {held.need.source})."
    return (
        f"Cần {held.need.label}: {to_train} trong {people} người; {undeclared} người không khai "
        f"(căn cứ: {held.need.source})."
    )


def standard_sentences(source: StatisticsSource, selection: Selection) -> tuple[Prose, ...]:
    """Word the gap to the standard and the needs of training of a selection."""
    gap = source.derive(standard_gap, selection)
    posts = [line for line in gap.posts if line.below][:3]
    most = ", ".join(f"{post.name or vietnamese.NOT_DECLARED.lower()} ({_below(post)})" for post in posts)
    needs = source.derive(training, selection)
    whole = f"{vietnamese.capitalised(_measured(gap))}{f'; nhiều nhất ở chức danh {most}' if most else ''}."
    return proses([whole, *map(_of_training, needs)])


def _below(line: GapLine) -> str:
    where = people_of_line(line)
    return counting(vietnamese.number(line.below), None if where is None else (*where, *STANDING[1]))


def tables(source: StatisticsSource, selection: Selection, *, is_demo: bool) -> tuple[Chart, ...]:
    """Make the tables for a workbook: the gap to the standard by unit and post, where there is one, and each plan."""
    gap, view = source.derive(standard_gap, selection), selection.territory
    made = [
        (
            f"below_by_{key}",
            f"Chưa đạt chuẩn trình độ theo {vietnamese.in_sentence(head)}",
            gap_table(lines, head, view),
        )
        for key, head, lines in (("unit", "Đơn vị", gap.units), ("post", "Chức danh", gap.posts))
        if gap.is_measured
    ]
    notes = standard_notes(gap)
    charts = [
        _tabled(
            source, selection, name=name, what=what, subtitle=measured(gap), notes=notes, table=table, is_demo=is_demo
        )
        for name, what, table in made
    ]
    for held in source.derive(training, selection):
        what = f"Kế hoạch {held.need.label}"
        table = plan_table(held, source.names_of(selection), view)
        name = f"plan_{held.need.field}"
        charts.append(
            _tabled(
                source,
                selection,
                name=name,
                what=what,
                subtitle=training_sentence(held),
                notes=(),
                table=table,
                is_demo=is_demo,
            )
        )
    return tuple(charts)


def _tabled(
    source: StatisticsSource,
    selection: Selection,
    name: str,
    what: str,
    subtitle: str,
    notes: tuple[str, ...],
    table: Table,
    *,
    is_demo: bool,
) -> Chart:
    names = source.names_of(selection)
    words = Caption(
        labels.title(what, selection, names),
        subtitle,
        labels.source_line(source.missing(selection).coverage, selection.as_of, is_demo, selection.level),
        labels.file_name(what, names.slug(selection), selection.as_of, "").rstrip("."),
        notes,
        is_demo=is_demo,
    )
    return tabled(name, words, table)


_RETIRES = {DUE: "đến tuổi trong kỳ", PAST: "đã quá tuổi"}


def named_table(people: Iterable[NamedPerson]) -> Table:
    """Make the list by name of those who are due, past the age, or have to be trained; for internal use alone."""
    heads = (
        "Đơn vị", "Họ và tên", "Ngày sinh", "Giới tính", "Chức vụ, chức danh", "Trình độ chuyên môn", "Tháng đủ tuổi",
        "Nghỉ hưu", "Cần bồi dưỡng", "Nguồn",
    )  # fmt: skip
    rows = (
        (
            person.unit,
            person.name,
            birth_day(person.birth_date),
            reference.code_label("gender", person.gender) if person.gender else "",
            person.position or "",
            reference.code_label("education", person.education) if person.education else "",
            month(person.month) if person.month else "",
            _RETIRES.get(person.group, ""),
            "; ".join(need.label for need in person.needs),
            person.source,
        )
        for person in people
        if person.needs or person.group in _RETIRES
    )
    return Table(tuple(Column(head, Kind.TEXT) for head in heads), tuple(rows))


def birth_day(text: str | None) -> str:
    """Word as much of a birth date as a roster says: «02/03/1975», «3/1975», «1975»."""
    parts = text.split("-") if text else []
    if len(parts) == 3:
        return "/".join(reversed(parts))
    return "/".join(reversed([part.lstrip("0") for part in parts]))
