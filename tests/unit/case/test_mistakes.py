"""One wrong edit to a sound case each: the code, the place, and the words under the carets."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from zopa.case.load import CaseError, check, load_case, read_case
from zopa.foundation.diagnostics import Finding, Findings, Severity

BARGE = Path(__file__).parent / "barge"
LEDGER = (BARGE / "case.yaml").read_text(encoding="utf-8")

# (what is replaced, by what, what is found: code, line:column, the words)
MISTAKES = [
    ("zopa: 1", "zopa: 2", ["unknown-version 1:7 2"]),
    ("zopa: 1\n", "", ["missing-key 1:1 title: The sale of the barge"]),
    ("zopa: 1\n", "zopa:\n", ["empty 1:1 zopa"]),
    ("title: The sale of the barge", "titel: The sale of the barge", ["unknown-key 2:1 titel"]),
    (
        "title: The sale of the barge",
        "title: The sale: the barge",
        ["yaml-syntax 2:8 The sale: the barge"],
    ),
    ("title: The sale of the barge", "title:\tThe sale", ["yaml-syntax 2:7 \t"]),
    ("as_of: 2025-03-01", "as_of: 01/03/2025", ["bad-date 3:8 01/03/2025"]),
    ("as_of: 2025-03-01", "as_of: 2025-02-30", ["bad-date 3:8 2025-02-30"]),
    ("as_of: 2025-03-01", "as_of: 1 March 2025", ["bad-date 3:8 1 March 2025"]),
    ("as_of: 2025-03-01", "as_of: 2025-02-18", ["late-date 5:49 2025-02-20"]),
    (
        "file: sources/report.txt",
        "file: sources/raport.txt",
        ["source-missing 5:18 sources/raport.txt"],
    ),
    (
        "file: sources/report.txt",
        "file: ../m/sources/report.txt",
        ["source-outside 5:18 ../m/sources/report.txt"],
    ),
    ("file: sources/report.txt", "file: /etc/passwd", ["source-outside 5:18 /etc/passwd"]),
    ("reliability: B", "reliability: b", ["unknown-word 5:74 b"]),
    ("reliability: B", "reliability: good", ["unknown-word 5:74 good"]),
    (
        "file: sources/letter.txt",
        "file: sources/report.txt",
        [
            "duplicate-source 6:18 sources/report.txt",
            "quote-not-found 62:17 we accept the terms of payment",
        ],
    ),
    ("seller: {name", "the seller: {name", ["bad-id 8:3 the seller"]),
    ("{name: The seller", "{nam: The seller", ["unknown-key 8:12 nam"]),
    ("{name: The seller, also", "{also", ["missing-key 8:3 seller"]),
    ("role: observer", "role: observr", ["unknown-word 10:32 observr"]),
    ("role: observer", "role: king", ["unknown-word 10:32 king"]),
    ("[Anna]", "[The Buyer]", ["duplicate-name 9:17 The buyer"]),
    ("[Boon]", "[anna]", ["duplicate-name 9:62 anna"]),
    ("bank: {name: The bank, role: observer}", "bank: The bank", ["wrong-shape 10:9 The bank"]),
    ("parties:\n", "parties: [a, b]\nx:\n", ["wrong-shape 7:10 [a, b]", "unknown-key 8:1 x"]),
    (
        "levels: {from: 100, to: 150, step: 10}",
        "levels: {from: 150, to: 100, step: 10}",
        ["bad-range 15:29 100"],
    ),
    (
        "levels: {from: 100, to: 150, step: 10}",
        "levels: {from: 100, to: 150, step: 15}",
        ["bad-range 15:40 15"],
    ),
    (
        "levels: {from: 100, to: 150, step: 10}",
        "levels: {from: 0, to: 1000000, step: 1}",
        ["too-many 15:42 1"],
    ),
    (
        "levels: {from: 100, to: 150, step: 10}",
        "levels: {from: 100, to: 1e999999, step: 10}",
        ["bad-number 15:29 1e999999"],
    ),
    (
        "levels: {from: 100, to: 150, step: 10}",
        "levels: {from: 100, to: 1,000, step: 10}",
        ["unknown-key 15:31 000"],
    ),
    (
        "levels: {from: 100, to: 150, step: 10}",
        "levels: {from: 100, to: 150 euro, step: 10}",
        ["bad-number 15:29 150 euro"],
    ),
    (
        "levels: {from: 100, to: 150, step: 10}",
        "levels: {from: 100, to: 150, step: 0}",
        ["bad-range 15:40 0"],
    ),
    ("levels: {from: 100, to: 150, step: 10}", "levels: 100-150", ["wrong-shape 15:13 100-150"]),
    (
        "options: {now: at once, later: within a year}",
        "options: {now: at once}",
        ["too-few 21:14 {now: at once}", "unknown-level 23:34 later"],
    ),
    (
        "options: {now: at once, later: within a year}",
        "options: [now, later]",
        ["wrong-shape 21:14 [now, later]"],
    ),
    (
        "options: {now: at once, later: within a year}",
        "options: {now: at once, today, later: within a year}",
        ["empty 21:29 today"],
    ),
    (
        "options: {now: at once, later: within a year}",
        "option: {now: at once, later: within a year}",
        ["unknown-key 21:5 option"],
    ),
    ("title: Payment", "title: delivery", ["duplicate-name 20:12 delivery"]),
    ("never: {price: 150", "nver: {price: 150", ["unknown-key 23:5 nver"]),
    ("never: {price: 150, payment", "never: {price: 100, delivery", ["unknown-level 23:35 later"]),
    (
        "- never: {price: 150, payment: later}",
        "- if: {price: 150}",
        ["missing-key 23:5 if: {price: 150}"],
    ),
    (
        "- never: {price: 150, payment: later}",
        "- never: {payment: [now, later]}",
        ["rule-impossible 23:5 never: {payment: [now, later]}"],
    ),
    (
        "- never: {price: 150, payment: later}",
        "- never: {price: 100, delivery: march}",
        ["rule-broken 29:20 100"],
    ),
    ("by: buyer", "by: byer", ["unknown-party 27:9 byer"]),
    (
        "price: 100, delivery: march}",
        "price: 105 t, delivery: march}",
        ["unknown-level 29:20 105 t"],
    ),
    ("price: 100, delivery: march}", "price: 1e2, delivery: mrch}", ["unknown-level 29:35 mrch"]),
    (
        "price: 100, delivery: march}",
        "price: 100, dlivery: march}",
        ["unknown-issue 29:25 dlivery"],
    ),
    (
        "    evidence:\n      - report: the offer of 100 on Monday\n",
        "",
        ["draft-without-evidence 25:3 offer"],
    ),
    ("    rejects: offer\n", "", ["fact-kind 33:12 seller"]),
    ("    rejects: offer\n", "    rejects: offr\n", ["unknown-draft 34:14 offr"]),
    ("    rejects: offer\n", "    rejcts: offer\n", ["unknown-key 34:5 rejcts"]),
    ("    rejects: offer\n", "    wants: offer\n", ["unknown-key 34:5 wants"]),
    ("    rejects: offer\n", "    rejects: [offer]\n", ["wrong-shape 34:14 [offer]"]),
    ("    rejects: offer\n", "    rejects: {price: x101}\n", ["unknown-level 34:22 x101"]),
    ("    rejects: offer\n", "    rejects: {price: [100]}\n", ["wrong-shape 34:22 [100]"]),
    (
        "    rejects: offer\n",
        "    rejects: offer\n    order: {price: more}\n",
        ["fact-kind 35:5 order"],
    ),
    ("  - party: seller\n    rejects", "  - prty: seller\n    rejects", ["unknown-key 33:5 prty"]),
    ("  - party: seller\n    rejects", "  - rejects", ["missing-key 33:5 rejects: offer"]),
    (
        "  - party: seller\n    rejects",
        "  - party: bayer\n    rejects",
        ["unknown-party 33:12 bayer"],
    ),
    (
        "The seller refused the offer",
        "The seller refused the offers",
        ["quote-not-found 37:17 The seller refused the offers"],
    ),
    (
        "The seller refused the offer",
        "The seller refused ... on Monday",
        ["quote-not-found 37:17 The seller refused ... on Monday"],
    ),
    (
        "The seller refused the offer",
        "the  seller Refused the offer",
        ["quote-not-found 37:17 the  seller Refused the offer"],
    ),
    ("The seller refused the offer", "The buyer", ["quote-not-unique 37:17 The buyer"]),
    (
        "The seller refused the offer",
        "We accept nothing of the kind",
        ["quote-not-found 37:17 We accept nothing of the kind"],
    ),
    ("The seller refused the offer", "we accept the terms", ["quote-not-found 37:9 report"]),
    (
        "      - report: The seller refused the offer",
        "      - The seller refused the offer",
        ["wrong-shape 37:9 The seller refused the offer"],
    ),
    (
        "      - report: The seller refused the offer",
        "      - report:The seller refused the offer",
        ["wrong-shape 37:9 report:The seller refused the offer"],
    ),
    (
        "      - report: The seller refused the offer",
        "      - raport: The seller refused the offer",
        ["unknown-source 37:9 raport"],
    ),
    (
        "      - report: The seller refused the offer",
        "      - report: The seller said: no",
        ["yaml-syntax 37:17 The seller said: no"],
    ),
    (
        "      - report: “We will",
        '      - report: "We will not sell below 120," the seller',
        ['yaml-syntax 42:17 "We will not sell below 120," the seller not sell below 120,”'],
    ),
    (
        "“We will not sell below 120,”",
        "'\"We will not sell below 120,\"'",
        ["quote-not-found 42:17 '\"We will not sell below 120,\"'"],
    ),
    (
        "“We will not sell below 120,”",
        '"We will not sell below 120," the seller',
        ['yaml-syntax 42:17 "We will not sell below 120," the seller'],
    ),
    ("“We will not sell below 120,”", "*we will", ["yaml-alias 42:17 *we"]),
    ("“We will not sell below 120,”", "@we will", ["yaml-syntax 42:17 @we will"]),
    ("“We will not sell below 120,”", "[We] will not", ["yaml-syntax 42:17 [We] will not"]),
    ("“We will not sell below 120,”", "'We will not", ["yaml-syntax 42:17 'We will not"]),
    (
        "“We will not sell below 120,”",
        '"We \\\\will not"',
        ['quote-not-found 42:17 "We \\\\will not"'],
    ),
    ("“We will not sell below 120,”", "!we", ["yaml-tag 42:17 !we"]),
    ("“We will not sell below 120,”", "&a we", ["yaml-alias 42:17 &a"]),
    ("{price: more,", "{price: mor,", ["unknown-word 39:20 mor"]),
    ("{price: more,", "{price: 120,", ["wrong-shape 39:20 120"]),
    ("{price: more,", "{price: {peak: top},", ["unknown-level 39:27 top"]),
    ("{price: more,", "{price: {top: 120},", ["unknown-key 39:21 top"]),
    ("payment: [now, later]}", "payment: more}", ["order-direction 39:35 more"]),
    ("payment: [now, later]}", "payment: [now]}", ["incomplete-order 39:35 [now]"]),
    ("payment: [now, later]}", "payment: [now, later, now]}", ["repeated-level 39:48 now"]),
    ("payment: [now, later]}", "payment: [now, later}", ["yaml-syntax 39:46 }"]),
    ("payment: [now, later]}", "payment: now}", ["wrong-shape 39:35 now"]),
    ("payment: [now, later]}", "payment: []}", ["empty 39:35 []"]),
    ("confidence: likely", "confidence: likly", ["unknown-word 40:17 likly"]),
    ("confidence: likely", "confidence: maybe", ["unknown-word 40:17 maybe"]),
    ("confidence: likely", "confidence: 70", ["bad-range 40:17 70"]),
    ("confidence: likely", "confidence: 0", ["bad-range 40:17 0"]),
    ("confidence: likely", "confidence: [likely]", ["wrong-shape 40:17 [likely]"]),
    ("[price, [delivery, payment]]", "[price, [delivery, pament]]", ["unknown-issue 48:36 pament"]),
    ("[price, [delivery, payment]]", "[price, [delivery, price]]", ["repeated-level 48:36 price"]),
    ("[price, [delivery, payment]]", "price", ["wrong-shape 48:17 price"]),
    ("    assumed: price comes first\n", "", ["no-evidence 48:5 priorities"]),
    ("    assumed: price comes first\n", "    assumed:\n", ["empty 49:5 assumed"]),
    (
        "    assumed: price comes first\n",
        "    assumed: yes\n    evidence:\n      - letter: Dear all\n",
        ["evidence-and-assumed 49:5 assumed"],
    ),
    ("{price: 30..50}", "{price: 50..30}", ["bad-range 54:21 50..30"]),
    ("{price: 30..50}", "{price: 30-50}", ["bad-number 54:21 30-50"]),
    ("{price: 30..50}", "{price: 30..150}", ["bad-range 54:21 30..150"]),
    ("{price: 30..50}", "{price: much}", ["bad-number 54:21 much"]),
    ("{price: 30..50}", "{prize: 30..50}", ["unknown-issue 54:14 prize"]),
    (
        "{this: {price: 120}, to: offer}",
        "{this: {price: 120}, too: offer}",
        ["unknown-key 57:35 too"],
    ),
    (
        "{this: {price: 120}, to: offer}",
        "{this: {price: 150, payment: later}, to: offer}",
        ["rule-broken 57:29 150"],
    ),
    ("{this: {price: 120}, to: offer}", "offer", ["wrong-shape 57:14 offer"]),
    ("red_line: {price: [100]}", "red_line: [price]", ["wrong-shape 60:15 [price]"]),
    ("red_line: {price: [100]}", "red_line: {price: [9,9]}", ["level-beyond 60:24 9"]),
    (
        "  - party: buyer\n    accepts: offer\n",
        "  - party: buyer\n    accepts: offer\n  party: buyer\n",
        ["yaml-syntax 52:3 party:"],
    ),
    (
        "  - party: buyer\n    accepts: offer\n",
        " - party: buyer\n    accepts: offer\n",
        ["yaml-syntax 50:2 -"],
    ),
    (
        "facts:\n",
        "facts:\n  - party: seller\n    rejects: offer\n    on: 2025-02-17\n    assumed: again\n",
        ["duplicate-fact 38:5 rejects"],
    ),
    ("facts:\n", "facts\n", ["yaml-syntax 32:1 facts"]),
    ("facts:\n", "facts: none\nx:\n", ["wrong-shape 32:8 none", "unknown-key 33:1 x"]),
    ("zopa: 1\n", "zopa: 1\nzopa: 1\n", ["duplicate-key 2:1 zopa"]),
    ("price:\n    title", "prise:\n    title", ["unknown-issue 23:13 price"]),
    ("zopa: 1\n", "zopa: 1\n---\n", ["yaml-documents 2:1 ---"]),
    (
        "title: The sale of the barge",
        "title: The sale of the barge\nsummary: &x [a, b]",
        ["yaml-alias 3:10 &x", "wrong-shape 3:10 &x [a, b]"],
    ),
    (
        "title: The sale of the barge",
        "title: The sale of the barge\nsummary: |x\n  abc",
        ["yaml-syntax 3:11 x"],
    ),
    (
        "title: The sale of the barge",
        'title: The sale of the barge\nsummary: "abc \\U99999999"',
        ["yaml-syntax 3:15 \\U99999999"],
    ),
    (
        "title: The sale of the barge",
        "title: The sale of the barge\nsummary: - a",
        ["yaml-syntax 3:10 -"],
    ),
    (
        "title: The sale of the barge",
        "title: The sale of the barge\n  summary: b",
        ["yaml-syntax 3:3 summary"],
    ),
    (
        "title: The sale of the barge",
        "title: The sale of the barge\n? [a]\n: b",
        ["wrong-shape 3:3 [a]"],
    ),
    (
        "title: The sale of the barge",
        'title: "The sale of the barge',
        ['yaml-syntax 2:8 "The sale of the barge'],
    ),
    (
        "title: The sale of the barge",
        "title: The sale of the barge\n<<: {a: b}",
        ["yaml-alias 3:1 <<"],
    ),
    (
        "title: The sale of the barge",
        "title: 'The sale\nsummary: it's fine",
        ["yaml-syntax 3:12 '"],
    ),
    ("title: The sale of the barge", "title: [The sale", ["yaml-syntax 2:8 [The sale"]),
    ("title: The sale of the barge", "%YAML 1.2", ["yaml-syntax 2:1 %"]),
    ("title: The sale of the barge", 'title: The sale of the barge\n"": x', ['unknown-key 3:1 ""']),
    (
        "title: The sale of the barge",
        "title: The sale of the barge\n\tsummary: x",
        ["yaml-syntax 3:1 \t"],
    ),
    (
        "title: The sale of the barge",
        "title: The sale of the \x00 barge",
        ["control-character 2:24 \x00"],
    ),
    (
        "title: The sale of the barge",
        "title: The sale\n\ntitle: of the barge",
        ["duplicate-key 4:1 title"],
    ),
    ("title: The sale of the barge", "title: {a: b}", ["wrong-shape 2:8 {a: b}"]),
    ("title: The sale of the barge", 'title: ""', ["empty 2:1 title"]),
    ("file: sources/report.txt", "file: sources", ["source-missing 5:18 sources"]),
    ("file: sources/report.txt", "file: [a]", ["wrong-shape 5:18 [a]"]),
    ("file: sources/report.txt", "fil: sources/report.txt", ["unknown-key 5:12 fil"]),
    ("sources/letter.txt", '""', ["empty 6:12 file"]),
    ("report: {file", "9report: {file", ["bad-id 5:3 9report"]),
    ("published: 2025-02-20", "published: 20250220", ["bad-date 5:49 20250220"]),
    ("published: 2025-02-20", "published: 2025-13-01", ["bad-date 5:49 2025-13-01"]),
    ("unit: euro", "unit: [euro]", ["wrong-shape 14:11 [euro]"]),
    ("from: 100, to: 150, step: 10", "from: 100, to: 150", ["missing-key 15:5 levels"]),
    (
        "from: 100, to: 150, step: 10",
        "from: 100, until: 150, step: 10",
        ["unknown-key 15:25 until"],
    ),
    ("from: 100, to: 150, step: 10", "from: ten, to: 150, step: 10", ["bad-number 15:20 ten"]),
    ("from: 100, to: 150, step: 10", "from: 100, to: 150, step: -10", ["bad-range 15:40 -10"]),
    ("from: 100, to: 150, step: 10", "from: 100, to: .inf, step: 10", ["bad-number 15:29 .inf"]),
    (
        "title: Delivery\n",
        "title: Delivery\n    levels: {from: 1, to: 2, step: 1}\n",
        ["wrong-shape 18:5 levels"],
    ),
    (
        "    options: {march: in March, april: in April, may: in May}\n",
        "",
        ["missing-key 16:3 delivery"],
    ),
    ("march: in March", "in march: in March", ["bad-id 18:15 in march"]),
    ("march: in March", "march: {a: b}", ["wrong-shape 18:22 {a: b}"]),
    (
        "people: [{name: Bert Boon, also: [Boon]}]",
        "people: [Bert Boon]",
        ["wrong-shape 9:37 Bert Boon"],
    ),
    (
        "people: [{name: Bert Boon, also: [Boon]}]",
        "people: [{also: [Boon]}]",
        ["missing-key 9:37 {also: [Boon]}"],
    ),
    (
        "bank: {name: The bank, role: observer}",
        "seller: {name: The bank, role: observer}",
        ["duplicate-key 10:3 seller"],
    ),
    (
        "price: 150, payment: later}",
        "price: [150, 155], payment: later}",
        ["unknown-level 23:26 155"],
    ),
    ("- never: {price: 150, payment: later}", "- {}", ["empty 23:5 {}"]),
    (
        "- never: {price: 150, payment: later}",
        "- {if: {price: 150}, then: {payment: now}, never: {price: 140}}",
        ["unknown-key 23:46 never"],
    ),
    (
        "- never: {price: 150, payment: later}",
        "- never: {prize: 150}",
        ["unknown-issue 23:13 prize"],
    ),
    (
        "- never: {price: 150, payment: later}",
        "- never: {price: [100, 110, 120, 130, 140, 150]}",
        ["rule-impossible 23:5 never: {price: [100, 110, 120, 130, 140, 150]}"],
    ),
    ("on: 2025-02-17\n    terms", "on: yesterday\n    terms", ["bad-date 28:9 yesterday"]),
    ("    terms: {price: 100, delivery: march}\n", "", ["missing-key 25:3 offer"]),
    (
        "terms: {price: 100, delivery: march}",
        "terms: {price: 100, delivery: [march, may]}",
        ["wrong-shape 29:35 [march, may]"],
    ),
    ("terms: {price: 100, delivery: march}", "terms:", ["empty 29:5 terms"]),
    (
        "terms: {price: 100, delivery: march}",
        "terms: {price: , delivery: march}",
        ["empty 29:13 price"],
    ),
    (
        "terms: {price: 100, delivery: march}",
        "terms: {price: 100, delivery: {march: [report: The buyer wants], jun: [letter: Dear]}}",
        ["quote-not-unique 29:52 The buyer wants", "unknown-level 29:70 jun"],
    ),
    (
        "      - report: the offer of 100 on Monday\n",
        "      - report: the offer of 100 on Monday\n    assumed: x\n",
        ["evidence-and-assumed 32:5 assumed"],
    ),
    (
        "      - report: the offer of 100 on Monday\n",
        "      - report: the offer of 100 – on Monday\n",
        ["quote-not-found 31:17 the offer of 100 – on Monday"],
    ),
    (
        "    on: 2025-02-17\n    evidence:\n      - report: The seller",
        "    on: 2026-02-17\n    evidence:\n      - report: The seller",
        ["late-date 35:9 2026-02-17"],
    ),
    ("confidence: likely", "confidence: 130%", ["bad-range 40:17 130%"]),
    ("confidence: likely", "confidnce: likely", ["unknown-key 40:5 confidnce"]),
    (
        "order: {delivery: [march, april, may]}",
        "order: {delivery: [march, april, mai]}",
        ["unknown-level 44:38 mai"],
    ),
    ("order: {delivery: [march, april, may]}", "order: {}", ["empty 44:12 {}"]),
    (
        "order: {delivery: [march, april, may]}",
        "order: [march, april, may]",
        ["wrong-shape 44:12 [march, april, may]"],
    ),
    (
        "order: {delivery: [march, april, may]}",
        "order: {delivery: [march, [april, [may]]]}",
        ["wrong-shape 44:39 [may]"],
    ),
    (
        "order: {delivery: [march, april, may]}",
        "order: {delivry: [march, april, may]}",
        ["unknown-issue 44:13 delivry"],
    ),
    (
        "order: {delivery: [march, april, may]}",
        "value: {delivery: {march: 60..80, june: 10}}",
        ["unknown-level 44:39 june"],
    ),
    (
        "order: {delivery: [march, april, may]}",
        "value: {delivery: 60..80}",
        ["wrong-shape 44:23 60..80"],
    ),
    ("order: {delivery: [march, april, may]}", "reservation: 40..", ["bad-number 44:18 40.."]),
    (
        "order: {delivery: [march, april, may]}",
        "red_line: {delivery: [march, jun]}",
        ["unknown-level 44:34 jun"],
    ),
    ("weight: {price: 30..50}", "reservation: 101", ["bad-range 54:18 101"]),
    ("accepts: offer", "tables: ofer", ["unknown-draft 51:13 ofer"]),
    ("facts:", "facts: []\nx:", ["empty 32:8 []", "unknown-key 33:1 x"]),
]

SOUND = [
    # evidence as one pair rather than a list, a peak, a single level, a short quote
    ("      - report: The seller refused the offer", "      report: The seller refused the offer"),
    ("{price: more,", "{price: {peak: 120},"),
    ("red_line: {price: [100]}", "red_line: {price: 100}"),
    ("we accept the terms of payment", "terms"),
    ("terms: {price: 100,", "terms: {price: 1e2,"),
    ("terms: {price: 100,", "terms: {price: 100.0,"),
    ("confidence: likely", "confidence: 70%"),
    ("confidence: likely", "confidence: 0.7"),
    ("weight: {price: 30..50}", "weight: {price: 30% .. 50%}"),
    ("zopa: 1", "\ufeffzopa: 1"),
    ("title: The sale of the barge", "title: 'The sale: of the barge'"),
    ("The seller refused the offer", "The  seller\n          refused the offer"),
]


def case_with(tmp_path: Path, old: str, new: str) -> Path:
    folder = tmp_path / "barge"
    shutil.copytree(BARGE, folder)
    assert old in LEDGER
    (folder / "case.yaml").write_text(LEDGER.replace(old, new, 1), encoding="utf-8")
    return folder


def told(finding: Finding, text: str) -> str:
    place = finding.place
    line = text.split("\n")[place.line - 1]
    words = line[place.column - 1 : place.column - 1 + place.length]
    return f"{finding.code.name} {place.line}:{place.column} {words}"


def test_the_case_is_sound() -> None:
    report = check(BARGE)
    assert {finding.severity for finding in report} == {Severity.NOTE}
    assert report.passes(strict=True)
    assert len(load_case(BARGE).facts) == 8


@pytest.mark.parametrize(("old", "new", "expected"), MISTAKES)
def test_a_mistake_is_found_at_its_words(
    tmp_path: Path, old: str, new: str, expected: list[str]
) -> None:
    folder = case_with(tmp_path, old, new)
    report = check(folder)
    text = LEDGER.replace(old, new, 1)
    assert [told(f, text) for f in report if f.severity is not Severity.NOTE] == expected
    assert all(f.message[0] == f.message[0].lower() for f in report)
    assert all(len(f.message) <= 120 for f in report)
    assert "   = help: \n" not in report.render()
    if report.errors:
        with pytest.raises(CaseError, match="error"):
            load_case(folder)


@pytest.mark.parametrize(("old", "new"), SOUND)
def test_another_way_to_write_it_is_sound(tmp_path: Path, old: str, new: str) -> None:
    report = check(case_with(tmp_path, old, new))
    assert report.passes(strict=True), report.render()


def test_mistakes_are_reported_together(tmp_path: Path) -> None:
    folder = tmp_path / "barge"
    shutil.copytree(BARGE, folder)
    text = LEDGER.replace("by: buyer", "by: byer").replace("[now, later]}", "[now, latr]}")
    text = text.replace(
        "on: 2025-02-17\n    evidence:\n      - report: The seller refused",
        "on: 17 Feb\n    evidence:\n      - report: The seller rejected",
    )
    (folder / "case.yaml").write_text(text, encoding="utf-8")
    codes = [finding.code.name for finding in check(folder) if finding.severity == "error"]
    # The quote of the fact whose date is wrong is verified all the same.
    assert codes == ["unknown-party", "bad-date", "quote-not-found", "unknown-level"]


def test_a_fact_that_cannot_be_read_is_left_out(tmp_path: Path) -> None:
    case, findings = read_case(
        case_with(
            tmp_path,
            "on: 2025-02-17\n    evidence:\n      - report: The s",
            "on: soon\n    evidence:\n      - report: The s",
        )
    )
    assert case is not None
    assert len(case.facts) == 7
    assert ("facts", 0) in case.broken
    assert [finding.code.name for finding in findings] == ["bad-date"]


def test_further_checks_run_on_a_sound_case_only(tmp_path: Path) -> None:
    seen: list[int] = []

    def further(case: object) -> list[Finding]:
        seen.append(1)
        return []

    check(BARGE, [further])
    assert seen == [1]
    check(case_with(tmp_path, "zopa: 1", "zopa: 2"), [further])
    assert seen == [1]


@pytest.mark.parametrize(
    ("old", "new", "advice"),
    [
        ("weight: {price: 30..50}", 'weight: {price: "0,5"}', "write `0.5`"),
        ("weight: {price: 30..50}", 'weight: {price: "12,5..20,25"}', "write `12.5..20.25`"),
        ("weight: {price: 30..50}", 'weight: {price: "12, 20"}', "write `12..20`"),
        ("confidence: likely", "confidence: 0,8", "write `0.8`"),
    ],
)
def test_decimals_stand_behind_a_point(tmp_path: Path, old: str, new: str, advice: str) -> None:
    (found,) = check(case_with(tmp_path, old, new)).errors
    assert found.help == (advice,)


@pytest.mark.parametrize("text", ["\u200b", "\u2800 \u2800", "\u00ad\u3164"])
@pytest.mark.parametrize(
    ("old", "key"),
    [
        ("title: The sale of the barge", "title: {}"),
        ("name: The bank", "name: {}"),
        ("assumed: a guess", "assumed: {}"),
        ("also: [Anna]", "also: [{}]"),
    ],
)
def test_what_shows_nothing_is_empty(tmp_path: Path, old: str, key: str, text: str) -> None:
    (found,) = check(case_with(tmp_path, old, key.format(f'"{text}"'))).errors
    assert found.code.name == "empty"
    assert "nothing that can be seen" in found.message


SOURCE = "They said no — twice. We sign it – no, he said: we sign it – and left."


@pytest.mark.parametrize(
    ("quote", "advice"),
    [
        ("-", "quote words of the source"),
        ("“…”!", "quote words of the source"),
        ("We Sign It", "write: We sign it"),
        ("sign it -", "write: sign it – no,"),
    ],
)
def test_advice_for_a_quote_can_be_followed(tmp_path: Path, quote: str, advice: str) -> None:
    def with_quote(words: str) -> Findings:
        ledger = f"""zopa: 1
