"""`manage.py chart`: one chart of the dashboard as a file, the same that its card on the page gives."""

import argparse
import sys
from dataclasses import dataclass
from pathlib import Path

from commands.common import DONE, WRONG_WORDS, InputError, add_internal_option, settings_for
from commands.selected import add_selection_options, reading, require_folder, writer
from commands.selected import selection as place_selection
from dissemination import issuing
from presentation import labels
from presentation.charts import Chart
from presentation.charts.catalogue import CHARTS, FIGURE_CHARTS, build
from presentation.charts.of_indicators import PREFIX
from presentation.charts.of_quotas import PREFIX as OF_QUOTAS
from reports.pictures.browser import PictureError
from reports.pictures.chart_files import FORMS, WITHOUT_FIGURE, chart_file
from settings import Settings
from stats import queries
from stats.indicators import indicator_catalogue
from stats.protected import leaving
from stats.source import StatisticsSource

HELP = "ghi một biểu đồ ra tệp ảnh, PDF, HTML, Excel, Word hoặc PowerPoint"

_MOST_PLACES = 6
_SUFFIXES = tuple(f".{form}" for form in FORMS)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the contract's options of `chart`."""
    parser.add_argument("name", metavar="TÊN", nargs="?", type=_name, help="tên biểu đồ; xem --list")
    parser.add_argument("--list", action="store_true", help="liệt kê tên các biểu đồ")
    parser.add_argument(
        "--output", metavar="TỆP", type=_output, help=f"tệp kết quả; đuôi tệp quyết định dạng: {', '.join(_SUFFIXES)}"
    )
    parser.add_argument(
        "--places",
        metavar="MÃ[,…]",
        type=_places,
        default=(),
        help="hai đến sáu mã đơn vị đặt cạnh nhau (biểu đồ theo nơi, xu hướng)",
    )
    add_internal_option(parser)
    add_selection_options(parser)


def _name(text: str) -> str:
    if text not in CHARTS and text not in FIGURE_CHARTS and not text.startswith(PREFIX):
        raise argparse.ArgumentTypeError(f"không có biểu đồ «{text}»; các biểu đồ: {', '.join(CHARTS)}")
    return text


def _places(text: str) -> tuple[str, ...]:
    places = tuple(dict.fromkeys(filter(None, text.split(","))))
    if not 2 <= len(places) <= _MOST_PLACES:
        raise argparse.ArgumentTypeError(f"«{text}»: cần từ 2 đến {_MOST_PLACES} mã, cách nhau bằng dấu phẩy")
    return places


def _output(text: str) -> Path:
    path = Path(text)
    if path.suffix.lower() not in _SUFFIXES:
        raise argparse.ArgumentTypeError(f"«{text}» cần một trong các đuôi {', '.join(_SUFFIXES)}")
    return path


def run(arguments: argparse.Namespace) -> int:
    """Write the file; 2 where a word is missing, InputError for what is not there or cannot be drawn or written."""
    if arguments.list:
        kinds = [*CHARTS.values(), *FIGURE_CHARTS.values()]
        print("\n".join(f"{kind.name:<28} {kind.label}" for kind in kinds))
        return DONE
    required = {"TÊN": arguments.name, "--as-of": arguments.as_of, "--output": arguments.output}
    missing = [word for word, value in required.items() if value is None]
    if missing:
        print(f"manage.py chart: còn thiếu: {', '.join(missing)}", file=sys.stderr)
        return WRONG_WORDS
    settings = settings_for(arguments)
    drawing = _draw(arguments, settings)
    number = _write(drawing, arguments.output, settings.database_url)
    note = f" {labels.DEMO_NOTE}." if drawing.chart.caption.is_demo else ""
    sentence = f"Đã ghi «{drawing.chart.caption.title}» vào {arguments.output}, số xuất {number}.{note}"
    print(sentence, file=sys.stderr)
    return DONE


@dataclass(frozen=True, slots=True)
class _Drawing:
    """A chart, and what the ledger is told of it."""

    chart: Chart
    record: issuing.ExportRecord


def _draw(arguments: argparse.Namespace, settings: Settings) -> _Drawing:
    with reading(arguments, settings, takes_quotas=arguments.name.startswith(OF_QUOTAS)) as (source, selection):
        _check_indicator(source, arguments.name)
        for code in arguments.places:
            place_selection(source, selection.whole_province(), code)
        is_demo = source.ask(queries.is_demo)
        shown = leaving(source, is_internal=arguments.internal)
        chart = build(shown, arguments.name, selection, is_demo=is_demo, places=arguments.places)
        record = issuing.selected(
            source,
            selection,
            name=chart.name,
            kind=arguments.output.suffix.lower().removeprefix("."),
            file_name=arguments.output.name,
            title=chart.caption.title,
            data_version=source.ask(queries.data_version),
            is_demo=chart.caption.is_demo,
            is_internal=arguments.internal,
        )
        return _Drawing(chart, record)


def _check_indicator(source: StatisticsSource, name: str) -> None:
    """Raise InputError for a chart of an indicator that is none, neither of the catalogue nor of the office's own."""
    own = indicator_catalogue(source)
    if name not in CHARTS and name not in FIGURE_CHARTS and not any(name.startswith(PREFIX + code) for code in own):
        raise InputError(f"Không có chỉ tiêu của biểu đồ «{name}»; xem: python3 manage.py indicators show")


def _write(drawing: _Drawing, output: Path, url: str) -> str:
    """Make the file and give its number; InputError for what cannot be drawn, written or entered in the ledger."""
    chart, form = drawing.chart, drawing.record.kind
    if chart.figure is None and form not in WITHOUT_FIGURE:
        raise InputError(chart.note)
    require_folder(output)
    try:
        issued = issuing.issue(url, drawing.record, lambda stamp: chart_file(chart, form, stamp), writer(output))
    except (PictureError, issuing.NotIssuedError) as error:
        raise InputError(str(error)) from error
    return issued.stamp.number
