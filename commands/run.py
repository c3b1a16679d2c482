"""`run`: prepare the database, load the demonstration rosters into an empty one and serve the dashboard."""

import argparse
import errno
import os
import socket
import sys
import threading
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from sqlalchemy import make_url
from sqlalchemy.exc import SQLAlchemyError

import sealing
from access import accounts
from access.addresses import is_loopback, is_wildcard, place_of
from commands import process, processes, retain
from commands.common import InputError, add_database_option, settings_for, show_progress
from database import normal_url, reading
from etl import office
from etl.demonstration import dates_to_load, figures_to_load
from etl.records import LoadOptions, Progress, SourceFile
from migrations.prepare import prepare
from private_files import tighten_tree
from reference.figures import INDICATORS, QUOTAS
from safekeeping import daily, restoring
from safekeeping.presence import serving
from settings import SAMPLES_DIR, Settings

HELP = "mở bảng số liệu trong trình duyệt (lần đầu có sẵn số liệu minh họa)"
_DEMONSTRATION = "minh họa"
FIGURE_SAMPLES = "so-lieu-don-vi"
_FIGURES = {"Bien-che-*.xlsx": QUOTAS, "Chi-so-*.xlsx": INDICATORS, "Thiet-bi-*.xlsx": INDICATORS}
"""The invented workbooks of figures, and the part of the catalogue that they are of."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add `--port`, `--address`, `--host`, `--processes` and what nginx needs, `--backup`, `--demo`, `--database`."""
    parser.add_argument("--port", metavar="CỔNG", type=_port, default=8501, help="cổng (mặc định: 8501)")
    parser.add_argument(
        "--address", metavar="ĐỊA_CHỈ", default="127.0.0.1", help="địa chỉ (mặc định: 127.0.0.1, chỉ máy này xem được)"
    )
    parser.add_argument(
        "--host",
        metavar="TÊN",
        type=_host,
        action="append",
        default=[],
        help="tên máy chủ (hoặc TÊN:CỔNG) mà proxy trên máy này chuyển tới, ví dụ thongke.sonoivu.gov.vn; ghi được "
        "nhiều lần",
    )
    _add_nginx_options(parser)
    parser.add_argument("--open", action="store_true", help="mở trình duyệt khi bảng số liệu đã sẵn sàng")
    parser.add_argument(
        "--backup", metavar="THƯ_MỤC", type=Path, help="mỗi ngày sao lưu một lần vào thư mục này (nên ở ổ đĩa khác)"
    )
    parser.add_argument(
        "--demo",
        choices=tuple(DEMONSTRATIONS),
        help="mở số liệu minh họa của tỉnh khác, trong cơ sở dữ liệu riêng: hung-yen (20 cơ quan cấp tỉnh, 110 phòng)",
    )
    add_database_option(parser)


def _add_nginx_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--processes",
        metavar="N",
        type=processes.number,
        help="chạy N tiến trình sau nginx, cho nhiều người dùng cùng lúc (N từ 2 cần PostgreSQL)",
    )
    for option, words in {"--certificate": "chứng thư HTTPS (tệp PEM)", "--key": "khóa riêng của chứng thư"}.items():
        parser.add_argument(option, metavar="TỆP", type=Path, help=f"{words}; cần --processes")
    parser.add_argument(
        "--public",
        metavar="ĐỊA_CHỈ:CỔNG",
        type=processes.place,
        help="mở thêm ở đây riêng các báo cáo đã công bố (/cong-bo/) cho bên ngoài; cần --processes",
    )


def _port(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"«{text}» không phải là số cổng (từ 1 đến 65535)")
    return int(text)


def _host(text: str) -> str:
    if place_of(text) is None:
        raise argparse.ArgumentTypeError(f"«{text}» không phải là tên máy chủ; hãy ghi như thongke.sonoivu.gov.vn")
    return text


def run(arguments: argparse.Namespace) -> int:
    """Serve until Ctrl+C; status 3 where the port is taken or the database cannot be opened."""
    settings = settings_for(arguments)
    _check_closed(arguments.address, [*settings.hosts, *arguments.host], settings)
    processes.check(arguments, settings)
    _check_free(arguments.address, arguments.port)
    tighten_tree(settings.data_dir)
    sealing.prepare()
    if arguments.demo:
        settings = demonstration_of(arguments.demo, settings, has_database=arguments.database is not None)
    prepare(settings.database_url, show_progress)
    restoring.settle(settings.database_url)
    if arguments.demo:
        office.save(settings.database_url, {"province": settings.province})
    if arguments.demo or is_at_home(settings):
        load_demonstration(settings.database_url, SAMPLES_DIR / (arguments.demo or ""), show_progress)
    print("Đang mở bảng số liệu…", file=sys.stderr, flush=True)
    os.environ["WORKFORCE_HOSTS"] = " ".join([*settings.hosts, *arguments.host, *_own_name(arguments.address)])
    if arguments.backup is not None:
        _back_up_daily(settings, arguments.backup.resolve())
    with serving(settings.database_url):
        if arguments.processes is not None:
            return processes.serve(arguments, settings)
        return process.serve(settings, arguments.address, arguments.port, opens=arguments.open)


def _own_name(address: str) -> list[str]:
    """Give the address as a name to answer under, where it is one of this machine in a network."""
    named = not is_wildcard(address) and not is_loopback(address)
    return [f"[{address}]" if ":" in address else address] if named else []


