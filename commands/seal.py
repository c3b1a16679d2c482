"""`manage.py seal`: the originals that are there sealed with the office's key, or opened again; a new key."""

import argparse
import os
from pathlib import Path

import sealing
from commands.common import DONE, InputError, add_database_option, settings_for, show_progress
from etl import originals
from reference import vietnamese

HELP = "mã hóa các tệp gốc đang có bằng khóa của cơ quan, hoặc giải mã lại; tạo khóa mới"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the contract's words of `seal`."""
    parser.add_argument("--new-key", metavar="TỆP", type=Path, help="chỉ tạo khóa mới, ghi vào tệp này")
    parser.add_argument("--open", action="store_true", help="giải mã lại các tệp gốc, để thôi dùng mã hóa")
    add_database_option(parser)


def run(arguments: argparse.Namespace) -> int:
    """Write a key, or seal or open each original; status 3 without a key."""
    if arguments.new_key is not None:
        return _write_key(arguments.new_key)
    if not sealing.is_on():
        raise InputError(
            "Chưa có khóa. Tạo khóa bằng «seal --new-key TỆP», đặt biến môi trường WORKFORCE_KEY_FILE là tệp đó, rồi "
            "chạy lại."
        )
    sealing.prepare()
    number = originals.reseal(settings_for(arguments).originals_dir, is_open=arguments.open, progress=show_progress)
    print(f"Đã {'giải mã' if arguments.open else 'mã hóa'} {vietnamese.number(number)} tệp gốc.")
    if arguments.open:
        print("Hãy bỏ WORKFORCE_KEY_FILE để tệp nạp sau này không bị mã hóa lại; giữ khóa cho các bản sao lưu cũ.")
    return DONE


def _write_key(path: Path) -> int:
    try:
        handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        raise InputError(f"Đã có tệp «{path}»; chưa ghi gì.") from None
    except OSError:
        raise InputError(f"Không ghi được tệp khóa «{path}».") from None
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(sealing.new_words() + "\n")
    except OSError:
        path.unlink()  # an empty file would stand in the way of the next try
        raise
    print(
        f"Đã ghi khóa vào «{path}». Hãy cất thêm một bản ở nơi khác với bản sao lưu: mất khóa thì không ai mở lại được "
        "tệp gốc và bản sao lưu đã mã hóa."
    )
    return DONE
