"""The words of `chart` and `report`: the place, the rule of rounding, the file to write; read in one way."""

import argparse
import errno
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import database
from commands.common import InputError, add_as_of_option, add_database_option
from commands.stats import add_level_option, add_rounding_option, add_territory_option, level_of, require_data
from migrations.prepare import prepare
from reference import vietnamese
from reports.pictures import images
from settings import Settings
from stats import queries
from stats.names import place_of
from stats.quotas import days_given
from stats.selection import Selection, View
from stats.shares import Rounding
from stats.source import StatisticsSource

_NO_ROOM = {errno.ENOSPC, errno.EFBIG, errno.EDQUOT} if hasattr(errno, "EDQUOT") else {errno.ENOSPC, errno.EFBIG}


def add_selection_options(parser: argparse.ArgumentParser, *, required: bool = False) -> None:
    """Add `--as-of`, `--scope`, `--rounding` and `--database`; `required`: no day, no command."""
    add_as_of_option(parser, required=required)
    parser.add_argument(
        "--scope", metavar="MÃ", help="mã tỉnh cũ (2 chữ số), cấp huyện (3) hoặc cấp xã (5); mặc định: cả tỉnh"
    )
    add_territory_option(parser)
    add_level_option(parser)
    add_rounding_option(parser)
    add_database_option(parser)


@contextmanager
def reading(
    arguments: argparse.Namespace, settings: Settings, *, needs_people: bool = True, takes_quotas: bool = False
) -> Iterator[tuple[StatisticsSource, Selection]]:
    """Open the source under the asked rule of rounding, and the selection; InputError for what is not there.

    `needs_people` False: a date or a place of which nobody has sent anything is there, too; `takes_quotas`: a date is
    there on which quotas were given.
    """
    prepare(settings.database_url)
    with database.reading(settings.database_url) as connection:
        rule = arguments.rounding or queries.setting(connection, "rounding", Rounding.HALF_UP)
        home = queries.home_province(connection, settings.province)
        source = StatisticsSource.of_connection(connection, home, Rounding(rule))
        level = level_of(arguments)
        if takes_quotas and arguments.as_of not in source.dates() and arguments.as_of in days_given(source):
            needs_people = False
        if needs_people:
            require_data(source, arguments.as_of, level)
        everybody = Selection(arguments.as_of, territory=View(arguments.territory), level=level)
        yield source, selection(source, everybody, arguments.scope, needs_people=needs_people)


def selection(
    source: StatisticsSource,
    everybody: Selection,
    scope: str | None,
    *,
    needs_people: bool = True,
) -> Selection:
    """Narrow a selection to the place that a code names; InputError where there is none, or nobody is known of it."""
    as_of = everybody.as_of
    if scope is None:
        return everybody
    names = source.names_of(everybody)
    if scope not in (*names.old_provinces, *names.districts, *names.units):
        olds, districts = (
            "; ".join(f"{code} {name}" for code, name in known.items())
            for known in (names.old_provinces, names.districts)
        )
        raise InputError(
            f"--scope: tính đến {vietnamese.day(as_of)}, {vietnamese.in_sentence(names.province)} "
            f"không có đơn vị mã «{scope}»."
            + (f" Mã tỉnh cũ: {olds}." if olds else "")
            + (f" Mã cấp huyện: {districts}; mã cấp xã có 5 chữ số." if districts else " Mã cấp xã có 5 chữ số.")
        )
    place = place_of(everybody, scope, names)
    if needs_people and not source.coverage(place).units_with_roster:
        raise InputError(f"Chưa có danh sách của {names.place(place)} tính đến {vietnamese.day(as_of)}.")
    return place


def require_folder(output: Path) -> None:
    """Raise InputError where the folder that shall hold the file is not there: before the work, not after it."""
    if not output.resolve().parent.is_dir():
        raise InputError(f"Không ghi được tệp «{output}» vì chưa có thư mục chứa nó. Hãy tạo thư mục rồi chạy lại.")


def writer(output: Path) -> Callable[[bytes], None]:
    """Give a writer of the file in one piece; InputError says why it cannot be, and what was there before stays."""

    def write(content: bytes) -> None:
        try:
            images.write(output, content)
        except OSError as error:
            raise InputError(_why_not(output, error)) from error

    return write


def _why_not(output: Path, error: OSError) -> str:
    if error.errno in _NO_ROOM:
        return f"Không ghi được tệp «{output}» vì ổ đĩa đã đầy. Hãy dọn bớt hoặc chọn nơi khác rồi chạy lại."
    return f"Không ghi được tệp «{output}». Hãy kiểm tra quyền ghi vào thư mục, và đóng tệp nếu đang mở."
