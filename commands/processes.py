"""Several processes of the dashboard behind nginx, as `run --processes` starts them. Not a command itself."""

import argparse
import os
import signal
import socket
import ssl
import sys
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

import sealing
from access import gate
from access.addresses import is_loopback, is_wildcard, place_of
from commands import process
from commands.common import DONE, REFUSED, InputError
from dissemination.routes import FIRST_WORD
from safekeeping import snapshots
from serving import nginx, supervising
from serving.nginx import Site
from serving.supervising import Child
from settings import ROOT, Settings

_MOST = 16
_EACH = 0.2


def number(text: str) -> int:
    """Read a number of processes; an argparse type with a Vietnamese refusal."""
    if not text.isdecimal() or not 1 <= int(text) <= _MOST:
        raise argparse.ArgumentTypeError(f"«{text}» không phải là số tiến trình (từ 1 đến {_MOST})")
    return int(text)


def place(text: str) -> str:
    """Read «address:port»; an argparse type with a Vietnamese refusal."""
    named = place_of(text)
    if named is None or not named.port or named.port > 65535:
        raise argparse.ArgumentTypeError(f"«{text}» không phải là ĐỊA_CHỈ:CỔNG; hãy ghi như 0.0.0.0:8443")
    return text


def check(arguments: argparse.Namespace, settings: Settings) -> None:
    """Refuse before any work what could not be served: no PostgreSQL, no nginx, a certificate that is none."""
    if arguments.processes is None:
        alone = [arguments.certificate and "--certificate", arguments.key and "--key", arguments.public and "--public"]
        for option in filter(None, alone):
            raise InputError(f"{option} cần nginx đứng trước: hãy thêm --processes 1 (hoặc nhiều tiến trình hơn).")
        return
    if settings.key_file == sealing.PROMPT:
        raise InputError("Nhiều tiến trình không hỏi khóa được: hãy đặt WORKFORCE_KEY_FILE là một tệp khóa.")
    if sys.platform != "linux":
        raise InputError("--processes chỉ chạy được trên Linux. Trên máy này hãy bỏ --processes.")
    if nginx.program() is None:
        raise InputError(
            "--processes cần chương trình nginx mà máy này chưa có. Trên Debian, Ubuntu: sudo apt install nginx (không "
            "cần bật dịch vụ nginx của hệ thống: bảng số liệu tự chạy nginx với cấu hình riêng)."
        )
    is_own_demonstration = arguments.demo and arguments.database is None  # a SQLite file beside the office's database
    if arguments.processes > 1 and (
        is_own_demonstration or snapshots.kind_of(settings.database_url) != snapshots.POSTGRESQL
    ):
        raise InputError(
            "Nhiều tiến trình cần PostgreSQL; cơ sở dữ liệu đang dùng là SQLite, dành cho một tiến trình. Hãy chuyển "
            "số liệu bằng lệnh move --to postgresql://…, đặt DATABASE_URL rồi chạy lại, hoặc dùng --processes 1."
        )
    if settings.user_header:
        raise InputError(
            "WORKFORCE_USER_HEADER dành cho proxy có đăng nhập của cơ quan, còn --processes tự đặt nginx đứng trước và "
            "không tin tiêu đề ấy. Hãy bỏ biến đó, hoặc tự cấu hình proxy theo deploy/nginx.conf."
        )
    _check_certificate(arguments.certificate, arguments.key)


def _check_certificate(certificate: Path | None, key: Path | None) -> None:
    if (certificate is None) != (key is None):
        raise InputError("Cần cả hai: --certificate (chứng thư, tệp .pem) và --key (khóa riêng của nó).")
    if certificate is None or key is None:
        return
    for path in (certificate, key):
        if not path.is_file():
            raise InputError(f"Không có tệp «{path}».")
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(certificate, key, password=lambda: "")
    except (OSError, ValueError):
        raise InputError(
            f"«{certificate}» và «{key}» không phải là chứng thư và khóa riêng của nó (PEM, khóa không có mật khẩu)."
        ) from None


