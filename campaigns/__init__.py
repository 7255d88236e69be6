"""Pure: campaign.toml and the units' Excel → typed specifications. No Django, no clock, no file is read."""
