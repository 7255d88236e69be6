"""What many tests begin with is made once in a process; for the next test its rows and objects are put back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from storage.disk import DiskStore
from workflows.services import Services

Row = tuple[Any, ...]


@dataclass(frozen=True)
class _State:
    """The rows of each table and the objects by key that are not there before."""

    rows: dict[str, set[Row]]
    objects: dict[str, bytes]


_states: dict[object, _State] = {}


def again(name: str, services: Services, make: Callable[[], object]) -> None:
    """The book and the store on disk as `make` leaves them: made, or put back when this process has made them.

    The same name always stands for the same `make` after the same beginning; `make` deletes nothing, and what it
    changes beside the book and the store is for the caller to change.
    """
    store = services.store
    assert isinstance(store, DiskStore)
    if connection.vendor != "sqlite":  # others count keys in sequences and give JSON as objects
        make()
        return
    key = name, services.office
    if key in _states:
        _put_back(_states[key], store.root)
        return
    rows, objects = _rows(), _objects(store.root)
    make()
    made = {table: found - rows[table] for table, found in _rows().items()}
    _states[key] = _State(made, {path: data for path, data in _objects(store.root).items() if path not in objects})


def _put_back(state: _State, root: Path) -> None:
    for path, data in state.objects.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)
    with transaction.atomic(), connection.cursor() as cursor:  # what refers to what is looked at when it ends
        for table, rows in state.rows.items():
            if rows:
                places = ", ".join(["%s"] * len(next(iter(rows))))
                cursor.executemany(f'INSERT OR REPLACE INTO "{table}" VALUES ({places})', list(rows))


def _rows() -> dict[str, set[Row]]:
    tables = [name for name in connection.introspection.table_names() if name.startswith("tracking_")]
    found: dict[str, set[Row]] = {}
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f'SELECT * FROM "{table}"')
            found[table] = set(cursor.fetchall())
    return found


def _objects(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}
