"""The codes of findings about scenario files, one for each kind of mistake."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from types import MappingProxyType

from zopa.foundation.diagnostics import Code, Severity, example

_example = partial(example, language="xml")

NO_SCENARIO = Code(
    "no-scenario",
    Severity.ERROR,
    "nothing here that can be read as a scenario",
    "A scenario is a domain (the issues and their levels) and one profile for each party. It is "
    "read from a folder that holds these files, or from the files themselves: GENIUS XML, "
    "GeniusWeb JSON or NegMAS YAML. Here the file or folder does not exist, or holds nothing "
    "of that kind.\n\n" + _example("scenarios/y2010", "scenarios/y2010/Travel", language="text"),
)

UNREADABLE_FILE = Code(
    "unreadable-file",
    Severity.ERROR,
    "a file that cannot be read as text",
    "The file is a pipe, a device or a folder, may not be read, is larger than the limit, or is "
    "not UTF-8. An encoding that an XML file declares is not followed: save the file as UTF-8, "
    "and declare that or nothing.\n\n"
    + _example(
        '<?xml version="1.0" encoding="ISO-8859-1"?>',
        '<?xml version="1.0" encoding="UTF-8"?>',
    ),
)

BROKEN_FILE = Code(
    "broken-file",
    Severity.ERROR,
    "XML, JSON or YAML that breaks off or does not fit together",
    "The text stops being XML, JSON or YAML at the place shown: a tag is not closed, a bracket "
    "is missing, the file was cut off. YAML tags, anchors and a second document are refused too: "
    "no scenario needs them, and tags can make a reader run code.\n\n"
    + _example('<issue index="1" name="price">', '<issue index="1" name="price"></issue>'),
)

XML_DOCTYPE = Code(
    "xml-doctype",
    Severity.ERROR,
    "a DOCTYPE that declares or fetches something",
    "A document type declaration can define entities that grow without end when they are "
    "expanded, or fetch other files. No scenario needs one, so a DOCTYPE with anything in it is "
    "refused before anything is expanded.\n\n"
    + _example('<!DOCTYPE utility_space [<!ENTITY a "b">]>\n<utility_space/>', "<utility_space/>"),
)

BEYOND_LIMITS = Code(
    "beyond-limits",
    Severity.ERROR,
    "more than can be read",
    "There are limits on how deep parts may stand in one another, and on how many files, "
    "issues, levels, keys and boxes there may be, so that no file can exhaust the machine. They "
    "lie far above the scenarios of the competitions; `docs/reference/formats.md` lists them. A "
    "number range with very many steps can be given with fewer.\n\n"
    + _example(
        '<issue index="1" name="price" type="integer" lowerbound="0" upperbound="1000000000"/>',
        '<issue index="1" name="price" type="integer" lowerbound="0" upperbound="1000"/>',
    ),
)

WHICH_FILES = Code(
    "which-files",
    Severity.ERROR,
    "files that do not make up one scenario",
    "A scenario has one domain and a profile for each of two or more parties, all in one format. "
    "Here there are several domains, several formats, one profile only, a centre without its "
    "edges, or a folder with more than two profiles in which the domain does not say which "
    "negotiate. Name the files that belong together.\n\n"
    + _example(
        "Domain2", "Domain2/Domain2.xml Domain2/util1.xml Domain2/util4.xml", language="text"
    ),
)

MISSING_PART = Code(
    "missing-part",
    Severity.ERROR,
    "a part without which there is no number",
    "A weight, an evaluation, a bound, a name, a cell of a table of points or another part that "
    "the format requires is not there. GENIUS stops, or counts with zero, when it comes to such a "
    "place; here nothing is guessed.\n\n"
    + _example('<item index="1" value="low"/>', '<item index="1" value="low" evaluation="3"/>'),
)

REPEATED_PART = Code(
    "repeated-part",
    Severity.ERROR,
    "the same thing twice",
    "Two issues, two levels of an issue, two weights of an issue, two columns of a table or two "
    "profiles have the same name or index, so that nobody could tell which is meant.\n\n"
    + _example(
        '<item index="1" value="low"/>\n<item index="2" value="low"/>',
        '<item index="1" value="low"/>\n<item index="2" value="high"/>',
    ),
)

UNLIKE_DOMAIN = Code(
    "unlike-domain",
    Severity.ERROR,
    "a profile that does not fit the domain",
    "A profile gives a value for every level of every issue of the domain, and for nothing else. "
    "Here an issue or a level is in one of them only, an issue has other bounds or another name, "
    "or a weight or a box names an index that no issue has. Where there is no domain file, the "
    "first profile stands for the domain.\n\n"
    + _example(
        '<item index="3" value="gren" evaluation="2"/>',
        '<item index="3" value="green" evaluation="2"/>',
    ),
)

BAD_VALUE = Code(
    "bad-value",
    Severity.ERROR,
    "a value that cannot stand here",
    "A number cannot be read, is not finite or is larger than a million million; a range ends "
    "before it begins; a largest utility is not above zero; a utility of GeniusWeb is not from 0 "
    "to 1; or a list stands where a name is expected. Numbers have a point before the "
    "decimals and nothing between thousands. In a table whose columns are not separated by commas "
    "there may be a comma before the decimals, unless it could as well stand between "
    "thousands.\n\n"
    + _example('<weight index="1" value="0,5"/>', '<weight index="1" value="0.5"/>'),
)

UNSUPPORTED_PART = Code(
    "unsupported-part",
    Severity.ERROR,
    "something that the format knows and this reader does not",
    "The part shown has a meaning in the software that wrote the file, but none that can be "
    "represented here exactly: a real issue without a step, a utility function or an evaluator "
    "that is code, an aggregation other than a sum. It is named, so that "
    "it can be replaced; nothing near it is put in its place.\n\n"
    + _example(
        '<range lowerbound="0" upperbound="10"/>',
        '<range lowerbound="0" upperbound="10" step="0.5"/>',
    ),
)

ABOVE_ONE = Code(
    "above-one",
    Severity.WARNING,
    "utilities above 1, which GENIUS cuts off",
    "The weights of this profile add up to more than 1, so that its best outcomes have utilities "
    "above 1. GENIUS calls all of those exactly 1; here they are kept apart, as the sum that the "
    "file describes. Outcomes at the top can therefore compare differently than in GENIUS. An "
    "excess of a thousandth or less is rounding and is not told.\n\n"
    + _example(
        '<weight index="1" value="0.7"/>\n<weight index="2" value="0.7"/>',
        '<weight index="1" value="0.5"/>\n<weight index="2" value="0.5"/>',
    ),
)

SET_ASIDE = Code(
    "set-aside",
    Severity.NOTE,
    "something that is there and not used",
    "A file in the folder is no part of the scenario (a list of the frontier, say, or a profile "
    "that the domain does not name), or a part of a file says something that has no place here "
    "(a value for what is no level; a discount factor outside 0 to 1, which GENIUS takes for "
    "none; code, which is never run). It is left out, and nothing else changes.",
)

NOT_A_TABLE = Code(
    "not-a-table",
    Severity.ERROR,
    "a table without the columns that points are read from",
    "The first row of a table of points names its columns: `issue`, `level`, and one for each "
    "party. Where each party has a table of its own, the third column is `points`, and the party "
    "is called as the sheet or the file. Each row below is one level. A last row `no_deal`, "
    "without a level, holds what having no deal is worth.\n\n"
    + _example(
        "price,low,20,50\nprice,high,60,10",
        "issue,level,seller,buyer\nprice,low,20,50\nprice,high,60,10\nno_deal,,40,25",
        language="text",
    ),
)

SHEET_FORMULA = Code(
    "sheet-formula",
    Severity.ERROR,
    "a cell with a formula",
    "A formula is never worked out here, and the number that is kept beside it may be an old one. "
    "Copy the table, and paste it as values.\n\n" + _example("=B2*1.5", "30", language="text"),
)

TABLE_FORM = Code(
    "table-form",
    Severity.NOTE,
    "a table that is written in another way",
    "Columns are separated by semicolons or tabs rather than commas, numbers have a comma before "
    "the decimals, or rows are empty. Nothing of it changes what is read; it is told so that a "
    "table that is read wrongly shows.",
)

CODES: Mapping[str, Code] = MappingProxyType(
    {
        code.name: code
        for code in (
            NO_SCENARIO,
            UNREADABLE_FILE,
            BROKEN_FILE,
            XML_DOCTYPE,
            BEYOND_LIMITS,
            WHICH_FILES,
            MISSING_PART,
            REPEATED_PART,
            UNLIKE_DOMAIN,
            BAD_VALUE,
            UNSUPPORTED_PART,
            ABOVE_ONE,
            SET_ASIDE,
            NOT_A_TABLE,
            SHEET_FORMULA,
            TABLE_FORM,
        )
    }
)
"""Every code that reading a scenario can give, by name."""
