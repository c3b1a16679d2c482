"""Make `.venv`, install the pinned libraries into it and go over into it. Standard library only.

A start that finds everything in place reads two small files and installs nothing. An installation that was broken off
is begun anew; of several processes that start at once, one installs and the others wait. Not a command itself.
"""

import contextlib
import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import IO, Any, Iterator, NoReturn  # noqa: UP035  an older Python must be able to read this file

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
VENV_PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "installed.json"
"""The Python that `.venv` was made for, and the digest of each list that is installed; lacks while pip installs."""
LOCK = ROOT / ".venv.lock"
WHEELS = "wheels"
"""The folder of libraries that a bundle brings along (`commands/bundle.py`); where it is, no network is asked."""

REQUIREMENTS = "requirements.txt"
TEST_REQUIREMENTS = "requirements-test.txt"
"""The list that holds all of `requirements.txt` too, so that one installation does for both."""
_MEASURING = ("test", "bench")
"""The commands for those who work on the program, which need the longer list."""


class NotPossibleError(Exception):
    """A command that cannot go on; the message is a Vietnamese sentence, the exit status is 3."""


def go_inside(words: "list[str]") -> None:
    """Return only inside a complete virtual environment; elsewhere the process goes over into one."""
    try:
        ensure_installed(TEST_REQUIREMENTS if words[0] in _MEASURING else REQUIREMENTS)
        if not inside_venv():
            run_again_inside(words)
    except OSError as error:
        raise NotPossibleError(f"Không dùng được thư mục {VENV}: {error.strerror or error}.") from error


def inside_venv() -> bool:
    """Tell whether this Python is the one of `.venv`."""
    return VENV.is_dir() and VENV.samefile(sys.prefix)


def run_again_inside(words: "list[str]") -> NoReturn:
    """Hand the command over to the Python of `.venv`, with UTF-8 as its and its children's encoding."""
    command = [str(VENV_PYTHON), str(ROOT / "manage.py"), *words]
    environment = dict(os.environ, PYTHONUTF8="1")
    environment.pop("PYTHONHOME", None)
    if os.name != "nt":
        os.execve(command[0], command, environment)  # noqa: S606  our own Python, no shell wanted
    process = subprocess.Popen(command, env=environment)
    while True:
        # Ctrl+C reaches the child as well, which ends in its own way; we wait for that.
        with contextlib.suppress(KeyboardInterrupt):
            sys.exit(process.wait())


def ensure_installed(requirements: str) -> None:
    """Make `.venv` and install a list of requirements into it, unless that is done; one process at a time."""
    if is_installed(requirements):
        return
    with only_one_process() as lock:
        if is_installed(requirements):
            return
        if not inside_venv() and read_stamp().get("base") != base_of_venv():
            make_venv()
        install(requirements, lock)


def is_installed(requirements: str) -> bool:
    """Tell whether the list as it is now was installed completely, for the Python that `.venv` still stands on."""
    stamp = read_stamp()
    installed: Any = stamp.get("files", {})
    return stamp.get("base") == base_of_venv() and installed.get(requirements) == digest(requirements)


