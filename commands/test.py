"""`test`: lint, format, types and all tests, the ones on a real PostgreSQL and in a real browser among them."""

import argparse
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor

from commands.common import DEFECT, DONE, InputError
from serving import nginx
from settings import ROOT

HELP = "kiểm tra chương trình: quy tắc viết mã, kiểu dữ liệu và mọi phép thử"
CHECKS = {
    "Quy tắc viết mã (ruff check)": ("ruff", "check", "."),
    "Trình bày mã (ruff format)": ("ruff", "format", "--check", "."),
    "Kiểu dữ liệu (mypy)": ("mypy", "."),
}

_SIDE_BY_SIDE = ("-n", "auto", "--maxprocesses", "4", "--dist", "loadfile", "--no-loadscope-reorder")
"""A process for each processor, each of which has its own PostgreSQL; a file's tests stay together, files in order."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the words after `--`, which go to pytest."""
    parser.add_argument(
        "pytest_args",
        nargs="*",
        metavar="-- THAM SỐ",
        help="sau dấu --: chỉ chạy pytest với các tham số này, ví dụ: test -- tests/etl -k ngày",
    )


def run(arguments: argparse.Namespace) -> int:
    """Run all checks, beside the tests; status 1 where any fails, 3 where the machine lacks a browser or nginx."""
    _ensure_browser()
    _ensure_nginx()
    # The tests wait for browsers and databases a third of their time, in which a check has a processor.
    with ThreadPoolExecutor(1) as beside:
        checks = beside.submit(failing, {} if arguments.pytest_args else CHECKS)
        _say("Các phép thử (pytest)…")
        tests = subprocess.run(_tool(("pytest", *(arguments.pytest_args or _SIDE_BY_SIDE))), cwd=ROOT, check=False)
        failed = checks.result()
    if failed:
        _say(f"Chưa đạt: {', '.join(failed)}.")
    return DEFECT if failed or tests.returncode else DONE


def failing(checks: Mapping[str, Sequence[str]]) -> list[str]:
    """Run tools of the virtual environment and tell how each went, with the words of those that failed; give these."""
    failed = []
    for title, words in checks.items():
        start = time.perf_counter()
        done = subprocess.run(_tool(words), cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
        if done.returncode:
            failed.append(title)
            _say(f"{done.stdout}{done.stderr}".strip())
        _say(f"{title}: {'KHÔNG ĐẠT' if title in failed else 'đạt'}, {time.perf_counter() - start:.0f} giây.")
    return failed


def _tool(words: Sequence[str]) -> list[str]:
    return [sys.executable, "-m", *words]


def _ensure_browser() -> None:
    """See to it that there is a Chrome, Chromium or Edge: install Debian's where we may, else say how to get one."""
    from choreographer.browsers.chromium import Chromium

    if Chromium.find_browser(skip_local=False):
        return
    if _may_install():
        _say("Máy chưa có Chromium, đang cài bằng apt-get (vài phút)…")
        _install("chromium", "fonts-noto-core")  # and a font with every Vietnamese letter for the charts
    if not Chromium.find_browser(skip_local=False):
        raise InputError(
            "Các phép thử cần trình duyệt Chromium, Chrome hoặc Edge mà máy này chưa có. "
            "Trên Debian, Ubuntu: sudo apt install chromium fonts-noto-core. "
            "Trên Windows, macOS: cài Google Chrome. Sau đó chạy lại lệnh này."
        )


def _may_install() -> bool:
    return sys.platform == "linux" and os.geteuid() == 0 and shutil.which("apt-get") is not None


def _ensure_nginx() -> None:
    """See to it that there is nginx, likewise; several processes run on Linux alone."""
    if sys.platform != "linux" or nginx.program():
        return
    if _may_install():
        _say("Máy chưa có nginx, đang cài bằng apt-get…")
        _install("nginx")
    if not nginx.program():
        raise InputError(
            "Các phép thử chạy nhiều tiến trình cần nginx mà máy này chưa có. Trên Debian, Ubuntu: sudo apt install "
            "nginx. Sau đó chạy lại lệnh này."
        )


def _install(*packages: str) -> None:
    """Install packages of Debian's; their services do not start where the machine says so, and we use none."""
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    apt = [shutil.which("apt-get") or "apt-get", "-qq"]
    for words in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
        done = subprocess.run([*apt, *words], env=environment, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise InputError(f"Không cài được {packages[0]} bằng apt-get:\n{done.stderr.strip()}")


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)
