"""Suppliers' forms that stand on a council's own page: told by the HTML where no address tells."""

from collections.abc import Iterator
from itertools import islice

from lxml.html import HtmlElement

from audits.derive.document import Document, absolute
from audits.suppliers import ON_PAGES, Supplier, load_suppliers, supplier_at, supplier_of_host

MOST_AROUND = 6  # elements around a form that are looked at
MOST_WITHIN = 200  # elements in it
MOST_MARKS = 10_000  # characters of all these marks
MOST_SCRIPTS = 500
MARKS = ("id", "class", "name", "action", "data-form", "data-form-id", "data-src")


def supplier_of_form(form: HtmlElement | None, document: Document) -> Supplier | None:
    """Return whose form it is: by where it is sent, by its marks, by the page's own address.

    A form that is sent to its own page is told by the page's address: suppliers' systems often
    stand on a host of the council. None where nothing tells, or more than one is told.
    """
    action = form.get("action", "").strip() if form is not None else ""
    if action and (supplier := supplier_at(absolute(document.base, action))):
        return supplier
    if form is not None and (supplier := _marked(form)):
        return supplier
    supplier = supplier_at(document.url)
    return supplier if supplier is not None and supplier.kind in ON_PAGES else None


def _marked(form: HtmlElement) -> Supplier | None:
    marks = " ".join(_marks_of(form))[:MOST_MARKS]
    found = [each for each in load_suppliers() if each.html and each.html.search(marks)]
    return found[0] if len(found) == 1 else None


def _marks_of(form: HtmlElement) -> Iterator[str]:
    """Yield ids, classes and names of a form, of what is around it and of what is in it.

    The elements html, body and main are left out: what stands there tells of the page.
    """
    around = islice(form.iterancestors(), MOST_AROUND)
    for element in (form, *around, *islice(form.iterdescendants("*"), MOST_WITHIN)):
        if element.tag not in {"html", "body", "main"}:
            yield from (value for name in MARKS if (value := element.get(name)))


def scripted(document: Document, region: str) -> Iterator[tuple[str, Supplier]]:
    """Yield scripts in the main part that come from a supplier's host: they bring a form.

    Scripts in the head or at the end of the page do not count, since they may do anything.
    """
    for script in islice(document.body.iter("script"), MOST_SCRIPTS):
        source = (script.get("src") or "").strip()
        if source and document.region(script) == region:
            address = absolute(document.base, source)
            supplier = supplier_of_host(address)
            if supplier is not None and supplier.kind in ON_PAGES:
                yield address, supplier
