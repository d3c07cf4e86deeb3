"""Recognising furniture: what stands on a page and is not part of the report.

Furniture is set aside with a reason and never deleted. Each rule is a narrow pattern that has to
fit a whole block, or its beginning or end, because reading a caption as a sentence does less harm
than losing a sentence. A block in which somebody says something between quotation marks is never
set aside as a whole because of its words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from zopa.foundation.text import Span
from zopa.sources.dates import days_in
from zopa.sources.sentences import sentences_of

CAPTION = "caption"
CREDIT = "photo credit"
LINK = "link to another story"
AGENCY = "agency credit"
BYLINE = "byline"
DATE = "date"
NOTICE = "notice"
SHARING = "sharing"
NEWSLETTER = "newsletter"
SUBSCRIPTION = "subscription"
COPYRIGHT = "copyright"
ADVERTISEMENT = "advertisement"
PAGE_NUMBER = "page number"
MAIL_HEADER = "mail header"
RULE = "rule"
OUTSIDE = "outside the article"
HIDDEN = "hidden"


class Aside(NamedTuple):
    """A part of a block that is furniture, and the kind of furniture it is (`why`)."""

    span: Span
    why: str


_NAME = r"[A-ZÀ-ÞĀ-ŽА-ЯІЇЄҐ][\w.’'-]*"
_NAMES = rf"{_NAME}(?:[ ,&]+(?:and |of |for |de |van |von |el |al-)?{_NAME}){{0,6}}"
_PHOTO = (
    r"(?:Photographs?|Photos?|Pictures?|Images?|Illustration|Graphic|Video|Credit|Foto|Fotos|Bild"
    r"|Фото)"
    r"(?: (?:credit|by|courtesy(?: of)?|supplied by))?"
)
_AGENCIES = (
    r"AP|A\.P\.|AFP|EPA|EPA-EFE|EPA/EFE|EFE|Reuters|REUTERS|Getty|Getty Images|Shutterstock|Alamy"
    r"|PA|PA Wire|"
    r"PA Media|PA Images|Bloomberg|Rex|DPA|dpa|TASS|Tass|Xinhua|ANSA|Ukrinform|UPI|NurPhoto"
    r"|Anadolu|"
    r"AAP|Press Association|Associated Press|The Associated Press|Agence France-Presse|AP Photo|"
    r"via AP|via Reuters|via Getty Images|Handout|Pool|Sipa|Zuma|ZUMA|Redux|NYT"
)
_CREDIT_END = re.compile(
    rf"(?:(?<=[.!?”\"’)])|(?<=\s)|^)\s*(?:{_PHOTO}\s?[:/]\s?[^.:;!?]{{2,80}}?"
    rf"|[(\[](?:{_PHOTO}\s?[:/]?\s?)?[^()\[\].:;!?]{{0,60}}(?:/\s?|, |via |{_PHOTO}[: ]\s?)"
    rf"(?:{_AGENCIES})[^()\[\].:;!?]{{0,40}}[)\]]"
    rf"|(?:©|\(c\))\s?[^.:;!?]{{2,60}}"
    rf"|{_NAMES}(?: ?/ ?)(?:{_AGENCIES})(?: ?/ ?[\w ]{{2,30}})?(?: via (?:{_AGENCIES}))?"
    rf"|(?:REUTERS|AP Photo|AFP PHOTO|EPA)/\s?{_NAMES})\.?$"
)
"""Matches a photographer's credit at the end of a block, such as `Photograph: Jo Lee/AP` or
`[Jo Lee/Reuters]`."""
_CAPTION_HEAD = re.compile(
    r"(?:File photo|FILE PHOTO|FILE|File|Pictured|Image caption|Image source|Media caption|"
    r"Caption|Photo caption|Archive picture)(?: ?[:–—-] ?| [–—-] )"
)
_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December|"
    "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
)
_WEEKDAY = r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?,?\s)"
_WRITTEN_DATE = (
    rf"{_WEEKDAY}?(?:(?:\d{{1,2}}(?:st|nd|rd|th)?\s(?:{_MONTHS})\.?,?\s\d{{4}})|(?:"
    rf"(?:{_MONTHS})\.?\s\d{{1,2}}"
    rf"(?:st|nd|rd|th)?,?\s\d{{4}})|\d{{4}}-\d\d?-\d\d?|\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{4}})"
)
_CLOCK = (
    r"(?:[\s,|•·–—T-]*(?:at\s)?\d{1,2}[:.]\d\d(?:[:.]\d\d(?:\.\d+)?)?\s?(?:[ap]\.?m\.?)?Z?"
    r"(?:\s?[+-]\d\d:?\d\d)?(?:\s?\(?(?:GMT|UTC|BST|E[SD]?T|C[ES]*T|EET|MSK)\)?)?)?"
)
DATED = (
    r"(?:date(?:line)?|published(?: (?:on|at))?|first published(?: on)?|posted(?: on)?|issued(?:"
    r" on)?|"
    r"released(?: on)?|publication date|date published|date of publication|"
    r"release date|for immediate release|created|updated(?: on)?|last (?:updated|modified)(?:"
    r" on)?|modified|"
    r"veröffentlicht(?: am)?|stand|publié(?: le)?|publicado(?: el)?|pubblicato(?: il)?"
    r"|опубликовано|опубліковано|дата)"
)
DATE_HEAD = re.compile(
    rf"\s*(?P<label>{DATED})?(?P<mark>\s?[:–—|-]\s?|\s){_WRITTEN_DATE}{_CLOCK}(?=\s|$)[\s.|•·–—]*",
    re.IGNORECASE,
)
_ANY_DATE_LINE = re.compile(rf"(?:{DATED}\s?:?\s?)?(?P<rest>.{{6,60}})", re.IGNORECASE | re.DOTALL)
_TELLS = re.compile(
    r"[“”\"«»„]|\b(?:said|says|told|asked|added|wrote|warned|announced|agreed|refused|rejected|"
    r"signed|offered|proposed|insisted|argued|replied|denied|accused|met|will|would|must)\b"
)
_SAYS = re.compile(
    r"[”\"»],?\s[^“\"«\n]{0,60}\b(?:said|says|told|asked|added|wrote|warned|replied|insisted)\b"
    r"|\b(?:said|says|told|asked|added|wrote|warned|replied|insisted)\b[^”\"»\n]{0,60}[“\"«]"
)

_WHOLE: tuple[tuple[str, str], ...] = (
    (
        CREDIT,
        r"(?:photos?|photographs?|pictures?|images?) (?:by|courtesy of) (?-i:[A-ZÀ-ÞА-Я])"
        r"[^.!?\n]{2,60}",
    ),
    (
        LINK,
        r"(?:read|see|watch|listen)(?: (?:more|also|next|on|now))?(?:[ :…»>→.]*| (?:here|below))"
        r"|continue reading|keep reading|more (?:on|from) (?:this|the) (?:story|topic)s?:?"
        r"|(?:related|recommended|suggested|further|more|top|latest|other|trending|popular)"
        r" (?:stories|story|articles?|content|news|topics|reading|coverage|links|posts|videos)[:.]?"
        r"|(?:related|see also|read also|also read|most read|most popular|trending|more on this|"
        r"you may also like|you might also like|recommended(?: for you)?|up next|editor[’']?s"
        r" picks?|"
        r"don[’']t miss|in case you missed it|what to read next|more to explore|skip to (?:main"
        r" )?content|"
        r"back to top|home|menu|search|next (?:story|article|page)|previous (?:story|article|page)|"
        r"comments?(?: \(\d+\))?|\d+ comments?|view comments|leave a comment|show more|load more|"
        r"lire aussi|à lire aussi|lesen sie auch|mehr zum thema|lea también|leggi anche|lees ook|"
        r"читайте также|читайте також|czytaj także|czytaj też|tags?|topics)[:.]?",
    ),
    (
        LINK,
        r"\[[^\[\]\n]{3,220}\s?Opens in (?:a )?new (?:window|tab)\s?\]|[^.!?\n]{3,200}Opens in "
        r"(?:a )?new (?:window|tab)",
    ),
    (
        LINK,
        r"(?:read more|also read|read also|see also|related|more|watch|listen|must read"
        r"|recommended|"
        r"editor[’']?s picks?|lire aussi|lesen sie auch|lea también|leggi anche|lees ook|"
        r"читайте также|читайте також|czytaj także|читайте по теме)\s?[:"
        r"|»>→–—-]\s?[^\n.]{3,160}[^\n.,;:]",
    ),
    (
        LINK,
        r"(?:click|tap) here(?: (?:to|for) [^.\n]{2,80})?\.?|(?:https?://|www\.)\S+|(?:tags"
        r"|topics|filed under|"
        r"keywords)\s?:\s?[^.!?\n]{2,200}",
    ),
    (
        AGENCY,
        r"[(\[]?(?:additional |with )?(?:reporting|writing|editing|editing and writing|compiled"
        r"|translated|"
        r"reporting and writing|writing and reporting|research)(?: [^.!?\n]{0,60})? by"
        r" (?-i:[A-ZÀ-ÞА-Я])[^!?\n]{2,240}?[)\]]?\.?"
        r"|[(\[]?(?:editing|writing|reporting) by (?-i:[A-ZÀ-ÞА-Я])[^!?\n]{2,240}[)\]]?"
        r"|our standards: the thomson reuters trust principles\.?(?:, opens new tab)?"
        r"|[–—-]{1,2}\s?(?:with (?:files|reporting) from [^!?\n]{2,120}|(?:AP|AFP|Reuters"
        r"|Bloomberg|PA|dpa|Xinhua|AAP))\.?"
        r"|with (?:files|reporting|additional reporting|inputs|agency inputs) from [^!?\n]{2,120}"
        r"|[(\[](?:with (?:inputs|agency inputs) from )?(?:AP|AFP|Reuters|Bloomberg|PA|dpa|Xinhua"
        r"|ANI|PTI|TASS|AAP|UPI|"
        r"Associated Press|The Associated Press|Agencies)[)\]]"
        r"|(?:AP|AFP|Reuters|The Associated Press|Associated Press|Agence France-Presse|Press"
        r" Association)"
        r"|(?:the )?(?:AP|associated press|reuters|AFP) (?:writers?|journalists?|correspondents?"
        r"|reporters?) "
        r"[^!?\n]{3,200} contributed(?: to this (?:report|story|article))?(?: from"
        r" [^!?\n]{2,80})?\."
        r"|[^!?.\n]{3,120} contributed (?:to this (?:report|story|article)|reporting)(?: from"
        r" [^!?\n]{2,80})?\.?"
        r"|(?:END|ENDS|-30-|###|# # #|\(END\)|- ENDS -)",
    ),
    (
        NOTICE,
        r"(?:we|this (?:web)?site|our (?:partners|site|website)|we and our (?:\d+ )?(?:partners"
        r"|vendors))[^\n]{0,60} (?:use|uses|"
        r"store and/or access)[^\n]{0,40} (?:cookies?|information on a device)\b[^\n]{0,400}"
        r"|(?:accept|reject|decline|allow|manage)(?: all)?(?: (?:cookies|optional cookies"
        r"|preferences|settings|consent))?"
        r"|(?:cookie|privacy)(?: (?:policy|notice|settings|preferences|statement|centre|center))?"
        r"|terms (?:of (?:use|service)|and conditions|& conditions)|(?:privacy policy|terms of"
        r" use|contact us|about us|"
        r"accessibility|do not sell my (?:personal )?info(?:rmation)?)(?:\s?[|•·,/]\s?[\w"
        r" &]{3,40}){0,8}"
        r"|by (?:continuing|clicking|using|browsing)[^.\n]{0,80} you (?:agree|accept|consent"
        r"|acknowledge)\b[^\n]{0,200}"
        r"|(?:please )?(?:enable|turn on) javascript[^\n]{0,160}"
        r"|(?:to (?:view|watch|see|play) this (?:video|content))[^\n]{0,160}"
        r"|this (?:article|story|page) (?:was (?:last )?(?:updated|amended|first published)|has"
        r" been (?:updated|corrected))"
        r"[^\n“”\"]{0,200}",
    ),
    (
        SHARING,
        r"(?:share|tweet|print|email|e-mail|copy link|link copied|save|bookmark|follow|like|pin"
        r"|gift this article|"
        r"facebook|twitter|x|whatsapp|linkedin|reddit|telegram|instagram|youtube|tiktok|flipboard"
        r"|messenger|pinterest|"
        r"bluesky|threads)"
        r"|(?:share|save|tweet|send|post|print|email) (?:this|on|via|with|to|article|story|by)(?:"
        r" (?:this|on|via|story|article|page|post|"
        r"facebook|twitter|x|whatsapp|linkedin|reddit|telegram|email|e-mail|friends?|others|a"
        r"|with|bluesky|link))*"
        r"|(?:(?:share|print|email|facebook|twitter|x|whatsapp|linkedin|reddit|telegram|copy link"
        r"|comments?|save|"
        r"instagram|youtube|tweet|messenger|more)\b[\s|•·/,]*){2,12}"
        r"|follow (?:us|[\w .’'-]{2,40}) on (?:facebook|twitter|x|instagram|telegram|whatsapp"
        r"|linkedin|youtube|google news|bluesky)"
        r"[^\n“”\"]{0,120}"
        r"|join (?:us|our (?:channel|group|community)) on [^\n“”\"]{2,80}",
    ),
    (
        NEWSLETTER,
        r"(?:sign up|subscribe|get|register)\b[^\n“”\"]{0,100}\b(?:newsletters?|in your inbox|to"
        r" your inbox|email alerts?|"
        r"breaking news alerts?|daily briefing|morning briefing)\b[^\n“”\"]{0,160}"
        r"|(?:our |the )?newsletters?(?: sign-?up)?|enter your e-?mail(?: address)?[^\n]{0,60}"
        r"|your e-?mail address"
        r"|sign up(?: (?:now|here|today|for free))?|thank you for (?:subscribing|signing"
        r" up)[^\n]{0,80}",
    ),
    (
        SUBSCRIPTION,
        r"(?:subscribe|log ?in|sign ?in|register|become a member|already a (?:subscriber"
        r"|member)\??|unlimited access)"
        r"(?: (?:now|today|here|for free|to (?:read|continue|unlock|access|keep)[^\n“”\"]{0,120}"
        r"|or [^\n“”\"]{2,60}|log ?in|sign ?in))*[.!?]?"
        r"|(?:this (?:article|story|content) is (?:only )?(?:available (?:only )?(?:to|for)|for"
        r"|reserved for|exclusive to) (?:our )?(?:paying )?"
        r"(?:subscribers|members)[^\n“”\"]{0,120})"
        r"|(?:you have|you[’']ve) (?:reached|used|read) [^\n“”\"]{2,60} (?:free"
        r" )?articles?[^\n“”\"]{0,100}"
        r"|(?:to continue reading|to read the full (?:story|article)),? [^\n“”\"]{3,120}"
        r"|(?:support|donate to) (?:our|independent) journalism[^\n“”\"]{0,120}|donate(?: now)?",
    ),
    (
        COPYRIGHT,
        r"(?:copyright,?\s?(?:©|\(c\)|\d{4}|the associated press|reuters)|©|\(c\)"
        r" ?\d{4})[^\n“”\"]{0,240}|[^\n“”\"]{0,120}\ball rights reserved\.?[^\n“”\"]{0,160}"
        r"|this material may not be published, broadcast,? [^\n]{0,160}",
    ),
    (
        ADVERTISEMENT,
        r"(?:advertisement|advertising|advertisment|adverts?|sponsored(?: (?:content|by"
        r" [^\n“”\"]{2,40}))?|ad|promoted(?: content)?|paid content|"
        r"anzeige|werbung|publicité|publicidad|реклама|story continues below(?: (?:this"
        r" )?advertisement)?|"
        r"(?:article|story|content) continues (?:below|after)(?: (?:the |this )?(?:ad"
        r"|advertisement))?|scroll to continue|"
        r"skip (?:ad|advertisement|past newsletter promotion)|after newsletter promotion|remove"
        r" ads)[.:]?",
    ),
    (
        PAGE_NUMBER,
        r"[–—-]?\s?(?:page|p\.|seite|стр\.)?\s?\d{1,4}(?:\s?(?:of|/|von|из)\s?\d{1,4})?\s?[–—-]?",
    ),
    (RULE, r"[\W_]{1,200}"),
)
_RULES = tuple((why, re.compile(pattern, re.IGNORECASE)) for why, pattern in _WHOLE)
_READ_MORE = re.compile(r"READ (?:MORE|ALSO|NEXT)[ :]*")
_BYLINE = re.compile(
    rf"(?:By|BY|Von|Par|Por|Автор:?)\s(?:{_NAMES}|[A-Z][A-Z .’'-]{{3,60}}?)(?:\s(?:and|und|et|y"
    rf"|AND)\s{_NAMES})?"
    rf"(?:,?\s(?:in|IN)\s{_NAMES})?(?:(?:,|\s[|–—•·-])\s?[\w .,’'&/|–—•·:-]{{2,100}})?"
    r"|(?:Written|Reported|Story|Text) by [^.!?\n]{3,80}"
)
_JOB = re.compile(
    r"[\w ,’'&-]{0,60}\b(?:correspondent|reporter|editor|staff writer|bureau chief|columnist|"
    r"contributor)(?: (?:in|at|for) [\w ,’'-]{2,40})?",
    re.IGNORECASE,
)
_MAIL = re.compile(
    r"(?:From|To|Cc|Bcc|Sent|Date|Subject|Reply-To|Message-ID|Received|Return-Path|MIME-Version|"
    r"Content-Type|Content-Transfer-Encoding|X-[\w-]+|Delivered-To|In-Reply-To"
    r"|References)\s?:\s.{0,400}",
    re.DOTALL,
)


def asides(text: str, block: Span) -> list[Aside]:
    """The parts of a block that are furniture, in order; empty for a plain paragraph.

    >>> text = "READ MORE"
    >>> asides(text, Span(0, len(text)))[0].why
    'link to another story'
    >>> text = "“Read more,” the minister told reporters who asked about the draft."
    >>> asides(text, Span(0, len(text)))
    []
    """
    return list(_asides(text, block))


def _asides(text: str, block: Span) -> Iterator[Aside]:
    start, stop = block
    head = _date_head(text, block)
    if head is not None:
        yield Aside(_without_trailing_space(text, start, head), DATE)
        start = head
        while start < stop and text[start].isspace():
            start += 1
        if start >= stop:
            return
    words = text[start:stop] if stop - start <= 1200 else ""
    why = _whole(words)
    if why:
        yield Aside(Span(start, stop), why)
        return
    more = _READ_MORE.match(text, start, stop)
    if more and more.end() < stop and text[more.end() : more.end() + 1].isupper():
        yield Aside(_without_trailing_space(text, start, more.end()), LINK)
        start = more.end()
    tail = text[max(start, stop - 160) : stop]
    credit = _CREDIT_END.search(tail)
    if not credit:
        return
    at = stop - len(tail) + credit.start()
    if _is_caption(text, start, at):
        yield Aside(Span(start, stop), CAPTION if text[start:at].strip() else CREDIT)
    else:
        while text[at].isspace():
            at += 1
        yield Aside(Span(at, stop), CREDIT)


def _without_trailing_space(text: str, start: int, stop: int) -> Span:
    while stop > start and text[stop - 1].isspace():
        stop -= 1
    return Span(start, stop)


def _date_head(text: str, block: Span) -> int | None:
    """Where the date line ends that a block begins with, such as `date 2025-02-16`.

    A date without a label counts only if it is the whole block; otherwise it could begin a sentence
    (“16 February 2025 was the day …”).
    """
    head = DATE_HEAD.match(text, block.start, min(block.stop, block.start + 200))
    if head and (head["label"] or head.end() >= block.stop):
        after = text[head.end() : block.stop][:1]
        return head.end() if not after or not after.islower() else None
    if block.stop - block.start > 90:
        return None
    line = _ANY_DATE_LINE.fullmatch(text, block.start, block.stop)
    day = next(days_in(text, *block), None) if line else None
    if line and day:
        before, after = text[line.start("rest") : day.span.start], text[day.span.stop : block.stop]
        weekday = re.fullmatch(r"\s*(?:(?:le|el|am|il)\s)?[\w’'-]{0,12}[,.]?\s*", before)
        if weekday and re.fullmatch(rf"[\s,г.р]*{_CLOCK}[\s.]*", after):
            return block.stop
    return None


def _whole(words: str) -> str:
    """The kind of furniture that a whole block is; empty if it is none."""
    bare = words.strip()
    if not bare:
        return ""
    for why, rule in _RULES:
        if rule.fullmatch(bare):
            several = why in (AGENCY, LINK) and len(sentences_of(bare)) > 2
            return "" if several or _SAYS.search(bare) else why
    if len(bare) <= 200 and _BYLINE.fullmatch(bare) and not bare.endswith(("!", "?")):
        return "" if _is_sentence(bare) else BYLINE
    if len(bare) <= 100 and _JOB.fullmatch(bare) and not _TELLS.search(bare):
        return BYLINE
    return CAPTION if len(bare) <= 400 and _CAPTION_HEAD.match(bare) else ""


def _is_sentence(bare: str) -> bool:
    """Whether it is a sentence and no byline, such as “By Monday the two sides had agreed.”"""
    return bare.endswith(".") and re.search(r"\s[a-zà-ÿ]{3,}\s", bare) is not None


def _is_caption(text: str, start: int, stop: int) -> bool:
    """Whether the text before a photographer's credit is a caption: short, without any speech."""
    before = text[start:stop].strip()
    if len(before) > 400 or len(sentences_of(before)) > 2:
        return False
    return _SAYS.search(before) is None


def is_mail_header(text: str, line: Span) -> bool:
    """Whether a line belongs to the head of an e-mail.

    >>> is_mail_header("Subject: the draft", Span(0, 18))
    True
    """
    return _MAIL.fullmatch(text, line.start, line.stop) is not None
