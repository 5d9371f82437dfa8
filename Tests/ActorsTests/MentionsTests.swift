import Articles
import Testing

@testable import Actors

@Suite struct MentionsTests {
    @Test(
        "a sentence gives these mentions and no others",
        arguments: [
            // Names, demonyms, metonyms.
            (
                "Russian Foreign Minister Sergey Lavrov met NATO.",
                [
                    "Russian | demonym | state/ru", "Sergey Lavrov | name | person/sergey-lavrov",
                    "NATO | name | org/nato",
                ]
            ),
            ("The Kremlin denied it.", ["Kremlin | metonym | state/ru"]),
            ("Moscow said it would answer.", ["Moscow | metonym | state/ru"]),
            ("They met in Moscow.", ["Moscow | name | place/moscow"]),
            (
                "French diplomats and the French",
                ["French | demonym | state/fr", "French | demonym | state/fr"]
            ),
            (
                "Moscow has already hinted at it, Belgrade would offer nothing.",
                ["Moscow | metonym | state/ru", "Belgrade | metonym | state/rs"]
            ),
            (
                "Paris and Washington learned of it.",
                ["Paris | metonym | state/fr", "Washington | metonym | state/us"]
            ),
            (
                "They said so in Moscow and Paris.",
                ["Moscow | name | place/moscow", "Paris | name | place/paris"]
            ),
            (
                "His friends in Moscow and Paris should say so.",
                ["Moscow | name | place/moscow", "Paris | name | place/paris"]
            ),
            // What is signed at a place is not the place.
            ("The Paris Agreement came after the Treaty of Lisbon.", []),
            (
                "The Asian Monetary Fund was not to be.",
                ["Asian Monetary Fund | name | -"]
            ),
            ("It was a summit of the Atlantic alliance.", ["Atlantic alliance | alias | org/nato"]),
            ("People do not holiday in Nice.", ["Nice | name | place/nice"]),
            ("On 7 August Ukraine was shelled.", ["Ukraine | name | state/ua"]),
            // The longest name wins.
            (
                "The OSCE Minsk Group met in Minsk.",
                ["OSCE Minsk Group | alias | org/minsk-group", "Minsk | name | place/minsk"]
            ),
            (
                "the Organization for Security and Cooperation in Europe",
                ["Organization for Security and Cooperation in Europe | alias | org/osce"]
            ),
            (
                "South Sudan left Sudan.",
                ["South Sudan | name | state/ss", "Sudan | name | state/sd"]
            ),
            (
                "the Democratic Republic of the Congo",
                ["Democratic Republic of the Congo | name | state/cd"]
            ),
            // Possessives, accents, hyphens, points, initials.
            (
                "The People's Liberation Army and the Lord’s Resistance Army",
                [
                    "People's Liberation Army | name | org/peoples-liberation-army",
                    "Lord’s Resistance Army | name | org/lords-resistance-army",
                ]
            ),
            (
                "the Kurdistan Workers' Party and Kurdistan's parties",
                [
                    "Kurdistan Workers' Party | name | org/pkk",
                    "Kurdistan | name | place/kurdistan",
                ]
            ),
            (
                "Ukraine's army, Ukraine’s hope, the Philippines' coast",
                [
                    "Ukraine | name | state/ua", "Ukraine | name | state/ua",
                    "Philippines | name | state/ph",
                ]
            ),
            (
                "Recep Tayyip Erdogan and Nicolas Maduro",
                [
                    "Recep Tayyip Erdogan | name | person/recep-tayyip-erdogan",
                    "Nicolas Maduro | name | person/nicolas-maduro",
                ]
            ),
            (
                "Vladimir V. Putin, Donald J. Trump and George W. Bush",
                [
                    "Vladimir V. Putin | alias | person/vladimir-putin",
                    "Donald J. Trump | alias | person/donald-trump",
                    "George W. Bush | name | person/george-w-bush",
                ]
            ),
            (
                "U.S., US and U.S.-Russian",
                [
                    "U.S. | alias | state/us", "US | alias | state/us", "U.S. | alias | state/us",
                    "Russian | demonym | state/ru",
                ]
            ),
            (
                "pro-Russian and non-NATO",
                ["Russian | demonym | state/ru", "NATO | name | org/nato"]
            ),
            (
                "Nagorno Karabakh or Nagorno-Karabakh",
                [
                    "Nagorno Karabakh | name | place/nagorno-karabakh",
                    "Nagorno-Karabakh | name | place/nagorno-karabakh",
                ]
            ),
            ("Côte d’Ivoire", ["Côte d’Ivoire | alias | state/ci"]),
            ("Moody's cut it.", ["Moody's | name | org/moodys"]),
            // Case.
            ("Give us a map of who is where.", []),
            ("The US told the WHO nothing.", ["US | alias | state/us"]),
            ("turkey and chad are not nice; they polish it", []),
            (
                "PUTIN MEETS TRUMP IN HELSINKI AS VLADIMIR PUTIN PROMISED DONALD TRUMP",
                [
                    "PUTIN | alias | person/vladimir-putin", "TRUMP | alias | person/donald-trump",
                    "HELSINKI | name | place/helsinki",
                    "VLADIMIR PUTIN | name | person/vladimir-putin",
                    "DONALD TRUMP | name | person/donald-trump",
                ]
            ),
            // Surnames.
            (
                "Angela Merkel spoke. Merkel left, and Merkel's party cheered.",
                [
                    "Angela Merkel | name | person/angela-merkel",
                    "Merkel | alias | person/angela-merkel",
                    "Merkel | alias | person/angela-merkel",
                ]
            ),
            (
                "Ursula von der Leyen spoke; von der Leyen left.",
                [
                    "Ursula von der Leyen | name | person/ursula-von-der-leyen",
                    "von der Leyen | alias | person/ursula-von-der-leyen",
                ]
            ),
            (
                "Donald Trump spoke in Trump Tower to Mary Trump.",
                [
                    "Donald Trump | name | person/donald-trump", "Trump Tower | name | -",
                    "Mary Trump | name | -",
                ]
            ),
            (
                "Kim Jong Un fired. Kim smiled.",
                ["Kim Jong Un | name | person/kim-jong-un", "Kim | alias | person/kim-jong-un"]
            ),
            (
                "Bill Clinton and Hillary Clinton came. President Clinton spoke.",
                [
                    "Bill Clinton | name | person/bill-clinton",
                    "Hillary Clinton | name | person/hillary-clinton",
                    "Clinton | alias | person/bill-clinton",
                ]
            ),
            (
                "In France, President Macron spoke.",
                ["France | name | state/fr", "Macron | alias | person/emmanuel-macron"]
            ),
            // Names behind brackets.
            (
                "The World Health Organization (WHO) warned. The WHO meets.",
                [
                    "World Health Organization | name | org/world-health-organization",
                    "WHO | alias | org/world-health-organization",
                    "WHO | alias | org/world-health-organization",
                ]
            ),
            // Names of more than one thing.
            (
                "Georgia lost Abkhazia; Tbilisi protested.",
                [
                    "Georgia | name | state/ge", "Abkhazia | name | place/abkhazia",
                    "Tbilisi | metonym | state/ge",
                ]
            ),
            (
                "Atlanta is the capital of Georgia in the United States.",
                [
                    "Atlanta | name | place/atlanta", "Georgia | name | place/georgia",
                    "United States | name | state/us",
                ]
            ),
            ("Samuel Jordan scored.", ["Samuel Jordan | name | -"]),
            (
                "Jordan and Israel made peace.",
                ["Jordan | name | state/jo", "Israel | name | state/il"]
            ),
            (
                "The Indonesian Democratic Party, Ukraine's Supreme Court and the British Labour Party agreed.",
                [
                    "Indonesian Democratic Party | name | -",
                    "Ukraine | name | state/ua",
                    "Supreme Court | alias | org/supreme-court-of-ukraine",
                    "British Labour Party | alias | org/labour-party-uk",
                ]
            ),
            (
                "In Hong Kong the Democratic Party of Martin Lee waits.",
                [
                    "Hong Kong | name | place/hong-kong",
                    "Democratic Party | alias | org/democratic-party-hong-kong",
                    "Martin Lee | name | person/martin-lee",
                ]
            ),
            (
                "The soccer match was goalless until England beat Italy in Rome; the striker scored two goals.",
                ["England | name | -", "Italy | name | -", "Rome | name | place/rome"]
            ),
            // Names without a record.
            (
                "Mr Tobias Wendel of the Harbour Institute met Wendel.",
                ["Tobias Wendel | name | -", "Harbour Institute | name | -", "Wendel | alias | -"]
            ),
            ("", []), ("   \n\n ", []), ("'s ’s . -- \u{FFFD}", []),
        ])
    func sentences(text: String, mentions: [String]) {
        #expect(BuiltIn.found(in: text) == mentions)
    }

