"""`bundle --for SYSTEM --output FILE.zip`: the program with all its libraries, for machines without internet."""

import argparse
import hashlib
import json
import re
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from packaging.requirements import Requirement

from commands.common import DONE, InputError, show_progress
from commands.environment import REQUIREMENTS, WHEELS
from commands.exchange import MANIFEST, files_of
from settings import ROOT, program_version

HELP = "đóng gói chương trình kèm mọi thư viện thành một tệp .zip cho máy không có mạng"
PYTHONS = ("3.11", "3.12", "3.13")
_MANYLINUX = tuple(f"manylinux_2_{minor}_x86_64" for minor in (28, 27, 26, 24, 17, 12, 5))
_PLATFORMS = {
    "linux": (*_MANYLINUX, "manylinux2014_x86_64", "manylinux1_x86_64", "linux_x86_64"),
    "windows": ("win_amd64",),
}
"""Systems of 64 bits -> the tags of wheels that run there, the best first; glibc 2.28 is that of Debian 10."""
_TOP = "thongke"
"""The folder that the .zip unpacks into."""
_LEFT_OUT = ("tests/", ".ci/", ".pre-commit", ".gitignore")
_STARTS = {"linux": "mo-bang-so-lieu.sh", "windows": "mo-bang-so-lieu.bat"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add `--for` and `--output`."""
    parser.add_argument(
        "--for",
        dest="system",
        choices=tuple(_PLATFORMS),
        required=True,
        help="máy sẽ chạy: linux hoặc windows (64 bit)",
    )
    parser.add_argument("--output", metavar="TỆP", type=Path, required=True, help="tệp .zip sẽ ghi")


def run(arguments: argparse.Namespace) -> int:
    """Write the bundle; status 3 where a library cannot be had for one of the Pythons."""
    make(arguments.system, arguments.output)
    size = arguments.output.stat().st_size // 1_000_000
    pythons = ", ".join(PYTHONS)
    print(f"Đã ghi {arguments.output} ({size} MB): bản {program_version()} cho {arguments.system}, Python {pythons}.")
    print(f"Trên máy kia: giải nén, rồi mở {_TOP}/{_STARTS[arguments.system]}. Máy đã có bản cũ: manage.py update TỆP.")
    return DONE


def make(system: str, output: Path, pythons: Iterable[str] = PYTHONS) -> None:
    """Collect program and wheels, each with its hash in the manifest; `output` appears whole or not at all."""
    with tempfile.TemporaryDirectory() as name:
        wheels = Path(name)
        for at, python in enumerate(pythons):
            show_progress(f"Đang tải thư viện cho Python {python}", at, len(PYTHONS))
            _download(system, python, wheels)
        draft = output.resolve().with_name(f".{output.name}.new")
        try:
            with zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED) as archive:
                _write(archive, system, pythons, wheels)
            draft.replace(output)
        finally:
            draft.unlink(missing_ok=True)
    show_progress("Đã tải đủ thư viện", 1, 1)


def _write(archive: zipfile.ZipFile, system: str, pythons: Iterable[str], wheels: Path) -> None:
    contents: dict[str, bytes] = {name: (ROOT / name).read_bytes() for name in program_files()}
    contents[_STARTS[system]] = _start(system)
    digests = {name: hashlib.sha256(content).hexdigest() for name, content in contents.items()}
    for name, content in contents.items():
        _add(archive, name, content)
    for wheel in sorted(wheels.glob("*.whl")):
        content = wheel.read_bytes()
        digests[f"{WHEELS}/{wheel.name}"] = hashlib.sha256(content).hexdigest()
        _add(archive, f"{WHEELS}/{wheel.name}", content, zipfile.ZIP_STORED)
    manifest = {"program": program_version(), "system": system, "pythons": list(pythons), "files": digests}
    _add(archive, MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1).encode())


def _add(archive: zipfile.ZipFile, name: str, content: bytes, way: int = zipfile.ZIP_DEFLATED) -> None:
    """Add a file with one date for all, so that the same program gives the same bytes."""
    info = zipfile.ZipInfo(f"{_TOP}/{name}")
    info.external_attr = (0o755 if name.endswith((".sh", "manage.py")) else 0o644) << 16
    archive.writestr(info, content, way)


def program_files() -> list[str]:
    """List the program's own files: as git has them, or as the bundle that it came in; nobody's data are among them."""
    if (ROOT / ".git").exists():
        listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)  # noqa: S607
        names = [name for name in listed.stdout.decode().split("\0") if name and (ROOT / name).is_file()]
    else:
        names = list(files_of(ROOT))
    kept = [name for name in names if not name.startswith((*_LEFT_OUT, f"{WHEELS}/", *_STARTS.values()))]
    if not kept:
        raise InputError(
            "Không rõ những tệp nào là của chương trình. Hãy đóng gói từ kho mã (git) hoặc từ một bản đã đóng gói."
        )
    return sorted(kept)


def pins(text: str, environment: Mapping[str, str]) -> Iterator[str]:
    """List the pinned packages, with their hashes, that a machine needs; markers are asked for that machine."""
    for block in re.split(r"\n(?=[A-Za-z0-9])", text):
        first, *hashes = [
            line.strip().rstrip("\\").strip() for line in block.splitlines() if not line.strip().startswith("#")
        ]
        if not first:
            continue
        requirement = Requirement(first)
        if requirement.marker is None or requirement.marker.evaluate(dict(environment)):
            yield " ".join([f"{requirement.name}{requirement.specifier}", *filter(None, hashes)])


def environment_of(system: str, python: str) -> dict[str, str]:
    """Give the markers' values on a machine of that kind."""
    values = {
        "linux": {
            "sys_platform": "linux",
            "platform_system": "Linux",
            "os_name": "posix",
            "platform_machine": "x86_64",
        },
        "windows": {
            "sys_platform": "win32",
            "platform_system": "Windows",
            "os_name": "nt",
            "platform_machine": "AMD64",
        },
    }
    cpython = {"implementation_name": "cpython", "platform_python_implementation": "CPython"}
    return values[system] | cpython | {"python_version": python, "python_full_version": f"{python}.0"}


def _download(system: str, python: str, folder: Path) -> None:
    text = (ROOT / REQUIREMENTS).read_text(encoding="utf-8")
    listed = folder / "requirements.txt"
    listed.write_text("\n".join(pins(text, environment_of(system, python))), encoding="utf-8")
    words = [
        sys.executable,
        "-m",
        "pip",
        "download",
        "--quiet",
        "--no-input",
        "--disable-pip-version-check",
        "--no-deps",
    ]
    words += ["--require-hashes", "--only-binary=:all:", "--implementation=cp", f"--python-version={python}"]
    words += [f"--platform={platform}" for platform in _PLATFORMS[system]] + ["-d", str(folder), "-r", str(listed)]
    ended = subprocess.run(words, capture_output=True, text=True, check=False)
    if ended.returncode:
        reasons = [line for line in ended.stderr.splitlines() if line.startswith("ERROR")][-3:]
        raise InputError(
            f"Không tải được thư viện cho {system}, Python {python}. Hãy kiểm tra mạng rồi chạy lại. pip báo:\n"
            + "\n".join(reasons or ended.stderr.splitlines()[-3:])
        )


def _start(system: str) -> bytes:
    return _BAT.replace("\n", "\r\n").encode() if system == "windows" else _SH.encode()


_NO_PYTHON = "May nay chua co Python 3.11, 3.12 hoac 3.13 (64 bit). Hay cai Python roi mo lai tep nay."
"""Said where a window may not know Vietnamese letters."""
_SH = """#!/bin/sh
# Mở bảng số liệu. Lần đầu cài thư viện từ thư mục wheels, không cần mạng.
cd "$(dirname "$0")" || exit 1
for version in 3.13 3.12 3.11; do
    if command -v "python$version" >/dev/null 2>&1; then
        exec "python$version" manage.py run --open "$@"
    fi
done
exec python3 manage.py run --open "$@"
"""
_BAT = f"""@echo off
rem Opens the dashboard. The first start installs the libraries from the folder wheels, without a network.
chcp 65001 >nul
pushd "%~dp0" || goto end
set PYTHONUTF8=1
for %%v in (3.13 3.12 3.11) do (
    py -%%v -c "" >nul 2>nul && (
        py -%%v manage.py run --open %*
        goto end
    )
)
python -c "import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))" >nul 2>nul && (
    python manage.py run --open %*
    goto end
)
echo {_NO_PYTHON}
:end
pause
"""
