"""One template and one context → one .docx; the same input gives the same bytes."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import jinja2
from docxtpl import DocxTemplate
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree
from markupsafe import Markup, escape

from documents.package import Package
from documents.reasons import Rejection
from documents.wml import xml_text
from messages.errors import TemplateError
from messages.language import mark

_ESCAPED_TAG = re.compile(r"\{(?=_[{%])|(?<=[}%]_)\}")
_FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_CONTEXT_LINE = 3  # docxtpl hands over the source from three lines before the faulty one


class _Document(DocxTemplate):  # type: ignore[misc]
    """docxtpl's document; each part is rendered once (docxtpl renders footnotes once a section)."""

    def render_footnotes(self, context: dict[str, Any], jinja_env: jinja2.Environment | None = None) -> None:
        for part in self.docx.part.package.parts:
            if part.content_type == _FOOTNOTES:
                xml = self.patch_xml(part.blob.decode("utf-8"))
                part._blob = self.render_xml_part(xml, part, context, jinja_env).encode("utf-8")


def render(template: bytes, context: Mapping[str, Any], place: str) -> bytes:
    """The .docx `template` filled with `context` (JSON types only); values come out literally, newlines as breaks.

    `place` names template and unit in errors. Raises TemplateError for an unknown variable, broken syntax, a
    forbidden expression or a file that is no .docx; TypeError for a value that is no JSON type.
    """
    values = {str(key): _plain(value) for key, value in context.items()}
    with _explained(place):
        document = _Document(io.BytesIO(Package.open(template).save()))  # one per document (docxtpl#381)
        document.render(values, _environment(), autoescape=True)
        out = io.BytesIO()
        document.save(out)
    return Package.open(out.getvalue()).save()


def variables(template: bytes, place: str = "") -> set[str]:
    """The names that the template asks of its context. Raises TemplateError."""
    with _explained(place):
        document = _Document(io.BytesIO(Package.open(template).save()))
        names: set[str] = document.get_undeclared_template_variables(_environment())
        return names


def _environment() -> jinja2.Environment:
    return ImmutableSandboxedEnvironment(autoescape=True, undefined=jinja2.StrictUndefined)


def _plain(value: Any) -> Any:
    """`value` with every string fit for XML 1.0; docxtpl's own escapes ({_{) are kept as they were written."""
    if isinstance(value, str):
        text = xml_text(value)
        if _ESCAPED_TAG.search(text):
            return Markup(_ESCAPED_TAG.sub(lambda found: f"&#{ord(found[0])};", escape(text)))  # noqa: S704 - escaped
        return text
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, bytes):
        return [_plain(each) for each in value]
    raise TypeError(f"a template takes JSON types only, not {type(value).__name__}")


@contextmanager
def _explained(place: str) -> Iterator[None]:
    """What goes wrong in a template, said to the person who wrote it."""
    try:
        yield
    except jinja2.UndefinedError as error:
        names = re.findall(r"'([^']*)'", str(error))
        raise TemplateError(
            mark("The template asks for “{name}”, which the data do not have."),
            place=place,
            remedy=mark("Correct the name in the template, or add it to the data."),
            name=names[-1] if names else str(error),
        ) from error
    except SecurityError as error:
        raise TemplateError(
            mark("The template does something that templates may not do: {detail}."),
            place=place,
            remedy=mark("Use only variables, filters, if and for."),
            detail=str(error),
        ) from error
    except jinja2.TemplateError as error:
        raise TemplateError(
            mark("The template is not written correctly: {detail} (line {line}, near “{near}”)."),
            place=place,
            remedy=mark("Check the braces and the if, for and end tags there."),
            detail=error.message or "",
            line=getattr(error, "lineno", "?"),
            near=_near(error),
        ) from error
    except (Rejection, etree.XMLSyntaxError, KeyError, ValueError) as error:
        raise TemplateError(
            mark("The template is not a usable .docx file: {detail}"),
            place=place,
            remedy=mark("Save it again in Word as .docx."),
            detail=str(error),
        ) from error
    except (TypeError, ArithmeticError) as error:
        raise TemplateError(
            mark("The template calculates with values that do not fit: {detail}."), place=place, detail=str(error)
        ) from error


def _near(error: jinja2.TemplateError) -> str:
    """The visible text of the line where the syntax breaks; a line is about a paragraph."""
    lines = [line.strip() for line in getattr(error, "docx_context", ())]
    at = min(getattr(error, "lineno", 1) - 1, _CONTEXT_LINE)
    return lines[at][:60] if at < len(lines) else ""
