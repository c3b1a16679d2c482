"""`manage.py movements`: who joined, left, moved or rose between two dates, in words, JSON or a workbook."""

import argparse
import json
from datetime import date
from pathlib import Path

from access import events
from access.users import current_user
from commands.common import DONE, InputError, add_database_option, add_internal_option, parse_date, settings_for
from commands.selected import reading, require_folder, writer
from commands.stats import add_level_option, add_territory_option
from dissemination import issuing
from presentation import labels
from presentation.charts import of_movements
from presentation.charts.catalogue import build
from presentation.charts.of_movements import name_of
from presentation.movement_words import DIVIDED, NAMES, NO_BIRTH, NO_REASON, balance, held, notes_of
from reference import code_label, vietnamese
from reference.leaving import leaving_reasons
from reports.excel.page_workbook import charts_workbook
from stats import queries
from stats.flows import Kind
from stats.movements import Counts, Movements, flows_behind
from stats.queries.movers import NamedRow, named_rows
from stats.selection import Selection
from stats.source import StatisticsSource

HELP = "biến động giữa hai ngày: vào, ra, chuyển, đổi chức vụ, nâng trình độ, đính chính"
_SHEETS = (of_movements.BARS, of_movements.PLACES, of_movements.AGES, of_movements.REASONS)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the contract's options of `movements`."""
    parser.add_argument("--from", dest="start_on", metavar="NGÀY", type=parse_date, required=True, help="ngày đầu kỳ")
    parser.add_argument("--to", dest="as_of", metavar="NGÀY", type=parse_date, required=True, help="ngày cuối kỳ")
    parser.add_argument("--scope", metavar="MÃ", help="mã tỉnh cũ, cấp huyện hoặc cấp xã; mặc định: cả tỉnh")
    parser.add_argument(
        "--list", choices=[kind.value for kind in Kind], help="chỉ rõ từng người của một loại biến động"
    )
    parser.add_argument("--names", action="store_true", help="cùng --list: kèm họ tên (được ghi vào nhật ký)")
    parser.add_argument("--json", action="store_true", help="in một đối tượng JSON")
    parser.add_argument("--output", metavar="TỆP.xlsx", type=Path, help="ghi các bảng ra tệp Excel, có số xuất")
    add_internal_option(parser)
    add_territory_option(parser)
    add_level_option(parser)
    add_database_option(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print or write the movements; InputError for days in the wrong order or without data."""
    settings, start_on = settings_for(arguments), arguments.start_on
    output: Path | None = arguments.output
    if start_on >= arguments.as_of:
        raise InputError(
            f"--from {vietnamese.day(start_on)} phải trước --to {vietnamese.day(arguments.as_of)}. "
            "Hãy đổi lại hai ngày."
        )
    if output is not None:
        require_folder(output)
        if output.suffix.lower() != ".xlsx":
            raise InputError(f"--output: bảng biến động là tệp .xlsx, không phải «{output.suffix}».")
    arguments.rounding = None
    with reading(arguments, settings) as (source, selection):
        numbers = _numbers(source, selection, start_on)
        if output is not None:
            number = _write(settings.database_url, source, numbers, output, is_internal=arguments.internal)
            print(f"Đã ghi biến động vào {output}, số xuất {number}.")
        elif arguments.list:
            _print_people(settings.database_url, source, numbers, Kind(arguments.list), names=arguments.names)
        elif arguments.json:
            print(json.dumps(_as_json(numbers), ensure_ascii=False, indent=1))
        else:
            _print(source, numbers)
    return DONE


def _numbers(source: StatisticsSource, selection: Selection, start_on: date) -> Movements:
    days = source.dates(selection.level)
    if start_on not in days:
        known = ", ".join(map(vietnamese.day, days))
        raise InputError(f"Chưa có danh sách nào tính đến {vietnamese.day(start_on)}. Các ngày có số liệu: {known}.")
    numbers = held(source, selection, start_on)
    if not (numbers.counts.start or numbers.counts.end):
        raise InputError(" ".join(["Không so được hai ngày ở phạm vi này.", *notes_of(numbers)[1:]]))
    return numbers


def _as_json(numbers: Movements) -> dict[str, object]:
    return {
        "from": numbers.start_on.isoformat(),
        "to": numbers.selection.as_of.isoformat(),
        **_counts(numbers.counts),
        "by": numbers.by,
        "places": [{"code": place.code, "name": place.name, **_counts(place.counts)} for place in numbers.places],
        "left_by_age": {code or "": people for code, people in numbers.ages},
        "left_by_reason": dict(numbers.reasons),
        "left_of_retirement_age": numbers.of_age,
        "doubtful_pairs": numbers.doubtful,
        "not_compared": [unit.name for unit in numbers.not_compared],
        "divided": list(numbers.divided),
    }


def _counts(counts: Counts) -> dict[str, int]:
    return {"start": counts.start, **{kind.value: counts[kind] for kind in Kind}, "end": counts.end}


def _print(source: StatisticsSource, numbers: Movements) -> None:
    who = labels.people(numbers.selection, source.names_of(numbers.selection))
    days = f"{vietnamese.day(numbers.start_on)} – {vietnamese.day(numbers.selection.as_of)}"
    demo = f" · {labels.DEMO_NOTE}" if source.ask(queries.is_demo) else ""
    print(f"Biến động {days}, {vietnamese.in_sentence(who)}: {balance(numbers)}{demo}")
    for kind in Kind:
        print(f"  {NAMES[kind]}: {vietnamese.number(numbers.counts[kind])}")
    for place in numbers.places:
        print(f"  {place.code or ''} {place.name or DIVIDED}: {_line(place.counts)}")
    for code, people in numbers.ages:
        if people:
            band = code_label("age_band", code) if code else NO_BIRTH
            print(f"  Rời đi, {vietnamese.in_sentence(band)}: {vietnamese.number(people)}")
    for reason, people in numbers.reasons:
        label = leaving_reasons()[reason].label if reason else NO_REASON
        print(f"  Rời đi, {vietnamese.in_sentence(label)}: {vietnamese.number(people)}")
    for note in notes_of(numbers):
        print(note)


def _line(counts: Counts) -> str:
    figures = [("đầu kỳ", counts.start), *((vietnamese.in_sentence(NAMES[k]), counts[k]) for k in Kind if counts[k])]
    return ", ".join(f"{word} {vietnamese.number(number)}" for word, number in [*figures, ("cuối kỳ", counts.end)])


def _print_people(url: str, source: StatisticsSource, numbers: Movements, kind: Kind, *, names: bool) -> None:
    """Print a line for each person of a bar: the rows of both dates; a look at names is written down."""
    flows = flows_behind(source, numbers.selection, numbers.start_on, kind)
    ids = {number for flow in flows for number in (flow.earlier, flow.later) if number is not None}
    rows = source.ask(named_rows, ids, scope=current_user().people)
    if names and rows:
        dates = f"{vietnamese.day(numbers.start_on)} – {vietnamese.day(numbers.selection.as_of)}"
        events.record(url, "people", f"Biến động {dates}", {"loại": NAMES[kind], "số người": len(flows)})
    for flow in flows:
        print(" → ".join(_place(rows.get(number or 0), names=names) for number in (flow.earlier, flow.later)))
    print(f"{NAMES[kind]}: {vietnamese.number(len(flows))} người.")


def _place(row: NamedRow | None, *, names: bool) -> str:
    if row is None:
        return "—"
    place = " › ".join([row.file, *([row.sheet] if row.sheet else []), f"dòng {row.row}"])
    return f"{place} · {row.full_name} ({row.unit})" if names else place


def _write(url: str, source: StatisticsSource, numbers: Movements, output: Path, *, is_internal: bool) -> str:
    """Write the workbook under a number of the ledger; InputError where it cannot be written."""
    selection, is_demo = numbers.selection, source.ask(queries.is_demo)
    stems = [*(name_of(stem, numbers.start_on) for stem in _SHEETS), of_movements.SERIES]
    charts = [build(source, name, selection, is_demo=is_demo) for name in stems]
    title = charts[0].caption.title
    record = issuing.selected(
        source,
        selection,
        name=charts[0].name,
        kind="xlsx",
        file_name=output.name,
        title=title,
        data_version=source.ask(queries.data_version),
        is_demo=is_demo,
        is_internal=is_internal,
    )
    try:
        issued = issuing.issue(url, record, lambda stamp: charts_workbook(title, charts, stamp), writer(output))
    except issuing.NotIssuedError as error:
        raise InputError(str(error)) from error
    return issued.stamp.number
