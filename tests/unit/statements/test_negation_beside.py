"""A quote that leaves out the negation of its own clause, told by the words beside it.

In each sentence the quote stands in brackets.
"""

from __future__ import annotations

import pytest
from counted_work import steps_of
from hypothesis import given
from hypothesis import strategies as st

from zopa.foundation.text import Span
from zopa.statements import negation_beside
from zopa.statements.negation_beside import negation_left_out

LEFT_OUT = (
    "Peru did not [sign the treaty on fishing] last week.",
    "The union has never [agreed to a longer week].",
    "The company will no longer [pay for the night shift].",
    "Chile refuses to [give up the northern port].",
    "Chile refused, for now, [to give up the port].",
    "The envoy left without [signing the joint statement].",
    "The firm denied that [it had agreed to pay] the fine.",
    "The firm denied [it had agreed to pay] the fine.",
    "Nobody in the delegation [wants a second round].",
    "Neither side [has accepted the truce].",
    "There is no [agreement on the price] of gas.",
    "No [deal was reached on Friday], officials said.",
    "They don't [support a ceasefire now].",
    "They can’t [support a ceasefire now].",
    "Kenya cannot [sign such a text].",
    "The board failed to [meet the workers' demand].",
    "The minister declined to [name a new date].",
    "He did not say that [Peru would sign the text].",
    "She did not say whether [the bank would lend more].",
    "It is not true that [the two sides have settled].",
    "It is false that [the two sides have settled].",
    "Reports were untrue that [the ministry backs a pause], a spokesman said.",
    "The mayor said no to [selling the harbour].",
    "Oman has no plans to [raise the quota again].",
    "The club has not, he said, [made a second offer].",
    "Farmers are unlikely to [accept the cut].",
    "The bank is unwilling to [write off the loans].",
    "The mayor ruled out [raising the toll].",
    "The strikers stopped short of [closing the gates].",
    "Instead of [signing the lease], she left.",
    "Rather than [pay the fine], the firm sued.",
    "None of the creditors [has agreed to the plan].",
    "The talks hardly [touched the question of water].",
    "[The town will] not pay for the bridge.",
    "[The draft contains] no guarantees for the port.",
    "[Both sides agreed on] nothing at all.",
    "[The drivers agreed] not to strike in May.",
    "The ministry has not yet [approved the sale of the mine].",
    "The judge did not think [the offer was fair].",
    "The club does not want to [sell its stadium].",
    "He doubted that [the board would accept] it.",
    "It was prevented from [taking part in the talks].",
    "They would neither [pay nor apologise for it].",
    "The two did not speak or [shake hands in public].",
    "Mexico was not [ready to cut output].",
    "Mali isn’t [ready to leave the pact].",
    "He told Mr. Lopez he would not [lower the rent].",
    "Latvia will not [extend the lease of the terminal].",
    "The growers never [asked for a subsidy of this size].",
    "Bolivia no longer [insists on access to the sea].",
    "The owner refuses, his lawyer says, to [sell the two islands].",
    "Neither the union nor the port [wants another strike].",
    "The tenants aren't [willing to pay a higher rent].",
    "The envoy denied reports that [his country had left the talks].",
    "The bishop denied having [signed the joint letter].",
    "They walked out without [having read the proposal].",
    "There was no sign that [the rebels would lay down arms].",
    "There were no indications [the rebels would lay down arms].",
    "It is not clear whether [the senate will back the pact].",
    "The captain doubted [the crew would accept it].",
    "Nothing in the text [obliges the state to pay].",
    "Not one of the banks [has agreed to wait].",
    "Few expected it, and not a single bank [has agreed to wait].",
    "The players could not be persuaded to [accept a lower cap].",
    "The league didn't even [reply to the second offer].",
    "Egypt hasn’t, as of Monday, [answered the letter].",
    "The proposal does not [include any new money for schools].",
    "The mill was unable to [pay its debts in March].",
    "The two are far from [agreeing on a date].",
    "He ruled out [lowering the toll].",
    "[The creditors have] never accepted a cut.",
    "[Its answer contained] no figures.",
    "Her refusal to [meet the mediator] angered them.",
    "The group said it would not be [bound by the ruling].",
    "The union did not accept [a second offer of 3 percent].",
    "Kyiv did not get [security guarantees for its ports].",
    "The deal offers no [security guarantees at all].",
    "Zelensky said he was not ready to [sign the paper on Monday].",
    "The White House has not said whether [it will send a team].",
    "The premier refused point-blank to [discuss the border].",
    "The firm says that it has never [considered a sale of its plants].",
    "The rebels no longer [demand a seat in the cabinet].",
    "“We will not [pay for this twice],” the mayor said.",
    "Ethiopia did not commit itself to [releasing water in dry years].",
    "Egypt accused Ethiopia of not [sharing data on the dam].",
    "Sudan, unlike Egypt, has not [asked the council to meet].",
    "The owners won't [raise the luxury tax to 250 million].",
    "None of the three drafts [names a court for disputes].",
    "There won't be [a vote before the summer].",
    "It isn't that [the bank opposes a deal], he said.",
    "He would neither confirm nor [deny the report on the loan].",
    "Neither bid [reflected the value of the company].",
    "Hamas has not agreed to [free all of the hostages at once].",
    "Israel cannot accept that [Hamas stays in power].",
    "The envoy hardly [spoke about the prisoners].",
    "No one in the room [believed the figures].",
    "The board failed, yet again, to [agree on a chair].",
    "There is no longer any [need for a mediator].",
    "The state would not be able to [sell the shares for ten years].",
    "Peru has yet to [reply to the second note].",
    "They didnt [accept the truce] at all.",
    "The firm rejected reports that [it would sell the mine].",
    "The premier dismissed the idea of [leasing the port to Chile].",
    "The board voted against [selling the shares to the fund].",
    "Envoys avoided [naming a date for the next round].",
    "The court barred it from [dumping waste in the river].",
    "In the absence of [a deal on quotas], boats stay in port.",
    "Nobody, the envoy said, [had asked for a pause].",
    "Never before had [the two leaders met in person].",
    "Not all of the lenders [have joined the committee].",
    "The mayor said it would not “[pay for the bridge twice]”.",
    "The film did not give “clear proof [that the gun was loaded]”.",
    "The bank did not say that it [has signed the loan].",
    "The firm denied that it [was for sale last year].",
)
"""Each quote is under a negation that stands beside it."""

