from __future__ import annotations

import os
import subprocess
import sys
import textwrap
import time
from types import ModuleType

import pytest

from ascribe.cleaning import Cleaner, Limits, cleaner
from ascribe.contract.documents import Document, Problem, RawReport

POISON = b"POISON"


def boot(what: str) -> str:
    """A worker that does `what` on a page that holds POISON."""
    return textwrap.dedent(f"""
        import sys, json, os, signal, time; sys.path[:] = json.loads(sys.argv[1])
        import ascribe.cleaning.page as page
        real = page.read_page
        def read_page(content, encoding, url):
            if {POISON!r} in content:
                {what}
            return real(content, encoding, url)
        page.read_page = read_page
        from ascribe.cleaning.worker import main; main()
    """)


def report(content: bytes, name: str = "a.html") -> RawReport:
    return RawReport(name, name, content, "text/html")


@pytest.mark.skipif(os.name != "posix", reason="needs signals and limits")
@pytest.mark.parametrize(
    ("what", "code", "says"),
    [
        ("os.kill(os.getpid(), signal.SIGSEGV)", "crash.signal", "SIGSEGV"),
        ("os._exit(3)", "crash.signal", "exit 3"),
        ("time.sleep(60)", "limit.time", "did not finish"),
        ("[0 for _ in iter(int, 1)]", "limit.", ""),
        ("bytes(10 ** 10)", "limit.memory", "MB of memory"),
        ("raise ValueError('x')", "crash.signal", "ValueError"),
        ("print('x' * 100_000)", "", ""),
        ("(lambda f: f(f))(lambda f: f(f))", "limit.depth", ""),
    ],
)
def test_a_page_that_breaks_the_worker_costs_itself_only(
    monkeypatch: pytest.MonkeyPatch, bad_inputs: ModuleType, what: str, code: str, says: str
) -> None:
    monkeypatch.setattr(cleaner, "_BOOT", boot(what))
    with Cleaner(Limits(cpu_seconds=1, wall_seconds=4 if "sleep" in what else 60, memory=300_000_000)) as made:
        for number in range(3):
            assert isinstance(made.clean(report(bad_inputs.good(number))), Document)
            broken = made.clean(report(bad_inputs.good(0) + POISON, "poison.html"))
            if not code:
                assert isinstance(broken, Document)
                continue
            assert isinstance(broken, Problem)
            assert broken.code.startswith(code)
            assert says in broken.message
            assert broken.message.startswith("poison.html")
            if code != "crash.signal":
                return  # one is enough of those that wait for a limit


def test_without_the_guard_the_poison_would_win(monkeypatch: pytest.MonkeyPatch, bad_inputs: ModuleType) -> None:
    """Negative control: with a limit that is out of reach, the page that never ends is not stopped in its time."""
    monkeypatch.setattr(cleaner, "_BOOT", boot("time.sleep(1.5)"))
    with Cleaner(Limits(cpu_seconds=30, wall_seconds=30)) as made:
        assert isinstance(made.clean(report(bad_inputs.good(0) + POISON)), Document)
    with Cleaner(Limits(cpu_seconds=30, wall_seconds=1)) as made:
        assert isinstance(made.clean(report(bad_inputs.good(0) + POISON)), Problem)


@pytest.mark.skipif(os.name != "posix", reason="looks at processes")
def test_the_worker_is_kept_and_ends_with_its_cleaner(bad_inputs: ModuleType) -> None:
    with Cleaner() as made:
        assert made._worker is None  # nothing starts before there is a page
        made.clean(report(bad_inputs.good(0)))
        assert made._worker is not None
        process = made._worker._process
        for number in range(5):
            made.clean(report(bad_inputs.good(number)))
        assert made._worker._process is process
        os.kill(process.pid, 9)  # an idle worker may be killed by anyone: the next page is none the worse
        process.wait()
        assert isinstance(made.clean(report(bad_inputs.good(1))), Document)
        last = made._worker._process
    assert last.poll() is not None


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_forked_process_gets_a_worker_of_its_own(bad_inputs: ModuleType) -> None:
    code = """
        import os, sys
        from ascribe.cleaning import Cleaner
        from ascribe.contract.documents import Document, RawReport
        page = sys.stdin.buffer.read()
        raw = RawReport("a.html", "a.html", page, "text/html")
        with Cleaner() as cleaner:
            one = cleaner.clean(raw)
            pid = os.fork()
            two = cleaner.clean(raw)
            if pid == 0:
                cleaner.close()
                os._exit(0 if one == two else 1)
            assert os.waitpid(pid, 0)[1] == 0
            assert isinstance(two, Document) and one == two == cleaner.clean(raw)
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code)],
        input=bad_inputs.good(0),
        env=environment(),
        check=False,
        timeout=60,
    )
    assert done.returncode == 0


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}


def test_importing_it_loads_no_html_library() -> None:
    heavy = ("trafilatura", "lxml", "py3langid", "numpy")
    code = f"import sys, ascribe.cleaning, ascribe.sources; print([m for m in sys.modules if m in {heavy}])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment(), check=True)
    assert done.stdout.strip() == "[]"


def test_a_page_costs_little_beyond_its_cleaning(cleaner: Cleaner, bad_inputs: ModuleType) -> None:
    """CPU of this process for a page: at least 50 pages a second have to go through."""
    pages = [report(bad_inputs.good(number)) for number in range(40)]
    cleaner.clean(pages[0])
    began = time.process_time()
    for one in pages:
        cleaner.clean(one)
    assert time.process_time() - began < 40 / 50


def test_ids_come_from_address_or_content(cleaner: Cleaner, bad_inputs: ModuleType) -> None:
    one, two = (cleaner.clean(report(bad_inputs.good(3))) for _ in range(2))
    other = cleaner.clean(report(bad_inputs.good(4)))
    assert isinstance(one, Document)
    assert isinstance(other, Document)
    assert one == two
    assert (one.id, one.revision) != (other.id, other.revision)


def test_text_named_html_and_html_named_text(cleaner: Cleaner, bad_inputs: ModuleType) -> None:
    as_text = cleaner.clean(RawReport("a.txt", "a.txt", bad_inputs.good(3), "text/plain"))
    assert isinstance(as_text, Document)
    assert "<p>" not in as_text.text
    plain = cleaner.clean(report(b"The mayor of Velm met the strikers on Sunday.\nTalks go on, she said."))
    assert isinstance(plain, Document)
    assert plain.text.count("\n") == 1
