"""`manage.py reconcile`: a published table or article against itself, and against our rosters."""

import argparse
import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

import database
from commands.common import DONE, InputError, add_as_of_option, add_database_option, settings_for
from commands.stats import require_data
from etl.published import open_publication
from etl.records import SourceFile
from migrations.prepare import prepare
from reconciling import words
from reconciling.figures import Figure
from reconciling.grids import Grid
from reconciling.publication import Reconciliation, published_in, reconcile
from reconciling.rosters import Comparison, counts_by_unit, places_of_difference
from reference import vietnamese
from settings import Settings
from stats import queries
from stats.printed_tables import has_counts_alone
from stats.scope import EVERYBODY
from stats.selection import Selection
from stats.source import StatisticsSource

HELP = "đối chiếu một bảng hoặc bài đã công bố: với chính nó, và với danh sách đã nạp"

_UNITS_SHOWN = 10


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the contract's options of `reconcile`."""
    parser.add_argument("file", metavar="TỆP", type=Path, help="tệp .xlsx, .xls, .ods, .csv, .docx hoặc .txt")
    add_as_of_option(parser, required=False)
    parser.add_argument("--list", action="store_true", help="chỉ rõ chỗ lệch: từng đơn vị, từng dòng của tệp gốc")
    parser.add_argument("--format", choices=("table", "json"), default="table", help="dạng kết quả (mặc định: table)")
    add_database_option(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print the verdicts and, with a date, the comparison; InputError for a file without figures."""
    settings = settings_for(arguments)
    published = published_in(*_opened(arguments.file, settings))
    as_of: date | None = arguments.as_of
    if as_of is None:
        _print(reconcile(published), arguments, None)
        return DONE
    prepare(settings.database_url)
    with database.reading(settings.database_url) as connection:
        source = StatisticsSource.of_connection(connection, queries.home_province(connection, settings.province))
        if not has_counts_alone(source, Selection(as_of)):
            require_data(source, as_of)
        _print(reconcile(published, source, Selection(as_of)), arguments, source)
    return DONE


def _opened(path: Path, settings: Settings) -> tuple[list[Grid], str]:
    try:
        content = path.read_bytes()
    except OSError:
        raise InputError(f"Không đọc được tệp «{path.name}». Hãy kiểm tra đường dẫn.") from None
    printed = open_publication(SourceFile(path.name, content), settings)
    return [Grid(sheet.name, sheet.rows, sheet.merges) for sheet in printed.sheets], printed.text


def _print(outcome: Reconciliation, arguments: argparse.Namespace, source: StatisticsSource | None) -> None:
    if not outcome.has_figures:
        raise InputError(
            f"Không thấy con số nào trong «{arguments.file.name}»: cần một bảng có nhãn bên trái và tiêu đề phía trên, "
            "hoặc câu như «thạc sĩ 274 người chiếm 11,58%»."
        )
    if arguments.format == "json":
        json.dump(_as_json(outcome), sys.stdout, ensure_ascii=False, indent=2)
        print()
        return
    for verdict in outcome.verdicts:
        print(f"{verdict.block.title or 'Bảng'}: {words.standing(verdict)}")
        for sentence in words.sentences(verdict):
            print(f"  {sentence}")
    for changes in outcome.changes:
        print(f"Sửa ít nhất để khớp: {words.change_sentence(changes)}")
    for comparison in outcome.comparisons:
        _print_comparison(comparison, source if arguments.list else None)


def _print_comparison(comparison: Comparison, source: StatisticsSource | None) -> None:
    figure = comparison.figure
    printed = "–" if figure.count is None else vietnamese.number(figure.count)
    ours = vietnamese.number(comparison.counted) if comparison.is_understood else "–"
    print(
        f"{figure.where}\t{words.label_of(figure)}\tcông bố {printed}\t{words.our_side(comparison)} {ours}\t"
        f"{words.comparison_words(comparison)}"
    )
    if source is None or not comparison.difference:
        return
    if comparison.selection.unit:
        for place in places_of_difference(source, comparison, EVERYBODY):
            print(f"\t{place}")
    else:
        for name, count in counts_by_unit(source, comparison)[:_UNITS_SHOWN]:
            print(f"\t{name}: {vietnamese.number(count)}")


def _as_json(outcome: Reconciliation) -> dict[str, Any]:
    return {
        "blocks": [
            {
                "title": verdict.block.title,
                "agrees": verdict.agrees,
                "verifiable": verdict.is_verifiable,
                "base": verdict.base,
                "origin": verdict.origin.value,
                "rule": verdict.rule.value if verdict.rule else None,
                "fitting": {rule.value: number for rule, number in verdict.fitting.items()},
                "difference": verdict.difference,
                "derived": verdict.is_derived,
                "misfits": [figure.share_where or figure.where for figure in verdict.strangers],
                "sentences": words.sentences(verdict),
                "figures": [_figure(figure) for figure in verdict.block.parts],
            }
            for verdict in outcome.verdicts
        ],
        "changes": [words.change_sentence(changes) for changes in outcome.changes],
        "comparisons": [
            _figure(each.figure)
            | {
                "counted": each.counted if each.is_understood else None,
                "difference": each.difference,
                "unknown": list(each.unknown),
            }
            for each in outcome.comparisons
        ],
    }


def _figure(figure: Figure) -> dict[str, Any]:
    share = str(figure.share.value) if figure.share else None
    return {"where": figure.where, "label": words.label_of(figure), "count": figure.count, "share": share}