title: T
parties: {{a: {{name: A}}, b: {{name: B}}}}
issues: {{pay: {{title: Pay, levels: {{from: 0, to: 4, step: 1}}}}}}
sources: {{r: {{file: r.txt}}}}
facts: [{{party: a, order: {{pay: more}}, evidence: {{r: "{words}"}}}}]
"""
        (tmp_path / "case.yaml").write_text(ledger, encoding="utf-8")
        (tmp_path / "r.txt").write_text(SOURCE, encoding="utf-8")
        return check(tmp_path)

    (found,) = with_quote(quote).errors
    assert found.help == (advice,)
    if advice.startswith("write: "):
        assert with_quote(advice.removeprefix("write: ")).passes()


def test_a_missing_source_is_not_offered_the_file_of_another(tmp_path: Path) -> None:
    """The nearest file is offered only where no source has it, wherever that one stands."""
    for name in ("report_a.txt", "report_b.txt"):
        (tmp_path / name).write_text(SOURCE, encoding="utf-8")
    ledger = """zopa: 1
title: T
parties: {a: {name: A}, b: {name: B}}
issues: {pay: {title: Pay, levels: {from: 0, to: 4, step: 1}}}
sources: {r: {file: report_bb.txt}, s: {file: ./report_b.txt}}
facts: [{party: a, order: {pay: more}, assumed: yes it does}]
"""

    def advice(text: str) -> tuple[str, ...]:
        (tmp_path / "case.yaml").write_text(text, encoding="utf-8")
        (found,) = [f for f in check(tmp_path).errors if f.code.name == "source-missing"]
        return found.help

    assert advice(ledger) == ("write `report_a.txt`",)
    assert advice(ledger.replace("./report_b", "report_a")) == ("write `report_b.txt`",)
