"""ARCHITECTURE.md names every room and every Celery task."""

from __future__ import annotations

from cli.processes import PROCESSES
from tests.docs.reading import code, first_column, sections, text
from tests.house import calls, modules, rooms, text_of
from workflows.steps import STEPS

PAGE = "ARCHITECTURE.md"


def _section(title: str) -> str:
    return sections(text(PAGE), 2)[title]


def _named_tasks() -> set[str]:
    """The names given to tasks in worker.tasks itself."""
    (tasks,) = (module for module in modules() if module.path.as_posix() == "worker/tasks.py")
    given = [text_of(keyword.value) for name, call in calls(tasks) if name == "task" for keyword in call.keywords]
    return {name for name in given if name}


def test_every_task_is_in_the_table() -> None:
    assert sorted(first_column(_section("Workflows and their tasks"))) == sorted({*STEPS, *_named_tasks()})


def test_tasks_of_their_own_are_those_that_beat_calls() -> None:
    (app,) = (module for module in modules() if module.path.as_posix() == "worker/app.py")
    assert all(f'"{name}"' in app.text for name in _named_tasks())
    assert len(_named_tasks()) == 3


def test_every_room_is_on_the_map() -> None:
    assert {f"{room.name}/" for room in rooms()} <= set(code(_section("The rooms")))


def test_every_process_is_described() -> None:
    assert set(PROCESSES) <= set(code(_section("The processes")))


def test_paths_that_it_names_exist() -> None:
    files = {module.path.as_posix() for module in modules()}
    named = {name for name in code(text(PAGE)) if name.endswith(".py") and "*" not in name}
    tests = {name for name in named if name.startswith("tests/")}
    assert named - tests <= files
    assert tests == {name for name in tests if text(name)}
