"""Parts that the commands share: options, dates, progress, and the words of argparse in Vietnamese."""

import argparse
import re
import shutil
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from etl.identities import KEY_FILE
from settings import Settings, from_environment

DONE, DEFECT, WRONG_WORDS, REFUSED = 0, 1, 2, 3
"""The exit statuses of every command."""


class InputError(Exception):
    """An input that cannot be used; the message is a Vietnamese sentence, the command ends with status 3."""


def add_database_option(parser: argparse.ArgumentParser) -> None:
    """Add `--database URL`, on every command that uses the database."""
    parser.add_argument(
        "--database",
        metavar="URL",
        help="địa chỉ cơ sở dữ liệu (mặc định: biến môi trường DATABASE_URL, không có thì SQLite trong data/local/)",
    )


def add_as_of_option(parser: argparse.ArgumentParser, *, required: bool) -> None:
    """Add `--as-of DATE`; the command finds a `datetime.date` in `arguments.as_of`."""
    parser.add_argument(
        "--as-of",
        metavar="NGÀY",
        type=parse_date,
        required=required,
        help="ngày mà danh sách phản ánh, ví dụ 2023-12-31 hoặc 31/12/2023",
    )


def add_internal_option(parser: argparse.ArgumentParser) -> None:
    """Add `--internal`, on every command that gives out files; one that names people is internal without it."""
    parser.add_argument("--internal", action="store_true", help="đóng dấu «LƯU HÀNH NỘI BỘ»")


def settings_for(arguments: argparse.Namespace) -> Settings:
    """Read the environment's settings, with `--database` in its place.

    A relative SQLite path is made absolute here, while the current folder is still the person's.
    Raises InputError where an environment variable is not a number.
    """
    try:
        settings = from_environment()
    except ValueError:
        raise InputError("Biến môi trường WORKFORCE_MAX_FILE_MB và WORKFORCE_MAX_ROWS phải là số nguyên.") from None
    url = getattr(arguments, "database", None) or settings.database_url
    settings = replace(settings, database_url=absolute_url(url))
    if any(settings.data_dir.glob(f"{KEY_FILE}.*")):  # a restoration was cut off
        from safekeeping import restoring

        restoring.finish(settings)
    return settings


def absolute_url(url: str) -> str:
    """Give a URL whose SQLite path, where it has one, is absolute; every other one as it is."""
    scheme, _, path = url.partition(":///")
    if not scheme.startswith("sqlite") or not path or path.startswith((":memory:", "file:")):
        return url
    return f"{scheme}:///{Path(path).resolve().as_posix()}"


def parse_date(text: str) -> date:
    """Read `2023-12-31` or `31/12/2023`; an argparse type with a Vietnamese refusal."""
    day_first = re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", text.strip())
    try:
        if day_first:
            day, month, year = (int(part) for part in day_first.groups())
            return date(year, month, day)
        return date.fromisoformat(text.strip())
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"«{text}» không phải là một ngày; hãy viết như 2023-12-31 hoặc 31/12/2023"
        ) from None


class Progress:
    """A listener that tells on standard error what is being done, without a flood where nobody watches.

    On a terminal one line changes and is wiped at the end; elsewhere a line goes out at most once a second.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._last = -1.0

    def __call__(self, text: str, done: int, total: int) -> None:
        """Tell that `text` is being done, `done` parts of `total`; a total of one is a single step."""
        line = f"{text} ({100 * done // total}%)" if total > 1 else f"{text}…"
        if sys.stderr.isatty():
            width = shutil.get_terminal_size().columns - 1
            shown = "" if done >= total else line[:width]
            print(f"\r{shown:<{width}}\r{shown}", end="", file=sys.stderr, flush=True)
        elif done < total and (total <= 1 or self._clock() >= self._last + 1):
            self._last = self._clock()
            print(line, file=sys.stderr, flush=True)


show_progress = Progress()
"""The `etl.records.Progress` of the command line."""


_WORDS = {
    "usage: ": "Cách dùng: ",
    "positional arguments": "Tham số",
    "options": "Tùy chọn",
    "show this help message and exit": "xem hướng dẫn này",
    "the following arguments are required: %s": "còn thiếu: %s",
    "unrecognized arguments: %s": "không hiểu: %s",
    "expected one argument": "cần một giá trị",
    "expected at most one argument": "chỉ nhận nhiều nhất một giá trị",
    "expected at least one argument": "cần ít nhất một giá trị",
    "expected %s arguments": "cần %s giá trị",
    "invalid choice: %(value)r (choose from %(choices)s)": "không có lựa chọn %(value)r (các lựa chọn: %(choices)s)",
    "invalid %(type)s value: %(value)r": "giá trị %(value)r không đúng kiểu %(type)s",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s: %(message)s",
    "not allowed with argument %s": "không dùng cùng với %s",
    "one of the arguments %s is required": "cần một trong: %s",
    "ambiguous option: %(option)s could match %(matches)s": "%(option)s chưa rõ, có thể là %(matches)s",
}


def _sentence(message: str) -> str:
    return _WORDS.get(message, message)


def _counted_sentence(singular: str, plural: str, count: int) -> str:
    return _WORDS.get(plural, singular if count == 1 else plural)


class Parser(argparse.ArgumentParser):
    """An argument parser that speaks Vietnamese."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # argparse looks its sentences up under these two names, to which it imported gettext's functions.
        vars(argparse).update(_=_sentence, ngettext=_counted_sentence)
        super().__init__(*args, **kwargs)

    def error(self, message: str) -> NoReturn:
        """Print how the command is used and what was wrong; status 2."""
        self.print_usage(sys.stderr)
        self.exit(WRONG_WORDS, f"{self.prog}: {message}\n")
