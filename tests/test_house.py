"""The house is in order: versions agree, names are there, nothing heavy loads early, locks hold no addresses."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import onrecord

ROOT = Path(__file__).parent.parent
LOCKS = ("requirements.lock", "requirements-build.lock", "requirements-dev.lock")


@pytest.fixture(scope="module")
def project() -> dict[str, object]:
    described: dict[str, object] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return described


def test_version_is_the_same_everywhere(project: dict[str, object]) -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    released = re.findall(r"^## \[(\d+\.\d+\.\d+)\]", changelog, re.MULTILINE)
    assert released[0] == onrecord.__version__ == project["version"]


def test_public_names_are_there() -> None:
    assert onrecord.__all__ == sorted(onrecord.__all__, key=str.casefold) or set(onrecord.__all__) == set(dir(onrecord))
    for name in onrecord.__all__:
        assert getattr(onrecord, name) is not None


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'write'"):
        _ = onrecord.write


@pytest.mark.parametrize("module", ["onrecord", "onrecord.cli", "onrecord.cli.app", "onrecord.records"])
def test_heavy_libraries_load_only_when_needed(module: str) -> None:
    heavy = "numpy onnxruntime tokenizers trafilatura lxml py3langid torch spacy"
    code = f"import sys, {module}; print(*[name for name in {heavy.split()!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.strip() == ""


def test_reading_text_loads_no_page_library() -> None:
    code = (
        "import sys; from onrecord import read, read_inputs; "
        f"[read(r) for r in read_inputs([{str(ROOT / 'examples' / 'grain-corridor.txt')!r}])]; "
        "print(*[name for name in ('trafilatura', 'torch', 'spacy') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.strip() == ""


@pytest.mark.parametrize("name", LOCKS)
def test_locks_pin_with_hashes_and_name_no_address(name: str) -> None:
    lock = (ROOT / name).read_text(encoding="utf-8")
    assert "://" not in lock
    assert not re.search(r"^--(?!hash)", lock, re.MULTILINE)
    packages = re.findall(r"^[a-z0-9].*?(?=^[a-z0-9]|\Z)", lock, re.MULTILINE | re.DOTALL)
    assert packages
    assert all("==" in package and "--hash=sha256:" in package for package in packages)


def test_locks_hold_every_dependency(project: dict[str, object]) -> None:
    locked = set(re.findall(r"^([a-z0-9-]+)==", (ROOT / "requirements.lock").read_text(encoding="utf-8"), re.MULTILINE))
    dependencies = project["dependencies"]
    assert isinstance(dependencies, list)
    assert {re.split(r"[<>=]", dependency)[0] for dependency in dependencies} <= locked


def test_every_make_target_says_what_it_does() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    phony = re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    assert phony
    described = set(re.findall(r"^([a-z-]+):.*## \w", makefile, re.MULTILINE))
    assert described == set(phony[1].split())


def test_every_file_of_the_examples_is_described() -> None:
    readme = (ROOT / "examples" / "README.md").read_text(encoding="utf-8")
    files = {path.name for path in (ROOT / "examples").iterdir()} - {"README.md"}
    assert all(name in readme for name in files)


def test_modules_stay_readable() -> None:
    modules = sorted((ROOT / "onrecord").rglob("*.py"))
    too_long = {path.name: n for path in modules if (n := len(path.read_text(encoding="utf-8").splitlines())) > 520}
    assert too_long == {}


def test_every_package_says_what_lives_there() -> None:
    for path in [*(ROOT / "onrecord").rglob("__init__.py"), ROOT / "benchmarks" / "__init__.py"]:
        assert path.read_text(encoding="utf-8").lstrip().startswith('"""'), path


def test_the_pages_show_what_the_code_gives_now() -> None:
    subprocess.run([sys.executable, "docs/refresh.py", "--check"], check=True, cwd=ROOT)


def test_links_in_the_papers_lead_somewhere() -> None:
    for page in (*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("examples/*.md")):
        for link in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text(encoding="utf-8")):
            assert (page.parent / link).exists(), f"{page.name}: {link}"
