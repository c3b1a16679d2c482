"""`manage.py retirements`: who reaches the retirement age when, and what leaves with them; print, JSON or workbook."""

import argparse
import json
import sys
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import reference
from access import events
from access.users import current_user
from commands.common import DONE, WRONG_WORDS, InputError, add_internal_option, settings_for
from commands.selected import add_selection_options, reading, require_folder, writer
from dissemination import issuing
from presentation import labels, retirements, standards
from presentation.charts import Chart
from reference import vietnamese
from reference.ages import Month
from stats import queries
from stats.named_lists import people_of
from stats.retirements import DUE, LATER, LEAVING_FIELDS, PAST, UNKNOWN, Retirements, Sum, UnitOutlook
from stats.retirements import retirements as retirements_of
from stats.selection import Selection, View
from stats.source import StatisticsSource
from stats.standards import standard_gap
from stats.training import training

HELP = "ai đến tuổi nghỉ hưu tháng nào, đơn vị nào; trình độ, chức danh và biên chế sau khi họ nghỉ"
_MOST_YEARS = 30


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the contract's options of `retirements`."""
    parser.add_argument("--years", metavar="N", type=_years, help="số năm kể từ ngày ấy (mặc định: 10)")
    parser.add_argument("--output", metavar="TỆP.xlsx", type=Path, help="ghi các bảng ra tệp Excel")
    parser.add_argument(
        "--names", action="store_true", help="cùng --output: thêm danh sách có tên (được ghi vào nhật ký)"
    )
    parser.add_argument("--json", action="store_true", help="in một đối tượng JSON")
    add_internal_option(parser)
    add_selection_options(parser, required=True)


def _years(text: str) -> int:
    if not text.isdigit() or not 0 < int(text) <= _MOST_YEARS:
        raise argparse.ArgumentTypeError(f"«{text}»: số năm phải là số nguyên từ 1 đến {_MOST_YEARS}")
    return int(text)


def run(arguments: argparse.Namespace) -> int:
    """Print or write the tables; 2 for wrong words, InputError for what is not there or cannot be written."""
    output: Path | None = arguments.output
    if output is not None and output.suffix.lower() != ".xlsx":
        print(f"manage.py retirements: «{output}» cần đuôi .xlsx", file=sys.stderr)
        return WRONG_WORDS
    if arguments.names and output is None:
        print("manage.py retirements: --names cần --output", file=sys.stderr)
        return WRONG_WORDS
    settings = settings_for(arguments)
    years = arguments.years or int(reference.limit("retirement_years"))
    with reading(arguments, settings) as (source, selection):
        held = retirements_of(source, selection, years)
        is_demo = source.ask(queries.is_demo)
        if output is not None:
            record = _record(
                source, selection, held, output, is_demo=is_demo, is_internal=arguments.internal or arguments.names
            )
            charts = retirements.tables(source, selection, held, is_demo=is_demo)
            charts += standards.tables(source, selection, is_demo=is_demo)
            if arguments.names:
                charts += (_named(source, selection, held, settings.database_url, is_demo=is_demo),)
        names = source.names_of(selection).units
        beside = _beside(source, selection)
        sentences = standards.standard_sentences(source, selection)
    if arguments.json:
        print(json.dumps(_as_json(held, names, is_demo=is_demo) | beside, ensure_ascii=False, indent=1))
    elif output is None:
        _print(held, labels.DEMO_NOTE if is_demo else "")
        print("\n".join(sentences))
    if output is not None:
        _write(settings.database_url, record, charts, output)
    return DONE


def _record(
    source: StatisticsSource,
    selection: Selection,
    held: Retirements,
    output: Path,
    *,
    is_demo: bool,
    is_internal: bool,
) -> issuing.ExportRecord:
    words = retirements.caption(source, selection, held, "Nghỉ hưu", is_demo=is_demo)
    return issuing.selected(
        source,
        selection,
        name="retirements",
        kind="xlsx",
        file_name=output.name,
        title=words.title,
        data_version=source.ask(queries.data_version),
        is_demo=is_demo,
        is_internal=is_internal,
    )


def _named(source: StatisticsSource, selection: Selection, held: Retirements, url: str, *, is_demo: bool) -> Chart:
    """Make the list by name, and write down that it was made."""
    if selection.territory is not View.REPORTED:
        raise InputError("--names chỉ dùng theo địa giới đã báo cáo; hãy bỏ --territory.")
    people = people_of(source, selection, held.years, current_user().people)
    words = retirements.caption(source, selection, held, standards.NAMED, is_demo=is_demo)
    chart = retirements.tabled("named_retirements", words, standards.named_table(people))
    day = vietnamese.day(selection.as_of)
    events.record(url, "people", f"{standards.NAMED} {day}", {"số người": len(chart.table.rows)})
    return chart


