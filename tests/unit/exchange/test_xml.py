"""XML elements and their places."""

from __future__ import annotations

import pytest

from zopa.exchange.xml import XmlText, read_xml


def read(text: str) -> XmlText:
    xml = read_xml("f", text)
    assert isinstance(xml, XmlText), str(xml)
    return xml


def test_elements_and_places() -> None:
    xml = read('<é a="é"><b d=\'ü>\' c = "10"/>\n  <b c=""/></é>')
    first, second = xml.root.all("b")
    assert (xml.root.tag, first.attributes) == ("é", {"d": "ü>", "c": "10"})
    assert [str(xml.place(e)) for e in (xml.root, first, second)] == ["f:1:1", "f:1:10", "f:2:3"]
    assert str(xml.place(first, "c")) == "f:1:25"
    assert xml.place(first, "c").length == 2
    assert str(xml.place(first, "d")) == "f:1:16"
    assert str(xml.place(second, "c")) == "f:2:9"
    assert str(xml.place(second, "none")) == "f:2:3"
    assert [e.tag for e in xml.root.walk()] == ["é", "b", "b"]


def test_white_space_and_a_declaration_before_the_root() -> None:
    text = '\n\n  <?xml version="1.0"\n encoding="ISO-8859-1"?>\n<a b="é"/>'
    xml = read(text)
    assert xml.root.attributes == {"b": "é"}
    assert str(xml.place(xml.root)) == "f:5:1"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "f:1:1: error[broken-file]"),
        ("<a>", "f:1:4: error[broken-file]"),
        ("<a></b>", "f:1:6: error[broken-file]"),
        ('<a b="1" b="2"/>', "f:1:10: error[broken-file]"),
        ("<a/><b/>", "f:1:5: error[broken-file]"),
        ("<a>&x;</a>", "f:1:4: error[broken-file]"),
        ("<a/>\0", "f:1:5: error[broken-file]"),
        ("</a>", "f:1:2: error[broken-file]"),
        ("\n<!DOCTYPE a SYSTEM 'x'><a/>", "f:2:1: error[xml-doctype]"),
        ("<!DOCTYPE a PUBLIC 'x' 'y'><a/>", "f:1:1: error[xml-doctype]"),
        ("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "f:1:1: error[xml-doctype]"),
        ("<a>" * 31, "f:1:91: error[beyond-limits]"),
    ],
)
def test_texts_that_are_refused(text: str, expected: str) -> None:
    finding = read_xml("f", text)
    assert not isinstance(finding, XmlText)
    assert str(finding).startswith(expected)


def test_a_bare_doctype_and_plain_references_are_fine() -> None:
    assert read("<!DOCTYPE a><a b='&amp;&#233;'/>").root.attributes == {"b": "&é"}
