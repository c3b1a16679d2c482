"""`manage.py stats`: counts and shares by one or more dimensions, as a table, CSV or JSON."""

import argparse
import sys
from collections.abc import Mapping
from datetime import date

import database
from commands.answers import FORMATS, Answer, Beside
from commands.common import (
    DONE,
    WRONG_WORDS,
    InputError,
    add_as_of_option,
    add_database_option,
    parse_date,
    settings_for,
)
from commands.conditions import condition, dimensions, wrong_condition
from commands.traced import print_rows
from migrations.prepare import prepare
from presentation.tiers import tier_name
from reference import vietnamese
from reference.bodies import Tier
from reference.territory import is_same_territory
from stats import queries
from stats.measures import Crosstab
from stats.printed_tables import NotPrintedError, has_counts_alone, printed_crosstab
from stats.selection import Selection, View
from stats.shares import Rounding
from stats.source import StatisticsSource

HELP = "đếm người và tính tỷ lệ theo một hay nhiều tiêu thức"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the contract's options of `stats`."""
    add_as_of_option(parser, required=True)
    parser.add_argument(
        "--by",
        metavar="TIÊU_THỨC[,…]",
        type=dimensions,
        help="ví dụ education hoặc district,it; bắt buộc nếu không có --list",
    )
    parser.add_argument(
        "--where",
        metavar="TIÊU_THỨC=GIÁ_TRỊ",
        type=condition,
        action="append",
        default=[],
        help="chỉ đếm những người có giá trị ấy; «education=» là những người không khai; dùng được nhiều lần",
    )
    parser.add_argument(
        "--share",
        choices=("group", "column", "total"),
        default="group",
        help="tỷ lệ trong nhóm của tiêu thức đầu (mặc định), của các tiêu thức sau (column), hay trong tổng số",
    )
    parser.add_argument(
        "--list", action="store_true", help="liệt kê chỗ của từng người theo --where: tệp › trang › dòng › ô"
    )
    parser.add_argument("--names", action="store_true", help="cùng --list: ghi cả họ tên (được ghi vào nhật ký)")
    parser.add_argument(
        "--beside", metavar="NGÀY", type=parse_date, help="đặt số của một ngày khác bên cạnh, kèm tăng, giảm"
    )
    parser.add_argument("--format", choices=tuple(FORMATS), default="table", help="dạng kết quả (mặc định: table)")
    add_territory_option(parser)
    add_level_option(parser)
    add_rounding_option(parser)
    add_database_option(parser)


def add_level_option(parser: argparse.ArgumentParser) -> None:
    """Add `--level`, on every command that counts people."""
    parser.add_argument(
        "--level",
        choices=[tier.value for tier in Tier],
        help="cấp: xã (commune, mặc định), huyện (district), tỉnh (province), tất cả (all)",
    )


def level_of(arguments: argparse.Namespace) -> Tier:
    """Give the level that `--level` asks for, communes without it."""
    return Tier(arguments.level or Tier.COMMUNE)


def add_territory_option(parser: argparse.ArgumentParser) -> None:
    """Add `--territory`, on every command that counts by place."""
    parser.add_argument(
        "--territory",
        choices=[view.value for view in View],
        default=View.REPORTED.value,
        help="địa giới: như đã báo cáo (reported, mặc định), hiện nay (today), theo huyện cũ (old)",
    )


def refuse_territory(arguments: argparse.Namespace, why: str) -> None:
    """Raise InputError for figures that have no other territory than that which they were reported on."""
    if View(arguments.territory) is not View.REPORTED:
        raise InputError(f"--territory {arguments.territory} không dùng được ở đây: {why}")


def add_rounding_option(parser: argparse.ArgumentParser) -> None:
    """Add `--rounding`, on every command that prints shares; None: the office's setting."""
    parser.add_argument(
        "--rounding",
        choices=[rule.value for rule in Rounding],
        help="cách làm tròn tỷ lệ (mặc định: theo thiết lập của cơ quan)",
    )