def read_stamp() -> "dict[str, Any]":
    """Read what the last complete installation left; empty where there was none."""
    try:
        return dict(json.loads(STAMP.read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return {}


def write_stamp(*complete: str) -> None:
    """Note that `.venv` is sound, and which lists of requirements are installed in it completely."""
    stamp = {"base": base_of_venv(), "files": {name: digest(name) for name in complete}}
    draft = STAMP.with_suffix(".new")
    draft.write_text(json.dumps(stamp, indent=1), encoding="utf-8")
    draft.replace(STAMP)


def base_of_venv() -> str:
    """Name the Python that `.venv` stands on; it goes when the system's Python is replaced by another version."""
    try:
        config = (VENV / "pyvenv.cfg").read_text(encoding="utf-8")
        home = re.search(r"^home *= *(.+)$", config, re.MULTILINE)
        python = VENV_PYTHON.resolve(strict=True)
    except OSError:
        return "-"
    return str(python) if home and Path(home.group(1).strip()).is_dir() else "-"


def digest(requirements: str) -> str:
    """Give the SHA-256 of a list of requirements."""
    return hashlib.sha256((ROOT / requirements).read_bytes()).hexdigest()


def make_venv() -> None:
    """Make an empty `.venv`; what an interrupted installation or another Python left there is removed."""
    if not (importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip")):
        raise NotPossibleError(no_venv_module())
    if VENV.exists():
        say("Thư mục .venv chưa hoàn chỉnh hoặc thuộc một Python đã gỡ, đang dựng lại…")
        shutil.rmtree(VENV)
    say("Đang tạo môi trường riêng .venv bằng Python {}.{}.{}…".format(*sys.version_info[:3]))
    process = subprocess.run(
        [sys.executable, "-m", "venv", str(VENV)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
    )
    if process.returncode != 0:
        raise NotPossibleError("Không tạo được .venv:\n" + process.stdout.decode("utf-8", "replace").strip())
    write_stamp()


def no_venv_module() -> str:
    """Say which package to install where the system's Python comes without `venv`."""
    package = "python{}.{}-venv".format(*sys.version_info[:2])
    return (
        "Bản Python này thiếu phần tạo môi trường ảo (venv). Trên Debian, Ubuntu hãy cài gói python3-venv:\n"
        f"    sudo apt install python3-venv\n"
        f"(nếu vẫn thiếu thì cài đúng bản: sudo apt install {package}), rồi chạy lại lệnh này."
    )


def install(requirements: str, lock: int) -> None:
    """Install a list of requirements with pip, every file checked against its hash, and tell how far it is.

    pip holds the lock too: where only we are killed, the next start waits until pip has come to its end.
    """
    say("Đang cài các thư viện của chương trình vào .venv (chỉ làm lần đầu hoặc khi danh sách thay đổi)…")
    command = [str(VENV_PYTHON), "-m", "pip", "install", "--require-hashes", "--only-binary=:all:", "--no-compile"]
    command += ["--no-input", "--disable-pip-version-check", "--progress-bar=off", "-r", str(ROOT / requirements)]
    if (ROOT / WHEELS).is_dir():
        command += ["--no-index", f"--find-links={ROOT / WHEELS}"]
    environment = dict(os.environ, PYTHONUTF8="1", PYTHONUNBUFFERED="1", PIP_USER="0")
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        env=environment,
        pass_fds=() if os.name == "nt" else (lock,),
    ) as pip:
        assert pip.stdout is not None  # noqa: S101  it is a pipe
        output = follow_pip(pip.stdout, count_packages(requirements))
    if pip.returncode != 0:
        raise NotPossibleError(
            f"Không cài được các thư viện. {_advice()} pip báo:\n"
            + "\n".join([line for line in output if line.startswith("ERROR")][-5:] or output[-5:])
        )
    compile_libraries()
    write_stamp(*([REQUIREMENTS, TEST_REQUIREMENTS] if requirements == TEST_REQUIREMENTS else [REQUIREMENTS]))
    say("Đã cài xong các thư viện.")


def _advice() -> str:
    if (ROOT / WHEELS).is_dir():
        return "Bản đóng gói dành cho Python 3.11, 3.12, 3.13 (64 bit): hãy dùng đúng Python, hoặc giải nén lại từ đầu."
    return "Hãy kiểm tra mạng (máy phải tới được kho gói của pip) rồi chạy lại lệnh này."


def compile_libraries() -> None:
    """Do what pip would do on one core and for libraries' tests too; a file that cannot be compiled stays as it is."""
    passed_over = r"[/\\](tests?|pip)[/\\]"
    command = [str(VENV_PYTHON), "-m", "compileall", "-q", "-j", "0", "-x", passed_over, str(VENV / "lib")]
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)


def count_packages(requirements: str) -> int:
    """Count the packages that a list names."""
    text = (ROOT / requirements).read_text(encoding="utf-8")
    return len(set(re.findall(r"^([\w.-]+)(?:\[.*\])?==", text, re.MULTILINE)))


def follow_pip(lines: "IO[str]", total: int) -> "list[str]":
    """Turn pip's lines into progress; give them all back.

    From the moment that pip changes what is installed until it is done, `.venv` counts as incomplete.
    """
    output = []
    done = 0
    for line in lines:
        output.append(line.rstrip())
        match = re.match(r"(?:Collecting|Processing|Requirement already satisfied:) (?:\S*/)?([A-Za-z0-9_.]+)", line)
        if match:
            done += 1
            show_count(f"Đang tải {min(done, total)}/{total}: {match.group(1)}", last=done == total)
        if line.startswith("Installing collected packages"):
            with contextlib.suppress(FileNotFoundError):
                STAMP.unlink()
            say(f"{_fresh_line()}Đã tải đủ, đang cài {line.count(',') + 1} thư viện (có thể mất một phút)…")
    return output


@contextlib.contextmanager
def only_one_process() -> "Iterator[int]":
    """Wait until no other process installs, and give the lock; the system frees it when its holders have ended."""
    with LOCK.open("a") as file:
        if not take_lock(file, wait=False):
            say("Một lần chạy khác đang cài đặt, xin chờ…")
            while not take_lock(file, wait=True):
                pass
        yield file.fileno()


def take_lock(file: "IO[str]", *, wait: bool) -> bool:
    """Take the lock and tell whether it is ours now; on Windows waiting ends after ten seconds."""
    try:
        if sys.platform == "win32":
            import msvcrt

            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except OSError:
        return False
    return True


def say(sentence: str) -> None:
    """Say a sentence to the person; standard output belongs to the commands."""
    print(sentence, file=sys.stderr, flush=True)


def show_count(text: str, *, last: bool) -> None:
    """Show one line that changes on a terminal; elsewhere every tenth."""
    if sys.stderr.isatty():
        print(f"\r{text:<{shutil.get_terminal_size().columns - 1}}", end="", file=sys.stderr, flush=True)
    elif last or re.search(r" \d*0/", text):
        say(text)


def _fresh_line() -> str:
    return "\n" if sys.stderr.isatty() else ""
