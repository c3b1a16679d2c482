"""`manage.py ask`: one question in words, answered with a number and what was understood."""

import argparse
import json
import sys
from datetime import date

import database
from access import events
from commands.common import DONE, REFUSED, InputError, add_as_of_option, add_database_option, settings_for
from commands.selected import reading
from commands.stats import add_level_option, add_rounding_option, add_territory_option
from migrations.prepare import prepare
from questions.answering import Answer, answer
from reference import forms
from settings import Settings
from stats import queries
from stats.scope import EVERYBODY
from stats.source import StatisticsSource

HELP = "trả lời một câu hỏi bằng lời, ví dụ «bao nhiêu công chức nữ trình độ thạc sĩ»"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the contract's options of `ask`."""
    parser.add_argument("question", metavar="CÂU_HỎI", help="câu hỏi, có dấu hoặc không dấu")
    add_as_of_option(parser, required=False)
    parser.add_argument("--format", choices=("table", "json"), default="table", help="dạng kết quả (mặc định: table)")
    add_territory_option(parser)
    add_level_option(parser)
    add_rounding_option(parser)
    add_database_option(parser)
    parser.set_defaults(scope=None)


def run(arguments: argparse.Namespace) -> int:
    """Print the answer; status 3 for a question that is not understood, InputError where there are no data."""
    settings = settings_for(arguments)
    prepare(settings.database_url)
    arguments.as_of = arguments.as_of or _newest(settings)
    with reading(arguments, settings) as (source, selection):
        given = answer(arguments.question, source, selection, EVERYBODY)
    if given.names_people:
        events.record(
            settings.database_url, "people", f"Hỏi số liệu. {given.meaning}"[:500], {"số người": len(given.rows)}
        )
    _print_json(given) if arguments.format == "json" else _print(given)
    return DONE if given.is_answered else REFUSED


def _newest(settings: Settings) -> date:
    """Find the date that pages open with. Raises InputError where there are no data at all."""
    with database.reading(settings.database_url) as connection:
        source = StatisticsSource.of_connection(connection, queries.home_province(connection, settings.province))
        day = source.default_date()
    if day is None:
        raise InputError("Chưa có số liệu nào; hãy nạp danh sách bằng lệnh: python3 manage.py load TỆP")
    return day


def _print(given: Answer) -> None:
    print(given.lead)
    print(f"Hiểu là: {given.meaning}.")
    for note in given.notes:
        print(note)
    for row in given.rows:
        print("\t".join(row))


def _print_json(given: Answer) -> None:
    understood = given.understood
    values = {
        "answer": given.lead,
        "count": given.count,
        "meaning": given.meaning,
        "intent": understood.intent.value,
        "selection": understood.selection.to_query(),
        "rule": forms.written(understood.rule),
        "unknown": list(understood.unknown),
        "notes": list(given.notes),
        "rows": [list(row) for row in given.rows],
    }
    json.dump(values, sys.stdout, ensure_ascii=False, indent=2)
    print()
