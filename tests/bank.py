"""Another subject, in one language: what people ask a bank. The matcher has to learn it from these pairs alone."""

PHRASINGS: dict[str, tuple[str, ...]] = {
    "lost-card": (
        "I lost my card", "my card has been stolen", "how do I block my card", "I cannot find my bank card",
        "somebody took my wallet with the card in it", "please freeze my card", "what do I do if my card is missing",
        "I left my card in a taxi",
    ),
    "card-delivery": (
        "when will my new card arrive", "how long does delivery of the card take", "I am still waiting for my card",
        "track my card in the post", "has my card been sent yet", "the card I ordered has not come",
        "where is the card you mailed me", "how many days until the card is delivered",
    ),
    "exchange-rate": (
        "what is the exchange rate", "how many euros do I get for a dollar", "at which rate do you convert currency",
        "is the dollar rate good today", "do you charge for changing currency", "rate for foreign currency payments",
        "convert my money into pounds", "why is your exchange rate worse than the official one",
    ),
    "forgotten-password": (
        "I forgot my password", "how do I reset my password", "I cannot log in to the app",
        "the password is not accepted",
        "change the password of my account", "the app says that my passcode is wrong", "I am locked out of the app",
        "send me a link to make a new password",
    ),
    "close-account": (
        "I want to close my account", "how do I delete my account", "please cancel my account with you",
        "I am leaving your bank", "terminate my contract", "what happens to my money if I close the account",
        "is there a fee for closing the account", "shut my account down for good",
    ),
    "loan": (
        "can I get a loan", "how much may I borrow", "what interest do you take on a loan", "I need credit for a car",
        "how do I apply for a mortgage", "borrow money for a house", "is my credit application approved",
        "monthly rates of a personal loan",
    ),
    "opening-hours": (
        "when are you open", "what are your opening hours", "are branches open on Saturday",
        "at what time do you close",
        "is the branch open today", "can I come to the office on Sunday", "working hours of the nearest branch",
        "until when is your desk staffed in the evening",
    ),
    "cash-machine": (
        "where is the nearest cash machine", "is there an ATM near me", "where can I take out cash",
        "how much cash can I withdraw in a day", "the ATM kept my money", "do you charge for withdrawing cash",
        "cash machine at the airport", "withdraw notes without the card",
    ),
}  # fmt: skip

PAIRS = [(intent, phrasing) for intent, phrasings in PHRASINGS.items() for phrasing in phrasings]

# Asked in other words than any phrasing.
HELD_OUT = [
    ("lost-card", "someone has stolen my card, please block it"),
    ("card-delivery", "my new card has still not arrived by post"),
    ("exchange-rate", "what rate do I get when I change dollars into euros"),
    ("forgotten-password", "I do not remember my password and cannot log in"),
    ("close-account", "how can I cancel and close my account for good"),
    ("loan", "what interest is there on a loan for a house"),
    ("opening-hours", "is your branch open on a Saturday evening"),
    ("cash-machine", "where can I withdraw cash near the airport"),
]

OF_ANOTHER_WORLD = [
    "how do wolves hunt in winter",
    "translate this poem by Pushkin",
    "which planet has the largest moons",
    "my violin is out of tune",
    "recipe for mushroom soup with barley",
]