    @Test("a mention says all that is known of it")
    func whole() {
        let mentions = BuiltIn.recogniser.mentions(
            in: "In Georgia’s capital Tbilisi, Sergey Lavrov…")
        #expect(
            mentions == [
                Mention(
                    start: 3, end: 10, type: .state, kind: .name, actor: "state/ge",
                    label: "Georgia", wikipedia: "Georgia (country)"),
                Mention(
                    start: 21, end: 28, type: .place, kind: .name, actor: "place/tbilisi",
                    label: "Tbilisi"),
                Mention(
                    start: 30, end: 43, type: .person, kind: .name, actor: "person/sergey-lavrov",
                    label: "Sergey Lavrov"),
            ])
    }

    @Test("offsets are code points, whatever stands before")
    func offsets() {
        let mentions = BuiltIn.recogniser.mentions(in: "😀 “Éé” e\u{301} — Ukraine")
        #expect(mentions.map { [$0.start, $0.end] } == [[12, 19]])
    }

    @Test(
        "the year decides between two of one name",
        arguments: [
            ("1990-05-01", "person/george-h-w-bush"), ("2004-05-01", "person/george-w-bush"),
        ])
    func years(date: String, record: String) {
        let mentions = BuiltIn.recogniser.mentions(
            in: "President Bush spoke in the United States.", date: CalendarDay(date))
        #expect(mentions.first?.actor == record)
    }

    @Test("German and French names of states are theirs")
    func languages() {
        #expect(
            BuiltIn.recogniser.mentions(
                in: "Russland und die deutschen Sozialdemokraten in Straßburg", language: "de"
            ).map(\.actor)
                == ["state/ru", "state/de", "place/strasbourg"])
        #expect(
            BuiltIn.recogniser.mentions(
                in: "L’Allemagne et les diplomates maliens à Bruxelles", language: "fr"
            ).map(\.actor)
                == ["state/de", "state/ml", "place/brussels"])
    }
}