def serve(arguments: argparse.Namespace, settings: Settings) -> int:
    """Serve until the end is asked for; status 3 where the processes or nginx do not start."""
    ports = _free_ports(arguments.processes)
    site = Site(
        _bracketed(arguments.address, arguments.port), ports, FIRST_WORD, gate.SIGN_IN, settings.max_file_mb,
        arguments.public or "", *(path and path.resolve() for path in (arguments.certificate, arguments.key)),
    )  # fmt: skip
    path = nginx.write(site, settings.data_dir / "nginx")
    if refusal := nginx.refusal(path):
        raise InputError(f"nginx không chạy được với cấu hình ở {path}: {refusal}")
    if not is_loopback(arguments.address) and site.certificate is None:
        _tell("Chú ý: chưa có HTTPS (--certificate, --key), mật khẩu và tên người đi qua mạng không được mã hóa.")
    environment = _environment(arguments, settings)
    servers = [
        Child(f"Tiến trình {at}", [sys.executable, "-m", "commands.process", str(port)], environment)
        for at, port in enumerate(ports, 1)
    ]
    front = Child("nginx", nginx.words(path), environment)
    stopped = threading.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: stopped.set())
    os.chdir(ROOT)
    try:
        return _run(arguments, servers, front, stopped)
    finally:
        supervising.end([front, *servers])
        _tell("\nĐã đóng bảng số liệu.")


def _run(arguments: argparse.Namespace, servers: Sequence[Child], front: Child, stopped: threading.Event) -> int:
    for child in servers:
        child.start()
    inside = all(_is_up(child, "127.0.0.1", int(child.words[-1]), stopped) for child in servers)
    if inside:
        front.start()
    is_safe = arguments.certificate is not None
    if not inside or not _is_up(front, arguments.address, arguments.port, stopped, is_safe=is_safe):
        return DONE if stopped.is_set() else REFUSED
    address = process.address_of(arguments.address, arguments.port, is_safe=is_safe)
    print(f"Bảng số liệu đã sẵn sàng: {address} ({len(servers)} tiến trình; nhấn Ctrl+C để đóng)", flush=True)
    supervising.keep_running([*servers, front], stopped, _tell)
    return DONE


def _is_up(child: Child, address: str, port: int, stopped: threading.Event, *, is_safe: bool = False) -> bool:
    """Wait until a child answers; False where it has ended, or the end is asked for."""
    while not process.answers(address, port, is_safe=is_safe):
        if child.ended() is not None:
            _tell(f"{child.name} không mở được (mã {child.ended()}).")
            return False
        if stopped.wait(_EACH):
            return False
    return True


def _environment(arguments: argparse.Namespace, settings: Settings) -> dict[str, str]:
    """Tell the processes under which names they answer, and that nginx says whose request it hands on."""
    proxies = dict.fromkeys([*settings.trusted_proxies, "127.0.0.1"])
    return os.environ | {
        "DATABASE_URL": settings.database_url,
        "WORKFORCE_HOSTS": " ".join(dict.fromkeys(_names(arguments, os.environ["WORKFORCE_HOSTS"].split()))),
        "WORKFORCE_TRUSTED_PROXIES": " ".join(proxies),
    }


def _names(arguments: argparse.Namespace, hosts: Sequence[str]) -> Iterator[str]:
    """Give each name at nginx's ports, which are not those of the processes."""
    public = place_of(arguments.public) if arguments.public else None
    addresses = [] if public is None or is_wildcard(public.name) else [_bracketed(public.name)]
    for name in ("127.0.0.1", "localhost", "[::1]", *addresses, *hosts):
        yield from [name] if name in hosts else ()
        named = place_of(name)
        for port in (arguments.port, public and public.port):
            if port and named is not None and not named.port:
                yield f"{name}:{port}"


def _bracketed(address: str, port: int | None = None) -> str:
    name = f"[{address}]" if ":" in address and not address.startswith("[") else address
    return f"{name}:{port}" if port else name


def _free_ports(count: int) -> list[int]:
    """Find ports on this machine that nobody listens on."""
    trials = [socket.socket() for _ in range(count)]
    try:
        for trial in trials:
            trial.bind(("127.0.0.1", 0))
        return [int(trial.getsockname()[1]) for trial in trials]
    finally:
        for trial in trials:
            trial.close()


def _tell(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)
