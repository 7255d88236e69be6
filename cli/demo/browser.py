"""A person's browser, without pictures: opens pages, follows links, fills forms in and sends them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

import httpx
from lxml import html

from messages.errors import NotAllowed, NotFound, Unavailable
from messages.language import mark

File = tuple[str, bytes]
_PATIENCE = 60.0  # seconds; a page that reads a file takes its time on a busy machine


@dataclass(frozen=True)
class Page:
    """One page as it was shown: its address and its tree."""

    url: str
    tree: html.HtmlElement

    @property
    def text(self) -> str:
        """Everything that it says, white space folded."""
        return " ".join(str(self.tree.text_content()).split())

    def links(self, pattern: str) -> list[str]:
        """The paths of its links that match the regular expression `pattern` as a whole, each once."""
        paths = (urlsplit(urljoin(self.url, found.get("href", ""))).path for found in self.tree.iter("a"))
        return list(dict.fromkeys(path for path in paths if re.fullmatch(pattern, path)))

    def forms(self, pattern: str) -> list[html.FormElement]:
        """Its forms that are sent to a path that matches `pattern` as a whole."""
        return [form for form in self.tree.forms if re.fullmatch(pattern, self.target(form))]

    def form(self, pattern: str) -> html.FormElement:
        """The first of them; NotFound when there is none."""
        found = self.forms(pattern)
        if not found:
            raise NotFound(mark("the page has no form for “{pattern}”."), place=self.url, pattern=pattern)
        return found[0]

    def target(self, form: html.FormElement) -> str:
        """The path that a form is sent to."""
        return str(urlsplit(urljoin(self.url, form.get("action") or self.url)).path)


class Browser:
    """Keeps its cookies; `base` is the address of the pages."""

    def __init__(self, base: str) -> None:
        self._client = httpx.Client(base_url=base, follow_redirects=True, timeout=_PATIENCE, trust_env=False)

    def close(self) -> None:
        """Give its connections up."""
        self._client.close()

    def open(self, path: str) -> Page:
        """The page at `path`; Unavailable or NotAllowed when it is not shown."""
        return self._shown("GET", path)

    def send(
        self,
        page: Page,
        form: html.FormElement,
        values: Mapping[str, str] | None = None,
        file: File | None = None,
    ) -> Page:
        """Send a form of the page with everything in it, `values` and `file` filled in; the page that follows.

        The page's hidden fields go with it, its token against forged requests (CSRF) among them.
        """
        fields = {name: value for name, value in form.form_values() if isinstance(value, str)}
        headers = {"Referer": page.url}
        body = {**fields, **(values or {})}
        chosen = {form.xpath(".//input[@type='file']")[0].get("name"): file} if file else None
        return self._shown("POST", page.target(form), data=body, files=chosen, headers=headers)

    def _shown(self, method: str, path: str, **more: object) -> Page:
        try:
            answer = self._client.request(method, path, **more)  # type: ignore[arg-type]
        except httpx.HTTPError as error:
            raise Unavailable(
                mark("the page does not answer ({reason})."),
                place=f"{self._client.base_url}{path.lstrip('/')}",
                remedy=mark("Look into the log of the web server."),
                reason=str(error) or type(error).__name__,
            ) from error
        if answer.is_error:
            raise NotAllowed(
                mark("the page answers with status {status}."),
                place=str(answer.url),
                remedy=mark("Look into the log of the web server."),
                status=answer.status_code,
            )
        return Page(str(answer.url), html.document_fromstring(answer.content))
