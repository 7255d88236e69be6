"""All models, one module for each part of the story."""

from tracking.models.campaigns import Batch, BatchPaper, Campaign, CampaignFile, FormVersion
from tracking.models.papers import Assignment, Dispatch, IssuedCopy, IssuedForm, Item, Reminder
from tracking.models.replies import Answer, Conversion, IncomingMail, MailboxCursor, Reply
from tracking.models.running import AuditEntry, BusinessClock, CalendarDay, Job, RollUp, SignInLink
from tracking.models.units import Contact, FormerName, Unit, UnitAlias

__all__ = [
    "Answer",
    "Assignment",
    "AuditEntry",
    "Batch",
    "BatchPaper",
    "BusinessClock",
    "CalendarDay",
    "Campaign",
    "CampaignFile",
    "Contact",
    "Conversion",
    "Dispatch",
    "FormVersion",
    "FormerName",
    "IncomingMail",
    "IssuedCopy",
    "IssuedForm",
    "Item",
    "Job",
    "MailboxCursor",
    "Reminder",
    "Reply",
    "RollUp",
    "SignInLink",
    "Unit",
    "UnitAlias",
]
