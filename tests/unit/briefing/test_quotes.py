"""Every quote on the page stands verbatim in its source."""

from zopa.foundation.text import spans_of


def check(made, parse):
    root, _ = parse(made.html)
    quotes = list(root.all("q"))
    for quote in quotes:
        source = made.case.sources[quote.attributes["data-source"]]
        assert spans_of(quote.text(), source.text)
    return quotes


def test_quotes_of_the_example(minerals_brief, parse):
    quotes = check(minerals_brief, parse)
    told = [e for fact in minerals_brief.case.facts for e in fact.evidence]
    assert len(quotes) >= len(told)
    assert {q.text() for q in quotes} >= {e.quote for e in told}


def test_quotes_of_small_cases(any_brief, parse):
    check(any_brief, parse)


def test_quotes_of_the_shared_case(shared_minerals, parse):
    from types import SimpleNamespace

    from zopa.analyses import run_analyses
    from zopa.briefing import Brief
    from zopa.case.load import load_case
    from zopa.preferences.draws import draw

    case = load_case(shared_minerals)
    made = Brief.of(run_analyses(case, draw(case, 60)))
    assert check(SimpleNamespace(html=made.to_html(), case=case), parse)