def _beside(source: StatisticsSource, selection: Selection) -> dict[str, object]:
    """Give the gap to the standard and the needs of training as parts of the object."""
    gap = standard_gap(source, selection)
    standard = gap.standard
    of_standard = {
        "least": standard.least or None if standard else None,
        "source": standard.source if standard else None,
        "people": gap.people,
        "below": gap.below,
        "undeclared": gap.undeclared,
        "exempt": gap.exempt,
        "units": [asdict(line) for line in gap.units],
        "positions": [asdict(line) for line in gap.posts],
    }
    needs = [
        {
            "field": held.need.field,
            "source": held.need.source,
            "people": held.people,
            "to_train": held.to_train,
            "undeclared": held.undeclared,
            "plan": [asdict(line) for line in held.plan],
        }
        for held in training(source, selection)
    ]
    return {"standard": of_standard, "training": needs}


def _write(url: str, record: issuing.ExportRecord, charts: tuple[Chart, ...], output: Path) -> None:
    from reports.excel.page_workbook import charts_workbook  # XlsxWriter is loaded by those who want a file

    require_folder(output)
    try:
        issued = issuing.issue(url, record, lambda stamp: charts_workbook(record.title, charts, stamp), writer(output))
    except issuing.NotIssuedError as error:
        raise InputError(str(error)) from error
    print(f"Đã ghi «{record.title}» vào {output}, số xuất {issued.stamp.number}.", file=sys.stderr)


def _as_json(held: Retirements, names: Mapping[str, str], *, is_demo: bool) -> dict[str, object]:
    groups = {group: asdict(held.of_group(group)) for group in (DUE, PAST, LATER, UNKNOWN)}
    return {
        "as_of": held.as_of.isoformat(),
        "years": held.years,
        "first_month": _month(held.first),
        "last_month": _month(held.last),
        "convention": retirements.convention(held),
        "is_demo": is_demo,
        "people": held.people,
        **groups,
        "months": [_dated(when) | asdict(number) for when, number in held.by_month().items()],
        "by_year": [{"year": year, **asdict(number)} for year, number in held.by_year().items()],
        "units": [_unit(unit) for unit in held.units],
        "unit_months": [
            {"unit_code": code, "unit_name": names.get(code, "")} | _dated(when) | asdict(number)
            for (code, when), number in held.by_unit_and_month().items()
        ],
        **{field: _losses(held, field) for field in LEAVING_FIELDS},
        "quota_kind": held.measure or None,
    }


def _losses(held: Retirements, field: str) -> list[dict[str, object]]:
    return [{field: code, "people": number} for code, number in held.leaving(field).items()]


def _month(when: Month) -> str:
    return f"{when.year}-{when.number:02d}"


def _dated(when: Month) -> dict[str, Any]:
    return {"month": _month(when), "pension_from": _month(when.following)}


def _unit(unit: UnitOutlook) -> dict[str, object]:
    return {
        "unit_code": unit.code,
        "unit_name": unit.name,
        "due": asdict(unit.due),
        "past": asdict(unit.past),
        "quota": unit.quota,
        "present": unit.present,
        "gap": unit.gap,
        "leaving": unit.leaving if unit.gap is not None else None,
        "gap_after": unit.gap_after,
    }


def _print(held: Retirements, demo: str) -> None:
    print(f"Tính đến {vietnamese.day(held.as_of)}: {retirements.headline(held)}.{f' {demo}.' if demo else ''}")
    print(retirements.apart(held))
    print(retirements.convention(held))
    print("Theo năm:")
    for year, number in held.by_year().items():
        print(f"  {year}: {_people(number)}")
    print("Theo đơn vị:")
    for unit in held.units:
        gap = (
            f" · biên chế {vietnamese.number(unit.quota or 0)}, sau khi nghỉ {_signed(unit)}"
            if unit.gap is not None
            else ""
        )
        past = f" · đã quá tuổi {vietnamese.number(unit.past.people)}" if unit.past.people else ""
        print(f"  {unit.code} {unit.name}: {_people(unit.due)}{past}{gap}")
    for field in LEAVING_FIELDS:
        counts = held.leaving(field).items()
        words = ", ".join(f"{retirements.value_name(field, code)} {vietnamese.number(n)}" for code, n in counts)
        print(f"{reference.field_label(field)} của người đến tuổi: {words or 'không có ai'}.")
    if note := retirements.posts_note(held):
        print(note)


def _people(number: Sum) -> str:
    apart = f" (chỉ biết năm sinh: {vietnamese.number(number.year_only)})" if number.year_only else ""
    return f"{vietnamese.number(number.people)} người{apart}"


def _signed(unit: UnitOutlook) -> str:
    gap = unit.gap_after or 0
    return vietnamese.signed(gap) if gap else "đủ"
