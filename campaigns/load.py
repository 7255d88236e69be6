"""The files of a campaign's folder → Campaign, or every fault at once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping

from pydantic import ValidationError

from campaigns.checks import cross_check
from campaigns.errors import Fault, InvalidCampaign, InvalidUnits
from campaigns.faults import spec_faults
from campaigns.spec import Campaign
from campaigns.units import read_units_xlsx
from messages.language import mark

SPEC_FILE = "campaign.toml"


def load_campaign(files: Mapping[str, bytes]) -> Campaign:
    """`files` (file name → bytes, campaign.toml among them) → the checked campaign.

    Errors: InvalidCampaign (a CampaignError) with a Fault for each thing to mend, each naming file and
    key, what was found and what is allowed.
    """
    raw = _toml(files)
    try:
        campaign = Campaign.model_validate(raw)
    except ValidationError as error:
        raise InvalidCampaign(spec_faults(SPEC_FILE, raw, error)) from error
    units_file = campaign.units.file
    try:
        units = read_units_xlsx(files[units_file], units_file) if units_file in files else []
    except InvalidUnits as error:
        raise InvalidCampaign(error.faults) from error
    faults = list(cross_check(SPEC_FILE, campaign, units, files.keys()))
    if faults:
        raise InvalidCampaign(faults)
    return campaign


def _toml(files: Mapping[str, bytes]) -> dict[str, object]:
    if SPEC_FILE not in files:
        missing = Fault(
            SPEC_FILE,
            mark("The folder has no such file."),
            mark("A campaign's folder needs campaign.toml beside its Word files."),
        )
        raise InvalidCampaign([missing])
    try:
        # Windows' Notepad puts a byte order mark in front.
        return tomllib.loads(files[SPEC_FILE].decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise InvalidCampaign([_encoding_fault()]) from error
    except tomllib.TOMLDecodeError as error:
        raise InvalidCampaign([_syntax_fault(error)]) from error


def _encoding_fault() -> Fault:
    return Fault(
        SPEC_FILE,
        mark("The file is not saved as UTF-8."),
        mark("Save it again with the encoding UTF-8."),
    )


def _syntax_fault(error: tomllib.TOMLDecodeError) -> Fault:
    where = re.search(r"at line (\d+), column (\d+)", str(error))
    place = f"{SPEC_FILE}:{where[1]}:{where[2]}" if where else SPEC_FILE
    return Fault(
        place,
        mark("This is not a TOML file: {reason}."),
        mark("Texts stand in “straight” quotation marks, lists in [ ], and every name once."),
        {"reason": str(error)},
    )