KEPT_OR_ANOTHERS = (
    "Peru did not come, but [it signed the treaty] later.",
    "Peru did not come. [It signed the treaty] later.",
    "[Peru did not sign the treaty] on fishing.",
    "Peru [did not sign the treaty] on fishing.",
    "Although they did not meet, [the two sides agreed on a price].",
    "The envoy who did not sign [said the talks go on].",
    "The union has not struck because [the company raised pay].",
    "The union will not work until [the company raises its pay].",
    "They did not sign the draft, which [gives half of the mine to the state].",
    "They did not sign the draft that [gives half of the mine to the state].",
    "Not only [did they sign the treaty], they praised it.",
    "It not only [signed the treaty on fishing] but paid.",
    "The offer stands, no matter what; [the union wants 5 percent].",
    "No doubt [the union will accept the offer].",
    "They must pay no later than [the end of the month].",
    "No. [The union accepts the offer].",
    "“No,” he said, [the union accepts the offer].",
    "The city will pay no less than [half of the costs of it].",
    "He did not sign and [left the room in anger].",
    "[The town will pay for the bridge] without delay.",
    "[They signed the deal], not the annex.",
    "[The strike is over], no one is hurt.",
    "The bank has not answered; [it wants a new plan].",
    "The bank has not answered (though [it wants a new plan]).",
    "He never answered while [the talks went on in Geneva].",
    "With no deal in sight [the union called a strike].",
    "Without a deal [the strike will go on].",
    "It is unclear if they did not understand: [they want the port].",
    "The firm did not meet the union's demand for [a raise of 12 percent].",
    "The club did not sell [its old stadium to the city].",
    "He refused the offer: [a loan of two million dollars].",
    "The president has rejected a plan to [cut the subsidy by half].",
    "Whether or not [the bank agrees], the mine will open.",
    "Kenya did not attend the meeting where [the quota was agreed].",
    "They did not accept the price; still, [they want to go on].",
    "The workers, who have no contract, [want a raise of ten percent].",
    "The minister said he had no comment and that [the talks go on].",
    "More than 300 workers have not returned since [the company cut their pay].",
    "Peru does not trust Chile, he said, and [wants a treaty in writing].",
    "He did not mince his words: [this is a bad deal for us].",
    "The state never signed what [the two firms had agreed].",
    "Norway, which has never joined, [wants a special deal].",
    "The drivers have not been paid; [they will strike on Friday].",
    "The drivers have not been paid, so [they will strike on Friday].",
    "Though it has no port of its own, [the country exports grain].",
    "The bank said it could not wait and [called in the loan].",
    "He could not hide that he was pleased. [The price had risen by ten percent].",
    "Nobody had expected that on Monday; [the firm raised its offer].",
    "The party that never ruled [won the vote in the south].",
    "Ghana did not just [sign the text], it ratified it.",
    "The senator has no regrets: [the pact was needed].",
    "The firm refused the first offer, but [accepted the second one].",
    "The clubs do not agree with the players on [the length of the season].",
    "No more than [a third of the staff came back].",
    "[The lake belongs to both states], no doubt.",
    "[They will pay the fine] rather than close.",
    "The text, not yet published, [gives the state a third of the mine].",
    "Officials would not comment, though [a deal was close on Sunday].",
    "The mayor did not vote, who [owns the land by the river].",
    "Since they had not met before, [the envoys shook hands].",
    "The refusal to sign [was a blow to the mediator].",
    "Those who do not sign [will lose the bonus].",
    "It rejected the draft because it did not see [the port in it].",
    "Peru did not reject [the offer of two ports].",
    "If no deal is reached by Friday, [the union will strike].",
    "The deal offers [no security guarantees at all].",
    "“We will not pay for this twice,” [the mayor said on Monday].",
    "The mayor said that “[we will not pay for this twice]”.",
    "Sudan has asked for talks, which Ethiopia has not: [the council met on Monday].",
    "The owners won't raise the tax unless [the players give way on the draft].",
    "The players wouldn't budge, the owners said. [They want a higher minimum].",
    "Akzo has rejected two bids and [says it can grow alone].",
    "Akzo has rejected two bids, saying [they undervalue the firm].",
    "Boeing did not respond to [questions about the new offer].",
    "The machinists had not struck since 2008, when [they stayed out for 57 days].",
    "Nobody was hurt when [the police cleared the bridge].",
    "Israel says it cannot accept a deal that [leaves Hamas in power].",
    "Zambia's creditors have not yet agreed on [who takes which loss].",
    "China was not the only lender that [signed the memorandum].",
    "Without waiting for the others [Chile signed the accord].",
    "Only if no deal is reached will [the court decide the matter].",
    "The accord, which neither side signed, [named a mediator].",
    "They rejected the offer and [asked for a new one].",
    "They rejected the offer of [a loan over ten years].",
    "The firm disputes the fine and [will appeal to the court].",
    "Fishermen from the north [blocked the harbour on Monday].",
    "Against all odds, [the sides agreed on a price].",
    "The envoy came from Oslo to [chair the second round].",
    "The minister has yet another plan to [cut the quota].",
    "Their want of trust [delayed the signing for weeks].",
    "It avoided a strike and [raised pay by four percent].",
    "The lack of water [forced the two states to talk].",
    "The two did agree, did they not, [on the price of gas]?",
    "The state no longer owns the mine: [it sold its shares in May].",
    "The envoy never used “a word that [offends the island]”.",
)
"""Each quote holds the negation, or it belongs to another clause, or nothing is negated."""