def _back_up_daily(settings: Settings, folder: Path) -> None:
    """Make today's backup, and one on each day that the server runs, beside it; then what is kept too long goes."""

    def tell(sentence: str) -> None:
        print(sentence, file=sys.stderr, flush=True)

    words = (settings, folder, threading.Event(), tell, lambda: retain.applied(settings))
    threading.Thread(target=daily.keep_making, args=words, daemon=True).start()


DEMONSTRATIONS = {"hung-yen": "33"}
"""Folders of `data/samples/` with the demonstration of another province -> its code."""


_HOME = "24"
"""The province whose invented rosters lie in `data/samples/` itself."""


def is_at_home(settings: Settings) -> bool:
    """Tell whether the office is of the demonstration's province: for any other one it is nobody's, and in error."""
    with reading(settings.database_url) as connection:
        return office.home_province(connection, settings.province) == _HOME


def demonstration_of(name: str, settings: Settings, *, has_database: bool) -> Settings:
    """Give the settings of a province's demonstration: its own database, so that an office's stays as it is."""
    own = f"sqlite:///{(settings.data_dir / f'demo-{name}.db').as_posix()}"
    url = settings.database_url if has_database else own
    os.environ["DATABASE_URL"] = url
    return replace(settings, database_url=url, province=DEMONSTRATIONS[name])


def load_demonstration(url: str, samples: Path, progress: Progress) -> None:
    """Load the invented rosters (one folder a date), each date in one call, into a database that holds no real one."""
    folders = {date.fromisoformat(folder.name): folder for folder in samples.glob("????-??-??")}
    with reading(url) as connection:
        missing = dates_to_load(connection, folders)
    for as_of in missing:
        _load(url, as_of, folders[as_of], progress)
    _load_figures(url, samples)


def _load_figures(url: str, samples: Path) -> None:
    """Load the invented quotas and indicators, each workbook once."""
    from etl.figures import pipeline
    from etl.figures.records import FigureOptions

    files = {
        SourceFile(path.name, path.read_bytes()): catalogue
        for pattern, catalogue in _FIGURES.items()
        for path in sorted((samples / FIGURE_SAMPLES).glob(pattern))
    }
    with reading(url) as connection:
        missing = figures_to_load(connection, [file.sha256 for file in files])
    for file, catalogue in files.items():
        if file.sha256 in missing:
            options = FigureOptions(is_demo=True, loaded_by=_DEMONSTRATION)
            report = pipeline.load(url, catalogue, [file], options)
            for problem in report.errors[:5]:
                print(f"  {problem.message}", file=sys.stderr)


def _load(url: str, as_of: date, folder: Path, progress: Progress) -> None:
    from etl import pipeline

    print(f"Đang nạp số liệu minh họa tính đến ngày {as_of:%d/%m/%Y}…", file=sys.stderr, flush=True)
    files = [SourceFile(path.name, path.read_bytes()) for path in sorted(folder.glob("*.xlsx"))]
    report = pipeline.load(url, files, LoadOptions(is_demo=True, loaded_by=_DEMONSTRATION), progress)
    if report.status == "refused":
        print("Số liệu minh họa này không nạp được:", file=sys.stderr)
        for problem in report.errors[:5]:
            print(f"  {problem.message}", file=sys.stderr)


def _check_closed(address: str, hosts: Sequence[str], settings: Settings) -> None:
    """Refuse an address that other machines reach while whoever opens it would see named people and could load."""
    if is_loopback(address):
        return
    if not _has_accounts(settings.database_url):
        raise InputError(
            f"Chưa mở được ở địa chỉ «{address}»: chưa có tài khoản đăng nhập, nên máy khác trong mạng mà vào được thì "
            "ai cũng xem được danh sách và nạp được số liệu. Hãy tạo người quản trị trước: python3 manage.py users add "
            "TÊN --role admin. Hoặc bỏ --address: người ở máy khác xem qua đường hầm SSH (ssh -L "
            "8501:127.0.0.1:8501 MÁY_NÀY)."
        )
    if is_wildcard(address) and not hosts:
        raise InputError(
            f"Địa chỉ «{address}» là mọi địa chỉ của máy này: hãy ghi thêm tên hoặc địa chỉ mà máy khác dùng để mở, ví "
            "dụ --host 10.0.0.5 --host thongke.sonoivu.gov.vn"
        )


def _has_accounts(url: str) -> bool:
    parsed = make_url(normal_url(url))
    if parsed.get_backend_name() == "sqlite" and not Path(parsed.database or "").is_file():
        return False
    try:
        with reading(url) as connection:
            return accounts.are_there(connection)
    except SQLAlchemyError:  # an older database has no such table yet; one that cannot be opened is told below
        return False


def _check_free(address: str, port: int) -> None:
    """Refuse before any work what could not be served afterwards."""
    try:
        family, kind, protocol, _, place = socket.getaddrinfo(address, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as trial:
            if sys.platform == "win32":
                trial.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
            else:
                trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(place)
    except OSError as error:
        raise InputError(_why_not(error, address, port)) from error


def _why_not(error: OSError, address: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return (
            f"Cổng {port} đang được một chương trình khác dùng (có thể bảng số liệu đã mở sẵn). "
            f"Hãy tắt chương trình đó hoặc chọn cổng khác, ví dụ: run --port {port % 65535 + 1}"
        )
    if error.errno == errno.EACCES:
        return f"Hệ điều hành không cho dùng cổng {port}. Hãy chọn một cổng từ 1024 trở lên, ví dụ: run --port 8501"
    return f"Máy này không có địa chỉ «{address}». Hãy bỏ --address hoặc dùng 127.0.0.1."
