"""`manage.py report`: one report of the dashboard as a file, the same that the page «Báo cáo» gives."""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from commands.common import (
    DONE,
    WRONG_WORDS,
    InputError,
    add_internal_option,
    parse_date,
    settings_for,
    show_progress,
)
from commands.selected import add_selection_options, reading, require_folder, writer
from dissemination import issuing, named_views
from presentation import labels
from reference.provinces import office_of
from reports.catalogue import CROSSES, DEADLINE, FINDINGS, PARTS, REFUSALS, REPORTS, TEMPLATE, Options
from reports.contents.further import FURTHER
from reports.export_request import ExportRequest
from reports.inputs import CrossChoice
from stats import queries
from stats.scope import EVERYBODY

HELP = "ghi một báo cáo ra tệp Word, Excel, PDF hoặc gói ảnh"
_KNOWN_ERRORS = (*REFUSALS, issuing.NotIssuedError)
"""Errors whose messages are sentences for people."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the contract's options of `report`."""
    parser.add_argument("name", metavar="TÊN", nargs="?", type=_name, help="tên báo cáo; xem --list")
    parser.add_argument("--list", action="store_true", help="liệt kê tên các báo cáo")
    parser.add_argument("--output", metavar="TỆP", type=Path, help="tệp kết quả; đuôi tệp quyết định dạng")
    parser.add_argument("--pictures", action="store_true", help="biểu đồ là ảnh như trên màn hình, không sửa được")
    parser.add_argument("--expanded", action="store_true", help="biểu của tỉnh: mở sẵn dòng của từng xã")
    parser.add_argument("--template", metavar="TỆP.docx", type=Path, help="tệp Word mẫu riêng của cơ quan")
    parser.add_argument("--deadline", metavar="NGÀY", type=parse_date, help="hạn gửi, ghi vào công văn đôn đốc")
    parser.add_argument("--no-findings", action="store_true", help="báo cáo tổng hợp: bỏ mục «Điều cần chú ý»")
    parser.add_argument(
        "--sections",
        metavar="MỤC,…",
        type=_sections,
        default=(),
        help=f"báo cáo tổng hợp: thêm các mục {', '.join(FURTHER)}",
    )
    parser.add_argument(
        "--cross",
        metavar="TÊN",
        action="append",
        default=[],
        help="bảng chéo trong báo cáo tổng hợp, bảng số liệu: tên màn hình «Bảng chéo» đã lưu; dùng được nhiều lần",
    )
    parser.add_argument(
        "--standards", action="store_true", help="báo cáo tổng hợp: thêm mục «Chuẩn trình độ», «Nghỉ hưu»"
    )
    parser.add_argument("--public", action="store_true", help="để công bố: giữ kín số nhỏ, như ở trang /cong-bo/")
    add_internal_option(parser)
    add_selection_options(parser)


def _name(text: str) -> str:
    if text not in REPORTS:
        raise argparse.ArgumentTypeError(f"không có báo cáo «{text}»; các báo cáo: {', '.join(REPORTS)}")
    return text


def _sections(text: str) -> tuple[str, ...]:
    names = tuple(name.strip() for name in text.split(","))
    if unknown := [name for name in names if name not in FURTHER]:
        raise argparse.ArgumentTypeError(f"không có mục «{', '.join(unknown)}»; các mục: {', '.join(FURTHER)}")
    return names


def run(arguments: argparse.Namespace) -> int:
    """Write the file; 2 for wrong words, InputError for what is not there or cannot be made or written."""
    if arguments.list:
        print("\n".join(f"{kind.name:<12}{kind.label} ({' '.join(kind.suffixes)})" for kind in REPORTS.values()))
        return DONE
    if wrong := _wrong_words(arguments):
        print(f"manage.py report: {wrong}", file=sys.stderr)
        return WRONG_WORDS
    output: Path = arguments.output
    require_folder(output)
    options = Options(arguments.pictures, _template(arguments), arguments.expanded)
    options = replace(
        options, deadline=arguments.deadline, without_findings=arguments.no_findings, parts=_chosen(arguments)
    )
    settings = settings_for(arguments)
    arguments.level = arguments.level or REPORTS[arguments.name].level
    kind = REPORTS[arguments.name]
    needed = {"needs_people": kind.needs_people, "takes_quotas": kind.takes_quotas}
    with reading(arguments, settings, **needed) as (source, selection):
        options = replace(options, crosses=_kept(settings.database_url, arguments.cross))
        if DEADLINE in REPORTS[arguments.name].options:
            due_on = arguments.deadline or source.ask(queries.deadline, selection.as_of)
            options = replace(options, deadline=due_on)
        request = ExportRequest(
            arguments.name,
            output.suffix.lower(),
            source,
            selection,
            settings.office_name or office_of(source.province),
            is_internal=arguments.internal,
            options=options,
            progress=show_progress,
            is_public=arguments.public,
            people=EVERYBODY,
        )
        number = _give(settings.database_url, request, output)
        note = f" {labels.DEMO_NOTE}." if request.is_demo else ""
    print(f"Đã ghi «{request.title}» vào {output}, số xuất {number}.{note}", file=sys.stderr)
    return DONE


