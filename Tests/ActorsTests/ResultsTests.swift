import Testing

@testable import Actors

@Suite struct ResultsTests {
    /// The mentions of a text as words, type and record.
    private func found(_ text: String) -> [String] {
        let scalars = Array(text.unicodeScalars)
        return BuiltIn.recogniser.mentions(in: text).map { mention in
            var words = String.UnicodeScalarView()
            words.append(contentsOf: scalars[mention.start..<mention.end])
            return "\(String(words)) | \(mention.type.rawValue) | \(mention.actor ?? "-")"
        }
    }

    @Test("lines of goals and standings name teams, not places")
    func scores() {
        let text = """
            Results of the soccer league; goals in the second division:
            Torquay 2 Exeter 0
            Swansea 1 Bury 1
            Shrewsbury 4 2 1 1 6 6 7
            Postponed: Barnet v Lincoln
            """
        #expect(
            found(text) == [
                "Torquay | organisation | -", "Exeter | organisation | -",
                "Swansea | organisation | -", "Bury | organisation | -",
                "Shrewsbury | organisation | -", "Barnet | organisation | -",
                "Lincoln | organisation | -",
            ])
    }

    @Test("lines of a race name persons, and their countries are states")
    func races() {
        let text = """
            Leading results of the athletics meeting, the 1,500 metres final:
            1. Ewa Torvaldsen (Norway) 4:08.22
            2. Carla Mendiola (Portugal) 4:08.96
            3. Leah Dunmore (Canada) 4:09.95
            """
        #expect(
            found(text) == [
                "Ewa Torvaldsen | person | -", "Norway | state | state/no",
                "Carla Mendiola | person | -", "Portugal | state | state/pt",
                "Leah Dunmore | person | -", "Canada | state | state/ca",
            ])
    }

    @Test("lines of a schedule name the teams of states, and a sentence the states")
    func schedule() {
        let text = """
            First round of the tennis tournament, team matches:
            Croatia at Austria
            Spain at Belgium
            Japan at France
            The matches in Spain are in July.
            """
        #expect(
            found(text) == [
                "Croatia | organisation | -", "Austria | organisation | -",
                "Spain | organisation | -", "Belgium | organisation | -",
                "Japan | organisation | -", "France | organisation | -", "Spain | state | state/es",
            ])
    }

    @Test("a scorecard names batsmen, fielders and bowlers")
    func scorecard() {
        let text = """
            Scoreboard of the cricket match, first innings:
            N. Halloway st Moin Rashid b Mushtaq 113
            A. Pell lbw b Mushtaq 1
            D. Garth run out 0
            Extras 12
            Bowling: Mushtaq 9-0-54-1, Rashid 6-0-40-1
            """
        #expect(
            found(text) == [
                "N. Halloway | person | -", "Moin Rashid | person | -", "Mushtaq | person | -",
                "A. Pell | person | -", "Mushtaq | person | -", "D. Garth | person | -",
                "Mushtaq | person | -", "Rashid | person | -",
            ])
    }

    @Test("lines with numbers are nothing special where there is no sport")
    func noSport() {
        let text = """
            Exports in million tonnes:
            Brazil 12 Argentina 9
            Norway 4 2 1
            Canada 7 Mexico 3
            """
        #expect(
            found(text) == [
                "Brazil | state | state/br", "Argentina | state | state/ar",
                "Norway | state | state/no", "Canada | state | state/ca",
                "Mexico | state | state/mx",
            ])
    }
}