def left_out(marked: str) -> str | None:
    """What the quote in brackets leaves out."""
    start, stop = marked.index("["), marked.index("]") - 1
    text = marked.replace("[", "").replace("]", "")
    found = negation_left_out(text, Span(start, stop))
    return found and text[slice(*found)]


@pytest.mark.parametrize("marked", LEFT_OUT)
def test_a_negation_that_is_left_out_is_told(marked: str) -> None:
    assert left_out(marked)


@pytest.mark.parametrize("marked", KEPT_OR_ANOTHERS)
def test_what_another_clause_negates_is_not(marked: str) -> None:
    assert left_out(marked) is None


@pytest.mark.parametrize(
    ("marked", "told"),
    [
        ("The town will not [pay for the bridge].", "will not"),
        ("The town has never [paid for the bridge].", "has never"),
        ("The town denied that [it would pay].", "denied that"),
        ("[The town has] not paid for the bridge.", "not"),
        ("The town, they say, doesn’t [pay].", "doesn’t"),
    ],
)
def test_the_words_that_are_left_out_are_named(marked: str, told: str) -> None:
    assert left_out(marked) == told


def test_a_negation_of_the_paragraph_above_does_not_count() -> None:
    assert left_out("Nothing that the\n\n[union has signed] on Monday.") is None
    assert left_out("The union has not\n[signed the draft] on Monday.") is not None
    assert left_out("The union has not\n\n[signed the draft] on Monday.") is None


@given(
    st.text(alphabet="not never. ,that\n“”[]'’no deny to"), st.integers(0, 60), st.integers(1, 9)
)
def test_what_is_left_out_stands_beside_the_quote(text: str, start: int, length: int) -> None:
    quote = Span(start, min(len(text), start + length))
    found = negation_left_out(text, quote) if quote.start < quote.stop else None
    if found is not None:
        assert found.start < found.stop
        assert found.stop <= quote.start or quote.stop <= found.start


def test_only_what_stands_near_is_looked_at() -> None:
    near = "never, not, no " * 40
    for far in (near, near * 100):
        text = f"{far}[sign it now]"
        quote = Span(text.index("["), len(text))
        steps = steps_of(
            lambda text=text, quote=quote: negation_left_out(text, quote), [negation_beside]
        )  # type: ignore[misc]
        assert steps < 60_000