def _wrong_words(arguments: argparse.Namespace) -> str:
    """Say what is missing on the command line or does not go together; empty where all is well."""
    required = {"TÊN": arguments.name, "--as-of": arguments.as_of, "--output": arguments.output}
    if missing := [word for word, value in required.items() if value is None]:
        return f"còn thiếu: {', '.join(missing)}"
    kind = REPORTS[arguments.name]
    if arguments.public and (arguments.internal or kind.names_people):
        return "--public không dùng cho bản «LƯU HÀNH NỘI BỘ»"
    if arguments.output.suffix.lower() not in kind.suffixes:
        return f"«{arguments.output}»: báo cáo «{kind.name}» cần một trong các đuôi {', '.join(kind.suffixes)}"
    if arguments.template and (TEMPLATE not in kind.options or arguments.output.suffix.lower() != ".docx"):
        return "--template chỉ dùng cho báo cáo Word (.docx)"
    if arguments.deadline and DEADLINE not in kind.options:
        return f"--deadline không dùng cho báo cáo «{kind.name}»"
    if arguments.no_findings and FINDINGS not in kind.options:
        return f"--no-findings không dùng cho báo cáo «{kind.name}»"
    if arguments.cross and (arguments.public or CROSSES not in kind.options):
        return f"--cross không dùng cho báo cáo «{kind.name}»{' để công bố' if arguments.public else ''}"
    return _wrong_parts(arguments)


def _wrong_parts(arguments: argparse.Namespace) -> str:
    """Say which part the report does not have, or does not have for the public."""
    names, kind = _chosen(arguments), REPORTS[arguments.name]
    option = "sections" if arguments.sections else "standards"
    if names and PARTS not in kind.options:
        return f"--{option} không dùng cho báo cáo «{kind.name}»"
    kept = [name for name in names if arguments.public and not FURTHER[name].is_for_all]
    return f"--{option}: «{kind.name}» để công bố không có mục {', '.join(kept)}" if kept else ""


def _chosen(arguments: argparse.Namespace) -> tuple[str, ...]:
    has_crosses = arguments.cross and PARTS in REPORTS[arguments.name].options
    others = (("standards", arguments.standards), (CROSSES, has_crosses))
    return tuple(dict.fromkeys([*arguments.sections, *(name for name, is_asked in others if is_asked)]))


def _kept(url: str, names: Sequence[str]) -> tuple[CrossChoice, ...]:
    """Give the cross-tables that are kept under these names; InputError where there is none of a name."""
    kept = named_views.crosses(url) if names else {}
    if unknown := [name for name in names if name not in kept]:
        known = f"Các bảng đã lưu: {'; '.join(kept)}." if kept else "Chưa lưu bảng nào."
        raise InputError(f"Không có bảng chéo đã lưu tên «{unknown[0]}». {known}")
    return tuple(kept[name] for name in dict.fromkeys(names))


def _template(arguments: argparse.Namespace) -> bytes | None:
    """Read the template's bytes; InputError where there is no such file. Whether it fits is for the report to say."""
    path: Path | None = arguments.template
    if path is None:
        return None
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(
            f"Không đọc được tệp mẫu «{path}». Hãy kiểm tra đường dẫn và quyền đọc, và đóng tệp nếu đang mở."
        ) from error


def _give(url: str, request: ExportRequest, output: Path) -> str:
    """Make the file under a number of the ledger and write it; give the number."""
    try:
        return issuing.issue_report(url, request, writer(output)).stamp.number
    except _KNOWN_ERRORS as error:
        raise InputError(str(error)) from error
