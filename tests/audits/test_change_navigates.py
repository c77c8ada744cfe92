"""change-navigates: quiet where nothing happens at once, or where it is said beforehand."""

import time

import pytest

from audits.checks.change_navigates import change_navigates
from audits.derive.document import Document


def judged(html):
    document = Document(f"<html><body><main>{html}</main></body></html>", "https://x.test/")
    return change_navigates(document)


LIST = "<label for='a'>Month</label><select id='a' {}><option>May</option></select>"
GO = "onchange='window.location = this.value'"
WORDPRESS = """<label for="archives-dropdown-2">Archives</label>
<select id="archives-dropdown-2" name="archive-dropdown"><option value="">Select Month</option></select>
<script>( ( dropdownId ) => { const dropdown = document.getElementById( dropdownId );
function onSelectChange() { setTimeout( () => { if ( dropdown.value ) {
document.location.href = dropdown.value; } }, 250 ); }
dropdown.addEventListener( 'change', onSelectChange ); } )( "archives-dropdown-2" );</script>"""
JQUERY = (
    LIST.format("")
    + "<script>$('#a').on('change', function () { $(this).closest('form').submit(); });</script>"
)


@pytest.mark.parametrize(
    "html",
    [
        LIST.format(""),
        LIST.format("onchange='show(this.value)'"),
        LIST.format("onchange='total.value = this.value; location_name = 1'"),
        LIST.format("onchange='if (location.href == x) y()'"),
        LIST.format(f"disabled {GO}"),
        f"<p>The page changes when you choose a month.</p>{LIST.format(GO)}",
        f"<p>The list reloads as soon as you choose.</p><form>{LIST.format(GO)}</form>",
        LIST.format(GO).replace("Month", "Month (opens the page at once)"),
        LIST.format("") + "<script>$('#b').change(function () { location = '/x' })</script>",
        LIST.format("") + "<script>$('#a').on('change', function () { add(this) })</script>",
        LIST.format("") + "<script type='text/template'>'#a'.onchange = location = 1</script>",
        "<label>File <input type='file' onchange='this.form.submit()'></label>",
    ],
)
def test_passes_lists_that_stay_or_say_what_happens(html):
    assert judged(html).status == "passed"


@pytest.mark.parametrize(
    "html", ["", f"<div hidden>{LIST.format(GO)}</div>", "<button>Go</button>"]
)
def test_is_not_applicable_without_fields(html):
    assert judged(html).status == "not applicable"


@pytest.mark.parametrize(
    "handler",
    [
        GO,
        "onchange='location.href=this.value'",
        "onchange='document.location.assign(this.value)'",
        "onchange='this.form.submit()'",
        "onchange='document.forms[0].submit();'",
        "onchange='MM_jumpMenu(&quot;parent&quot;,this,0)'",
        "onchange='window.open(this.value)'",
        "oninput='form.requestSubmit()'",
    ],
)
def test_fails_a_list_that_goes_at_once(handler):
    outcome = judged(LIST.format(handler))
    assert (outcome.status, outcome.value) == ("failed", 1)
    assert outcome.findings[0].selector == "#a"
    assert "The list “Month”" in outcome.findings[0].message


def test_fails_radio_buttons_and_checkboxes_too():
    outcome = judged(
        "<form><label><input type='radio' id='r' onchange='this.form.submit()'> Hall</label>"
        "<label><input type='checkbox' id='c' onchange='submit.form.submit()'> Free</label></form>"
    )
    assert [each.selector for each in outcome.findings] == ["#r", "#c"]


@pytest.mark.parametrize("html", [WORDPRESS, JQUERY])
def test_asks_where_a_script_of_the_page_may_do_it(html):
    outcome = judged(html)
    assert outcome.status == "needs review"
    assert outcome.findings[0].message.endswith("?")


@pytest.mark.parametrize(
    "html",
    [
        LIST.format(GO) * 3_000,
        LIST.format("") * 100 + f"<script>{'x.onchange=1;location=2;' * 10_000}</script>",
        LIST.format("") + f"<script>{chr(39) * 200_000}</script>",
        f"<p>{'the page ' * 10_000}</p>" + LIST.format(GO),
    ],
)
def test_stays_quick_on_hostile_pages(html):
    start = time.process_time()
    judged(html)
    assert time.process_time() - start < 3
