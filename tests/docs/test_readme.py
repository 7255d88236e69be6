"""The READMEs say the same; links lead somewhere; no text tells of the machine that it was written on."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from config.env import PROJECT
from tests.docs.reading import headings, pages, text, without_code
from tests.house import modules, modules_of_tests, templates

LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
# put together, so that this file does not hold them
OF_A_MACHINE = ["/" + "work/", "pypi" + ".org", "python" + "hosted", "registry" + ".npm"]
SECTIONS = {
    "Try it": "试一试",
    "What works today": "现在能做什么",
    "Read forms that you already have": "读手头已有的表",
    "Send your own notice": "发一份自己的通知",
    "Settings": "设置",
    "With your own servers": "接上自己的服务器",
    "In containers": "用容器运行",
    "Documents": "文档",
    "Licence": "许可",
}


def test_both_readmes_have_the_same_sections() -> None:
    assert headings(text("README.md"), 2) == list(SECTIONS)
    assert headings(text("README.zh-CN.md"), 2) == list(SECTIONS.values())


def test_both_readmes_have_the_same_commands_and_links() -> None:
    english, chinese = text("README.md"), text("README.zh-CN.md")
    fence = re.compile(r"^```.*?\n(.*?)^```", re.MULTILINE | re.DOTALL)
    assert [_commands(block) for block in fence.findall(english)] == [_commands(b) for b in fence.findall(chinese)]
    own = {"README.md", "README.zh-CN.md"}
    assert _targets(english) - own == _targets(chinese) - own


def _commands(block: str) -> list[str]:
    return [line.partition("#")[0].strip() for line in block.splitlines()]


def _targets(markdown: str) -> set[str]:
    return {target.replace(".zh-CN.md", ".md") for target in LINK.findall(markdown)}


def test_the_picture_and_both_commands_come_first() -> None:
    for name in ("README.md", "README.zh-CN.md"):
        start = text(name)[:1500]
        assert re.search(r"!\[[^\]]{20,}\]\(docs/images/board\.png\)", start)
        assert re.search(r"^make demo\b", text(name), re.MULTILINE)
        assert re.search(r"^make test\b", text(name), re.MULTILINE)


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.relative_to(PROJECT).as_posix())
def test_relative_links_lead_somewhere(page: Path) -> None:
    targets = [target for target in LINK.findall(without_code(page.read_text("utf-8"))) if "://" not in target]
    broken = [target for target in targets if not _leads_somewhere(page, target)]
    assert broken == []


def _leads_somewhere(page: Path, target: str) -> bool:
    path, _, anchor = target.partition("#")
    file = page.parent / path if path else page
    if not anchor:
        return file.exists()
    titles = [title for level in (1, 2, 3) for title in headings(file.read_text("utf-8"), level)]
    return anchor in {_anchor(title) for title in titles}


def _anchor(title: str) -> str:
    """As GitHub makes it of a heading."""
    return re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")


def test_no_text_names_a_path_of_this_machine_or_a_registry() -> None:
    files = [*pages(), *templates(), *PROJECT.glob("templates_docx/*/*.toml"), *PROJECT.glob("scripts/*")]
    files += [PROJECT / module.path for module in (*modules(), *modules_of_tests())]
    files += [PROJECT / name for name in ("Makefile", "Dockerfile", "docker-compose.yml", "pyproject.toml", ".ci/run")]
    files += [PROJECT / "requirements.lock", *PROJECT.glob(".github/workflows/*")]
    named = {
        f"{file.relative_to(PROJECT)}: {word}"
        for file in files
        for word in OF_A_MACHINE
        if word in file.read_text("utf-8")
    }
    assert named == set()


def test_changelog_has_what_is_not_released() -> None:
    assert headings(text("CHANGELOG.md"), 2)[0] == "[Unreleased]"
