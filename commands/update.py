"""`update BUNDLE`: another version of the program in the place of this one, after a backup; `update --back` returns."""

import argparse
import hashlib
import json
import os
import shutil
import subprocess
import sys
import zipfile
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Any

from commands import exchange
from commands.common import DONE, REFUSED, InputError, add_database_option, settings_for, show_progress
from commands.exchange import FOLDER, MANIFEST
from safekeeping import backups, restoring, snapshots
from safekeeping.errors import SafekeepingError
from safekeeping.presence import alone
from settings import ROOT, Settings

HELP = "thay chương trình bằng một bản đóng gói khác; sao lưu trước, quay lại được bằng --back"
_NEW, _OLD, _BACKUP = FOLDER / "new", FOLDER / "old", FOLDER / "backup.txt"
_SYSTEMS = {"linux": "linux", "win32": "windows"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add `BUNDLE`, `--back` and `--database`."""
    parser.add_argument("bundle", metavar="TỆP", nargs="?", type=Path, help="bản đóng gói (.zip) do lệnh bundle ghi")
    parser.add_argument(
        "--back", action="store_true", help="quay lại bản trước lần cập nhật, cùng với số liệu của lúc đó"
    )
    add_database_option(parser)


def run(arguments: argparse.Namespace) -> int:
    """Exchange the program; status 3 where nothing was changed, or the new program does not start."""
    if (arguments.bundle is None) != arguments.back:
        raise InputError("Hãy ghi tệp bản đóng gói: update thongke.zip; hoặc update --back để quay lại bản trước.")
    if not exchange.files_of(ROOT):
        raise InputError("Chương trình ở đây không cài từ bản đóng gói nên không cập nhật được bằng lệnh này.")
    settings = settings_for(arguments)
    try:
        return _go_back(settings) if arguments.back else _update(settings, arguments.bundle)
    except SafekeepingError as error:
        raise InputError(str(error)) from error


def _update(settings: Settings, bundle: Path) -> int:
    shutil.rmtree(_NEW, ignore_errors=True)
    manifest = _unpack(bundle)
    saved = _back_up(settings)
    shutil.rmtree(_OLD, ignore_errors=True)
    exchange.BACK.unlink(missing_ok=True)
    _BACKUP.unlink(missing_ok=True)  # that of an update before: cut off here, `--back` must not bring its data
    exchange.keep(_OLD)
    _BACKUP.write_text(str(saved or ""), encoding="utf-8")
    exchange.exchange(_NEW)
    print(
        f"Đã thay chương trình bằng bản {manifest['program']}." + (f" Số liệu đã sao lưu vào {saved}." if saved else "")
    )
    return _start_anew(settings, "Nếu không dùng được bản mới: update --back.")


def _unpack(bundle: Path) -> Any:
    """Unpack a bundle whole, with each file's hash compared, before anything is changed; give its manifest."""
    try:
        with zipfile.ZipFile(bundle) as archive:
            top = {PurePosixPath(name).parts[0] for name in archive.namelist()}
            (root,) = top
            manifest = json.loads(archive.read(f"{root}/{MANIFEST}"))
            _check_fits(manifest)
            names = {f"{root}/{name}" for name in [*manifest["files"], MANIFEST]}
            if names != set(archive.namelist()) or any(".." in PurePosixPath(name).parts for name in names):
                raise ValueError
            for at, (name, digest) in enumerate(manifest["files"].items()):
                show_progress("Đang mở bản đóng gói", at, len(manifest["files"]))
                content = archive.read(f"{root}/{name}")
                if hashlib.sha256(content).hexdigest() != digest:
                    raise ValueError
                _write(_NEW / name, content, archive.getinfo(f"{root}/{name}").external_attr >> 16)
            _write(_NEW / MANIFEST, archive.read(f"{root}/{MANIFEST}"), 0o644)
    except (OSError, KeyError, TypeError, ValueError, IndexError, zipfile.BadZipFile, EOFError):
        shutil.rmtree(_NEW, ignore_errors=True)
        raise InputError(f"«{bundle}» không phải là bản đóng gói của chương trình, hoặc đã hỏng.") from None
    show_progress("Đang mở bản đóng gói", 1, 1)
    return manifest


def _check_fits(manifest: Any) -> None:
    here, python = _SYSTEMS.get(sys.platform), "{}.{}".format(*sys.version_info[:2])
    if manifest["system"] != here:
        raise InputError(f"Bản đóng gói này dành cho {manifest['system']}, máy này là {here or sys.platform}.")
    if python not in manifest["pythons"]:
        raise InputError(
            f"Bản đóng gói này dành cho Python {', '.join(manifest['pythons'])}, máy này đang dùng Python {python}."
        )


def _write(path: Path, content: bytes, mode: int) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    path.chmod(mode & 0o777 or 0o644)


def _back_up(settings: Settings) -> Path | None:
    """Save the data before the new version changes them, while nobody works on them; None where there are none yet."""
    if snapshots.kind_of(settings.database_url) == snapshots.SQLITE:
        try:
            snapshots.file_of(settings.database_url)
        except SafekeepingError:
            return None
    target = settings.data_dir / f"truoc-khi-cap-nhat-{datetime.now().astimezone():%Y%m%d-%H%M%S}.zip"
    with alone(settings.database_url):
        pass
    backups.write(settings, target, show_progress)
    return target


def _go_back(settings: Settings) -> int:
    if not exchange.files_of(_OLD):
        raise InputError("Không có bản trước để quay lại: chưa cập nhật lần nào, hoặc đã quay lại rồi.")
    saved = _BACKUP.read_text(encoding="utf-8").strip() if _BACKUP.is_file() else ""
    if saved:
        exchange.BACK.touch()  # killed before the program is back, too, the next command says to go on
        try:
            restoration = restoring.restore(settings, Path(saved), show_progress)
        except SafekeepingError:
            exchange.BACK.unlink(missing_ok=True)
            raise
        print(f"Số liệu đã trở về lúc trước khi cập nhật; số liệu của bản mới được giữ ở {restoration.former}.")
    exchange.exchange(_OLD)
    print("Đã quay lại bản chương trình trước.")
    return _start_anew(settings, "")


def _start_anew(settings: Settings, advice: str) -> int:
    """Have the exchanged program install its libraries and bring the database to its tables, in its own process."""
    words = [sys.executable, str(ROOT / "manage.py"), "imports"]
    environment = os.environ | {"DATABASE_URL": settings.database_url}
    if subprocess.run(words, env=environment, stdout=subprocess.DEVNULL, check=False).returncode:
        print(f"Bản vừa thay chưa chạy được. {advice}", file=sys.stderr)
        return REFUSED
    print("Đã cài thư viện và nâng cơ sở dữ liệu; mở bảng số liệu như thường lệ.")
    return DONE
