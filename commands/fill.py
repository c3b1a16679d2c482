"""`manage.py fill`: a blank form that the office was sent, with the program's numbers in its cells."""

import argparse
import sys
from pathlib import Path

from access.actors import NotAllowedError
from blank_forms import learned
from blank_forms.filling import FilledForm
from blank_forms.form import BlankForm, read_form
from blank_forms.opening import FormRefusedError
from blank_forms.saving import meanings
from commands.common import DONE, InputError, add_as_of_option, add_database_option, settings_for
from commands.selected import reading, require_folder, writer
from commands.stats import add_level_option, add_rounding_option, add_territory_option
from dissemination import filled_forms, issuing

HELP = "điền số liệu vào một biểu mẫu trống được gửi đến (.xlsx)"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the contract's options of `fill`."""
    parser.add_argument("form", metavar="BIỂU.xlsx", type=Path, help="biểu mẫu trống")
    add_as_of_option(parser, required=True)
    parser.add_argument(
        "--scope", metavar="MÃ", help="mã cấp huyện (3 chữ số) hoặc cấp xã (5 chữ số); mặc định: cả tỉnh"
    )
    parser.add_argument(
        "--by-commune", action="store_true", help="dòng trống của biểu toàn tỉnh ghi từng xã (mặc định: từng huyện)"
    )
    parser.add_argument(
        "--output", metavar="TỆP", type=Path, help="tệp kết quả; không có thì chỉ in ra mỗi nhãn đếm những ai"
    )
    add_territory_option(parser)
    add_level_option(parser)
    add_rounding_option(parser)
    add_database_option(parser)


def run(arguments: argparse.Namespace) -> int:
    """Fill the form, or say what it asks; InputError for a form that cannot be filled, nothing is written then."""
    settings = settings_for(arguments)
    output: Path | None = arguments.output
    if output is not None:
        require_folder(output)
        if output.suffix.lower() != ".xlsx":
            raise InputError(f"--output: biểu điền xong là tệp .xlsx, không phải «{output.suffix}».")
        if output.resolve() == arguments.form.resolve():
            raise InputError("--output trùng với biểu mẫu trống. Hãy chọn tên khác để giữ lại biểu trống.")
    content = _content(arguments.form)
    try:
        with reading(arguments, settings) as (source, selection):
            form = read_form(source, selection, arguments.form.name, content, learned.answers(settings.database_url))
            if output is None:
                _print_meanings(form)
                return DONE
            issued, filled = filled_forms.issue(
                settings.database_url,
                source,
                selection,
                form,
                by_commune=arguments.by_commune,
                file_name=output.name,
                deliver=writer(output),
            )
    except (FormRefusedError, NotAllowedError, issuing.NotIssuedError) as error:
        raise InputError(str(error)) from error
    _print_outcome(filled, issued.stamp.number)
    return DONE


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        raise InputError(f"Không đọc được tệp «{path.name}». Hãy kiểm tra đường dẫn.") from None


def _print_meanings(form: BlankForm) -> None:
    for table in form.tables:
        print(table.name)
        for kind, label, words in meanings(table):
            print(f"  {kind}\t{label}\t{words}")


def _print_outcome(filled: FilledForm, number: str) -> None:
    outcome = filled.outcome
    for gap in outcome.gaps:
        print(f"{gap.where}\t{gap.label}\t{gap.reason}")
    for check in outcome.failures:
        print(f"{check.where}\t{check.sentence}\tKHÔNG KHỚP")
    for remark in outcome.remarks:
        print(remark, file=sys.stderr)
    print(f"{outcome.sentence} Số xuất {number}.", file=sys.stderr)