def run(arguments: argparse.Namespace) -> int:
    """Print the rows; 2 for a value that the date does not know, InputError for a date without data."""
    settings = settings_for(arguments)
    as_of: date = arguments.as_of
    view, level = View(arguments.territory), level_of(arguments)
    view = Selection(as_of, territory=view, level=level).territory
    if not arguments.by and not arguments.list:
        print("Cần --by TIÊU_THỨC (ví dụ --by education), hoặc --list để liệt kê từng người.", file=sys.stderr)
        return WRONG_WORDS
    prepare(settings.database_url)
    where: dict[str, str | None] = dict(arguments.where)
    with database.reading(settings.database_url) as connection:
        rule = arguments.rounding or queries.setting(connection, "rounding", Rounding.HALF_UP)
        source = StatisticsSource.of_connection(
            connection, queries.home_province(connection, settings.province), Rounding(rule)
        )
        wrong = wrong_condition(
            arguments.where, as_of, source.register(as_of, view, level), source.names(as_of, view, level)
        )
        if wrong:
            print(wrong, file=sys.stderr)
            return WRONG_WORDS
        selection = Selection(as_of, territory=view, level=level)
        if arguments.list:
            require_data(source, as_of, level)
            print_rows(source, settings.database_url, selection, tuple(where.items()), names=arguments.names)
            return DONE
        crosstab, is_printed = _counted(source, arguments, where, selection)
        answer = Answer(
            as_of,
            where,
            crosstab=crosstab,
            names=source.names(as_of, view, level),
            is_demo=queries.is_demo(connection) and not is_printed,
            view=view,
            gaps=source.gaps(as_of, view, level) if not is_printed else (),
            is_printed=is_printed,
            beside=None if arguments.beside is None else _beside(source, arguments, where, selection),
            level=level,
        )
    FORMATS[arguments.format](answer)
    return DONE


def _counted(
    source: StatisticsSource, arguments: argparse.Namespace, where: Mapping[str, str | None], selection: Selection
) -> tuple[Crosstab, bool]:
    """Count as asked on the selection's date, and tell whether from printed tables; InputError where it has no data."""
    by, of_total, of_column = arguments.by, arguments.share == "total", arguments.share == "column"
    as_of, view, level = selection.as_of, selection.territory, selection.level
    if has_counts_alone(source, selection):
        try:
            return printed_crosstab(source, selection, by, where, of_total=of_total, of_column=of_column), True
        except NotPrintedError as error:
            raise InputError(str(error)) from error
    require_data(source, as_of, level)
    table = source.crosstab(as_of, by, where, of_total=of_total, of_column=of_column, territory=view, level=level)
    return table, False


def _beside(
    source: StatisticsSource, arguments: argparse.Namespace, where: Mapping[str, str | None], selection: Selection
) -> Beside:
    """Count the same on another date; InputError where it has no data."""
    other = selection.on(arguments.beside)
    table, is_printed = _counted(source, arguments, where, other)
    names = source.names(other.as_of, other.territory, other.level)
    days = sorted((selection.as_of, other.as_of))
    shared = () if other.territory is View.TODAY else names.units.keys() & source.names_of(selection).units.keys()
    others = frozenset(code for code in shared if not is_same_territory(code, days[0], days[1]))
    is_fair = _is_fair(source, selection, other)
    return Beside(other.as_of, table, names, is_fair=is_fair, is_printed=is_printed, others=others)


def _is_fair(source: StatisticsSource, selection: Selection, other: Selection) -> bool:
    """Tell whether the counts of two dates may be compared; printed ones where both tell of all units of a place."""
    if not any(has_counts_alone(source, each) for each in (selection, other)):
        return source.comparison(selection, other.as_of).is_fair
    newest = max(selection, other, key=lambda each: each.as_of)
    points = {point.as_of: point for point in source.trend(newest, "category").points}
    pair = [points.get(each.as_of) for each in (selection, other)]
    return all(point is not None and point.is_comparable and point.coverage.is_complete for point in pair)


def require_data(source: StatisticsSource, as_of: date, level: Tier = Tier.COMMUNE) -> None:
    """Raise InputError when no roster of the level describes the date; the sentence lists the dates that have one."""
    dates = source.dates(level)
    if as_of in dates:
        return
    if not dates and source.dates():
        raise InputError(_of_other_levels(source, level))
    if not dates:
        raise InputError("Chưa có số liệu nào; hãy nạp danh sách bằng lệnh: python3 manage.py load TỆP")
    days = "; ".join(vietnamese.day(day) for day in dates)
    printed = " Ngày ấy chỉ có số liệu tổng hợp: xem bằng lệnh stats, hoặc ở biểu đồ qua các năm của ngày mới hơn."
    is_printed = (as_of, level) in source.printed()
    raise InputError(
        f"Không có số liệu tính đến {vietnamese.day(as_of)}. Những ngày có số liệu: {days}."
        + (printed if is_printed else "")
    )


def _of_other_levels(source: StatisticsSource, level: Tier) -> str:
    """Say which levels have data where the asked one has none."""
    tiers = [tier for tier in Tier if tier is not Tier.ALL and source.dates(tier)]
    others = ", ".join(f"{tier_name(tier)} (--level {tier.value})" for tier in tiers)
    return f"Chưa có danh sách {tier_name(level)} nào; đang có danh sách {others}."
