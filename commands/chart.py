"""`manage.py chart`: one chart of the dashboard as a file, the same that its card on the page gives."""

import argparse
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import database
from commands.common import (
    DONE,
    WRONG_WORDS,
    InputError,
    add_as_of_option,
    add_database_option,
    settings_for,
)
from commands.prepare import prepare
from commands.stats import add_rounding_option, require_data
from dashboard import labels, queries
from dashboard.charts import Chart
from dashboard.figures import CHARTS, build
from dashboard.measures import Rounding
from dashboard.reader import Reader
from dashboard.selection import Selection
from reports import excel, images
from settings import Settings

HELP = "ghi một biểu đồ ra tệp ảnh, PDF, HTML hoặc Excel"

_FORMS: dict[str, Callable[[Chart], bytes]] = {
    ".png": lambda chart: images.picture(chart, "png"),
    ".svg": lambda chart: images.picture(chart, "svg"),
    ".pdf": lambda chart: images.picture(chart, "pdf"),
    ".html": images.page,
    ".xlsx": excel.chart_workbook,
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The contract's options of `chart`."""
    parser.add_argument("name", metavar="TÊN", nargs="?", type=_name, help="tên biểu đồ; xem --list")
    parser.add_argument("--list", action="store_true", help="liệt kê tên các biểu đồ")
    add_as_of_option(parser, required=False)
    parser.add_argument(
        "--scope", metavar="MÃ", help="mã cấp huyện (3 chữ số) hoặc cấp xã (5 chữ số); mặc định: cả tỉnh"
    )
    parser.add_argument(
        "--output", metavar="TỆP", type=_output, help=f"tệp kết quả; đuôi tệp quyết định dạng: {', '.join(_FORMS)}"
    )
    add_rounding_option(parser)
    add_database_option(parser)


def _name(text: str) -> str:
    if text not in CHARTS:
        raise argparse.ArgumentTypeError(f"không có biểu đồ «{text}»; các biểu đồ: {', '.join(CHARTS)}")
    return text


def _output(text: str) -> Path:
    path = Path(text)
    if path.suffix.lower() not in _FORMS:
        raise argparse.ArgumentTypeError(f"«{text}» cần một trong các đuôi {', '.join(_FORMS)}")
    return path


def run(arguments: argparse.Namespace) -> int:
    """Write the file; 2 where a word is missing, InputError for what is not there or cannot be drawn or written."""
    if arguments.list:
        print("\n".join(f"{kind.name:<22}{kind.label}" for kind in CHARTS.values()))
        return DONE
    wanted = {"TÊN": arguments.name, "--as-of": arguments.as_of, "--output": arguments.output}
    missing = [word for word, value in wanted.items() if value is None]
    if missing:
        print(f"manage.py chart: còn thiếu: {', '.join(missing)}", file=sys.stderr)
        return WRONG_WORDS
    chart = _chart(arguments, settings_for(arguments))
    _write(chart, arguments.output)
    note = f" {labels.DEMO_NOTE}." if chart.caption.is_demo else ""
    print(f"Đã ghi «{chart.caption.title}» vào {arguments.output}.{note}", file=sys.stderr)
    return DONE


def _chart(arguments: argparse.Namespace, settings: Settings) -> Chart:
    prepare(settings.database_url)
    with database.reading(settings.database_url) as connection:
        chosen = arguments.rounding or queries.setting(connection, "rounding", Rounding.HALF_UP)
        reader = Reader(connection, settings.province_name, Rounding(chosen))
        require_data(reader, arguments.as_of)
        selection = _selection(reader, arguments.as_of, arguments.scope)
        return build(arguments.name, reader, selection, is_demo=queries.is_demo(connection))


def _selection(reader: Reader, as_of: date, scope: str | None) -> Selection:
    """The place that a code names on the date; InputError where there is none, or nobody is known of it."""
    if scope is None:
        return Selection(as_of)
    names = reader.names(as_of)
    if scope in names.districts:
        selection = Selection(as_of, district=scope)
    elif scope in names.units:
        selection = Selection(as_of, district=names.district_of.get(scope), unit=scope)
    else:
        known = "; ".join(f"{code} {name}" for code, name in names.districts.items())
        raise InputError(
            f"--scope: tính đến {labels.day(as_of)}, {labels.in_sentence(names.province)} không có đơn vị mã «{scope}»."
            + (f" Mã cấp huyện: {known}; mã cấp xã có 5 chữ số." if known else " Mã cấp xã có 5 chữ số.")
        )
    if not reader.coverage(selection).units_with_roster:
        raise InputError(f"Chưa có danh sách của {names.place(selection)} tính đến {labels.day(as_of)}.")
    return selection


def _write(chart: Chart, output: Path) -> None:
    form = output.suffix.lower()
    if chart.figure is None and form != ".xlsx":
        raise InputError(chart.note)
    if not output.resolve().parent.is_dir():
        raise InputError(f"Không ghi được tệp «{output}» vì chưa có thư mục chứa nó. Hãy tạo thư mục rồi chạy lại.")
    try:
        images.write(output, _FORMS[form](chart))
    except images.PictureError as error:
        raise InputError(str(error)) from error
    except OSError as error:
        raise InputError(
            f"Không ghi được tệp «{output}». Hãy kiểm tra quyền ghi vào thư mục, và đóng tệp nếu đang mở."
        ) from error
