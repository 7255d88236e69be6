"""Reason codes: why a file, a field or a row is not simply taken, and the sentence that a person reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from messages.errors import DocumentError
from messages.language import mark, translate

CATALOGUE: Mapping[str, str] = {
    # the file cannot be used: what a county can do about it
    "empty": mark("The file has no content (0 bytes). Please send the filled form again."),
    "damaged": mark("The file is damaged and cannot be opened. Please save the form again and send it."),
    "encrypted": mark("The file is protected by a password. Please remove the password and send the form again."),
    "archive_encrypted": mark("The archive is protected by a password. Please send it without one."),
    "archive_kind": mark("Archives of this kind are not opened. Please send the forms as .docx or in a .zip."),
    "archive_inside": mark("This is an archive inside an archive. Please send the forms themselves."),
    "archive_empty": mark("The archive holds no file. Please send the filled form again."),
    "archive_entries": mark("The archive holds more than {limit} files. Please send fewer at a time."),
    "archive_size": mark("The file unpacks to more than {limit} MB. Please send it without large pictures."),
    "archive_ratio": mark("The file unpacks to suspiciously much data and was set aside unread."),
    "archive_overlap": mark("The archive is built in an irregular way and was set aside unread."),
    "xml_doctype": mark("The file holds a document type declaration, which no Word form has; it was not read."),
    "xml_depth": mark("The file is nested too deeply for a form and was set aside unread."),
    "macros": mark("The file contains macros and was set aside unread. Please save it as .docx and send it again."),
    "active_content": mark("The file contains programs or controls (OLE, ActiveX) and was set aside unread."),
    "external_template": mark(
        "The file loads a template from another address. Please fill in the form that you received."
    ),
    "not_word": mark("This is not a Word document. Please fill in the form that you received and send it as .docx."),
    "spreadsheet": mark(
        "This is a table program's file and not the Word form. Please fill in the form that you received."
    ),
    "presentation": mark("This is a presentation and not the Word form. Please fill in the form that you received."),
    "strict_format": mark("The file is a “Strict Open XML” document. Please save it as an ordinary .docx."),
    "not_our_form": mark("None of the form's labels is in this file. Please fill in the form that you received."),
    "form_asks_nothing": mark("No place for an answer is known in the blank form, so a person has to read this file."),
    "blank_returned": mark("The form came back without any answer. Please fill it in and send it again."),
    "converter_missing": mark("A file of kind “{kind}” has to be read by a person: no converter is installed."),
    "too_large": mark("The file is larger than {limit} MB. Please send it without large pictures."),
    "unreadable": mark("The file cannot be opened ({reason}). Check its name and your rights, then read it again."),
    "internal_error": mark("The program failed on this file by a fault of its own. Please read it yourself."),
    "conversion_failed": mark("A file of kind “{kind}” could not be converted; a person has to read it."),
    # the document needs a person
    "from_pdf": mark("The answers were read from a PDF by their places on the page; a person has to confirm them."),
    "from_picture": mark("The answers were read from a picture; a person has to confirm them."),
    "sent_back_before": mark("The same file came before and was sent back."),
    "corrected_before": mark("A person had corrected this to “{value}” in the version before."),
    "other_form": mark("The file carries form number {found}; expected was {expected}."),
    "number_missing": mark("The form number {expected} is nowhere in the file."),
    "tracked_changes": mark("The file contains tracked changes that were not accepted."),
    "comments": mark("The file contains comments."),
    "text_box": mark("The file contains a text box that the blank does not have."),
    "footnotes": mark("The file contains a footnote or endnote: “{text}”."),
    "margin_text": mark("The header or footer was changed: “{text}”."),
    "picture": mark("The file contains a picture that the blank does not have."),
    "struck_text": mark("Text is struck out."),
    "hidden_text": mark("Text is hidden, white or too small to read."),
    "raised_text": mark("Text is set as superscript or subscript, perhaps the sign of a note."),
    "turned_text": mark("Text is set to run from right to left."),
    "nested_table": mark("A table was put inside a table."),
    "alt_chunk": mark("Another document is embedded in the file."),
    "field_code": mark("The file contains a calculated field whose text may change."),
    "phonetic_guide": mark("Text carries a phonetic guide."),
    "formula": mark("The file contains a formula."),
    "bound_data": mark("An answer is bound to hidden data that may differ from the text."),
    "external_link": mark("The file loads pictures from another address."),
    "residue": mark("Text stands outside the answers: “{text}”."),
    "form_text_missing": mark("Text of the form is missing: “{text}”."),
    "document_in_doubt": mark("The document as a whole is in doubt, and so are its answers."),
    "form_reordered": mark("The form's own text stands in another order."),
    # an answer needs a person
    "required_blank": mark("This answer is required and missing."),
    "required_table_empty": mark("At least one row is required, or “无”."),
    "nil_answer": mark("The answer to a required question is “无”."),
    "tag_missing": mark("The answer was found beside its label only; the field's mark is gone."),
    "label_differs": mark("The label beside the answer is not “{label}”."),
    "field_missing": mark("Neither the field nor its label is in the file."),
    "several_answers": mark("The field is in the file {count} times."),
    "nested_control": mark("The answer encloses another answer."),
    "outside_control": mark("Text was typed beside the field and not into it."),
    "placeholder_left": mark("Text of the empty form is left in the answer."),
    "symbol": mark("The answer contains a symbol that is no text."),
    "numbered_text": mark("The answer is an automatically numbered list, whose numbers are not part of the text."),
    "boundary_unclear": mark("It is not clear where the answer ends and the form's own text begins."),
    "void_note": mark("The answer speaks of a correction or withdrawal."),
    "unit_unknown": mark("“{value}” is not a name of the unit that sent the form."),
    # a row or table needs a person
    "table_missing": mark("The table with the headers “{headers}” was not found."),
    "row_shape": mark("The row has {found} cells; the header has {expected}."),
    "merged_cells": mark("Cells are merged."),
    "column_disagrees": mark("The field in the column “{label}” belongs to another column."),
    "row_extra": mark("The column “{label}” holds text that is no answer: “{text}”."),
    "neighbour_in_doubt": mark("Another answer is in doubt, and may have been meant for this place."),
    "too_short": mark("The answer is a single character."),
    "nil_row": mark("The row says that there is nothing, yet other rows are filled."),
    "row_gap": mark("The first column is empty although the row goes on; it may have been shifted."),
    "duplicate_row": mark("The same row is in the table twice."),
    "total_row": mark("This may be a row of totals."),
    "example_row": mark("This may be the example row."),
    # a value is not of its type
    "two_texts": mark("There seem to be two answers in one, far apart."),
    "several_lines": mark("The answer has several lines."),
    "elsewhere": mark("The answer refers elsewhere or is put off (“同上”, “见附件”, “待定”)."),
    "no_answer": mark("The answer is only a placeholder (“XXX”, “空”, “？”)."),
    "unsure": mark("The answer says itself that it is not certain (“？”, “可能”, “暂定”)."),
    "note": mark("This looks like a note or a label of its own, not like an answer."),
    "odd_sign": mark("The answer contains a circled, raised or other special sign, which may be no part of it."),
    "post_with_name": mark("The post seems to contain a name."),
    "dash": mark("The answer is only a dash."),
    "repeated_text": mark("The answer repeats itself; a program may have multiplied it."),
    "looks_like_other": mark("The answer looks like another field's: a number, an address or a name."),
    "name_unusual": mark("This is not surely one person's name."),
    "name_several": mark("There seems to be more than one name."),
    "name_with_post": mark("The name seems to contain a post."),
    "mobile_wrong": mark("This is not one mobile number of 11 digits."),
    "landline_wrong": mark("This is not one landline number."),
    "phone_wrong": mark("This is not one telephone number, mobile or landline."),
    "email_wrong": mark("This is not one e-mail address."),
    "number_wrong": mark("This is not one exact number."),
    "number_vague": mark("The number is only approximate."),
    "other_measure": mark("The number is given in another unit than “{label}” asks for."),
    "percentage_unclear": mark("It is not clear whether this is a percentage or a fraction."),
    "part_exceeds": mark("A part is larger than the whole before it."),
    "share_exceeds": mark("A share is hardly more than 100 %."),
    "date_wrong": mark("This is not one calendar date."),
    "date_without_year": mark("The date has no four-digit year."),
    "time_incomplete": mark("A part of the date or time was left out."),
    "date_contradicts": mark("The dates contradict the weekday or each other: the end lies before the beginning."),
    "choice_wrong": mark("This is none of the options: {options}."),
    "option_set_apart": mark("No option is ticked, but one is underlined, coloured or set apart in another way."),
    "choice_several": mark("More than one option is ticked."),
}


@dataclass(frozen=True)
class Reason:
    """A code of the catalogue and what fills the {named} places of its sentence (short strings)."""

    code: str
    params: Mapping[str, str] = field(default_factory=dict)

    def message(self) -> str:
        """The sentence in the current language."""
        return translate(CATALOGUE[self.code], **self.params)

    def to_json(self) -> dict[str, str]:
        """As `shoufa read --json` prints it: {"code", "message"}."""
        return {"code": self.code, "message": self.message()}


class Rejection(DocumentError):
    """A file that is not read at all. `reason` says why; `quarantined`: the bytes may be an attack."""

    def __init__(self, code: str, *, quarantined: bool = False, place: str = "", **params: str) -> None:
        super().__init__(CATALOGUE[code], place=place, **params)
        self.reason = Reason(code, params)
        self.quarantined = quarantined

    @property
    def code(self) -> str:
        """The reason's code."""
        return self.reason.code
