"""`shoufa demo`: the whole story of the example campaign on this machine, and what it leaves to look at."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, Any

import typer
from openpyxl import load_workbook

from cli.demo.browser import Browser
from cli.demo.clerk import Clerk, to_json
from cli.demo.county import County
from cli.demo.ending import as_told
from cli.demo.proof import prove
from cli.demo.stage import BATCH, CAMPAIGN, OFFICE, OWN, Stage, must_be_free, open_stage
from cli.demo.story import Story
from cli.demo.teller import Teller
from config import env
from messages.language import mark, translate

app = typer.Typer(add_completion=False)

EXAMPLE = env.PROJECT / "templates_docx" / "footsteps"
RECEIVING = ("县（市、区）", "联谊片")
COUNTY = RECEIVING[0]
TOLD = ("units", "issued", "sent", "owed", "replies", "accepted", "review", "sent_back", "overdue", "reminders")


@app.command()
def demo(
    home: Annotated[Path | None, typer.Option(help="The folder of the data; by default the installation's.")] = None,
    patience: Annotated[float, typer.Option(help="How long one step may take, in seconds.")] = 90.0,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object at the end.")] = False,
) -> None:
    """Play the whole story of the example campaign on this machine: issue, replies, reminders, review, roll-up."""
    if home:
        os.environ["SHOUFA_HOME"] = str(home.absolute())
    teller = Teller(aside=as_json)
    must_be_free(env.home())
    teller.plain(translate(mark("Everything is started on this machine; no mail leaves it.")))
    with open_stage(env.home()) as stage:
        browser = Browser(stage.address)
        try:
            clerk = Clerk(stage, browser, patience)
            outcome = _played(stage, clerk, browser, teller, patience)
            _report(stage, teller, outcome)
        finally:
            browser.close()
    teller.plain(_how_to_open())
    if as_json:
        typer.echo(to_json(outcome))


def _played(stage: Stage, clerk: Clerk, browser: Browser, teller: Teller, patience: float) -> dict[str, Any]:
    """Play the story and look at what it leaves: the object that design.md's contract has."""
    units = _receiving_units(EXAMPLE / "units.xlsx")
    boxes = {short: stage.post.box(address) for short, (_, _, address) in units.items()}
    counties = {
        short: County(short, name, boxes[short], OFFICE) for short, (name, kind, _) in units.items() if kind == COUNTY
    }
    own = stage.home / OWN
    pile = own / "chat" / "新建文件夹.zip"
    story = Story(clerk, counties, list(boxes.values()), browser, EXAMPLE, pile, teller, patience)
    clerk.signs_in()
    story.play()
    xlsx, word = clerk.rolls_up(own / "roll-up")
    prove(xlsx, word, story.accepted())
    board = clerk.board()
    as_told(board, story.names())
    return {
        "campaign": CAMPAIGN,
        **{name: board["figures"][name] for name in TOLD},
        "rollup_xlsx": str(xlsx),
        "rollup_docx": str(word),
        "board_url": clerk.board_address(clerk.console(), board["title"]),
    }


def _receiving_units(file: Path) -> dict[str, tuple[str, str, str]]:
    """Of the units' list, those that receive the notice: short name → name, kind, address."""
    book = load_workbook(file, read_only=True)
    try:
        head, *rows = [[str(cell or "") for cell in row] for row in book.worksheets[0].iter_rows(values_only=True)]
    finally:
        book.close()
    lines = [dict(zip(head, row, strict=True)) for row in rows]
    return {
        line["简称"].partition("；")[0]: (line["单位名称"], line["类别"], line["邮箱"])
        for line in lines
        if line["类别"] in RECEIVING
    }


def _report(stage: Stage, teller: Teller, outcome: dict[str, Any]) -> None:
    """Broker, bucket, tasks, board, files."""
    teller.heading(mark("What it ran on"))
    for finding in stage.ask("doctor")["findings"]:
        teller.plain(f"{translate(finding['name'])}: {finding['detail']}")
    teller.plain(translate(mark("Bucket: {bucket}"), bucket=env.text("SHOUFA_S3_BUCKET", "–")))
    teller.heading(mark("Celery tasks"))
    teller.tasks((task["name"], task["jobs"], task["attempts"]) for task in stage.ask("jobs")["tasks"])
    teller.heading(mark("The board"))
    teller.plain(stage.run("board", CAMPAIGN, BATCH).rstrip())
    teller.heading(mark("Where the files are"))
    teller.plain(outcome["rollup_xlsx"])
    teller.plain(outcome["rollup_docx"])
    teller.plain(translate(mark("Every message of the story: {folder}"), folder=stage.post.folder))
    teller.plain(translate(mark("Data, logs, objects: {folder}"), folder=stage.home))
    teller.plain(translate(mark("The board in the console: {address}"), address=outcome["board_url"]))


def _how_to_open() -> str:
    """The last line: the command that opens the console on this data."""
    usual = env.home() == env.PROJECT / "var"
    command = "make up" if usual else f"SHOUFA_HOME={env.home()} make up"
    return translate(mark("Open the console on this data: {command}"), command=command)
