"""Run one command inside the virtual environment, and turn whatever happens into an exit status and a sentence."""

import importlib
import os
import sys
import traceback
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from commands.common import DEFECT, DONE, REFUSED, InputError, Parser
from private_files import make_folder, private
from reference.checking import check
from reference.tables import ReferenceError
from settings import ROOT, from_environment

INTERRUPTED = 130
"""The customary status after Ctrl+C."""


def run(name: str, words: Sequence[str]) -> int:
    """Run `commands/<name>.py` with the words that follow its name; give the exit status of the contract."""
    try:
        check()
        module = importlib.import_module(f"commands.{name}")
        parser = Parser(prog=f"manage.py {name}", description=module.HELP)
        module.add_arguments(parser)
        with private():
            status = int(module.run(parser.parse_args(words)))
        sys.stdout.flush()
    except KeyboardInterrupt:
        print("\nĐã dừng theo yêu cầu.", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        # The reader of our output («| head») has had enough; nothing more can be written there.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except Exception as error:  # noqa: BLE001  the last place before the person: each error gets its sentence here
        return _tell(error)
    return status


def _tell(error: Exception) -> int:
    if isinstance(error, ReferenceError):  # whatever is imported below reads tables, too
        print(f"Bảng tham chiếu trong thư mục data/reference bị sai. {error}", file=sys.stderr)
        return REFUSED
    from database import trouble
    from etl.problems import Refused
    from migrations.upgrade import UnusableDatabaseError
    from sealing import SealedError

    if isinstance(error, InputError | Refused | SealedError | UnusableDatabaseError):
        print(error, file=sys.stderr)
        return REFUSED
    sentence = trouble(error)
    if sentence is not None:
        print(sentence, file=sys.stderr)
        return REFUSED
    outline = "\n".join(_outline(error))
    try:
        place = f"Chi tiết đã ghi vào {_write_down(outline)}"
    except (OSError, ValueError):
        place = f"Chi tiết:\n{outline}\nNội dung trên"
    print(
        f"Chương trình gặp lỗi ngoài dự kiến ({type(error).__name__}). {place}; không có dữ liệu cá nhân trong đó, "
        "xin gửi cho người phụ trách phần mềm.",
        file=sys.stderr,
    )
    return DEFECT


def _write_down(outline: str) -> Path:
    """Append to `errors.log`. Raises OSError where it cannot be written, ValueError where the settings are wrong."""
    log = from_environment().data_dir / "errors.log"
    make_folder(log.parent)
    with private(), log.open("a", encoding="utf-8") as file:
        file.write(f"{datetime.now(UTC).isoformat(timespec='seconds')}\n{outline}\n")
    return log


def _outline(error: BaseException) -> Iterator[str]:
    """List kinds of errors and places in the program, never values, which may be people's."""
    cause = error.__cause__ or error.__context__
    if cause is not None:
        yield from _outline(cause)
    yield f"  {type(error).__module__}.{type(error).__name__}"
    for frame in traceback.extract_tb(error.__traceback__):
        path = Path(frame.filename)
        name = path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else path.name
        yield f"    {name}:{frame.lineno} {frame.name}"
