/// The language of running text, by a vote of the commonest words.
///
/// Each language that Xapian can stem has a row of words that its texts cannot do without. A text
/// is cut into words, each word votes for the languages whose row has it, and the best wins where
/// it is clearly ahead. Scripts that one language of the table has to itself decide at once.
public enum LanguageDetection {
    /// How much of a text is looked at: some 300 words settle it.
    private static let sampleBytes = 2_400
    /// Votes for words below which nothing is said: a headline of three words is no sample.
    private static let fewestVotes = 4
    /// Different words that must have voted: one that recurs in a table of prices is no sample.
    private static let fewestVoters = 4

    /// ISO 639-1 code; nil when unsure.
    public static func detect(_ text: String) -> String? {
        var text = text
        return text.withUTF8 { detect(UnsafeBufferPointer(rebasing: $0.prefix(sampleBytes))) }
    }

    private static func detect(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
        var counts = [Int](repeating: 0, count: languages.count)
        var words = 0
        var scripts = Scripts()
        var voters: [UInt64] = []
        var index = 0
        while index < bytes.count {
            var hash = WordHash()
            let start = index
            index = endOfWord(bytes, from: index, into: &hash)
            if index == start {
                index += 1
                continue
            }
            words += 1
            scripts.add(bytes, at: start)
            guard var mask = votes[hash.value] else { continue }
            voters.append(hash.value)
            while mask != 0 {
                counts[mask.trailingZeroBitCount] += 1
                mask &= mask - 1
            }
        }
        return scripts.language ?? winner(counts, of: words, voters)
    }

    private static func winner(
        _ counts: [Int], of words: Int, _ voters: [UInt64]
    ) -> String? {
        guard let best = counts.indices.max(by: { counts[$0] < counts[$1] }) else { return nil }
        let second = counts.indices.filter { $0 != best }.map { counts[$0] }.max() ?? 0
        // One word in eight at least: below that it is a list of names or another language.
        guard counts[best] >= fewestVotes, counts[best] * 8 >= words,
            counts[best] * 5 > second * 6
        else { return nil }
        let distinct = Set(voters.filter { votes[$0].map { $0 >> best & 1 == 1 } ?? false })
        guard distinct.count >= fewestVoters else { return nil }
        return languages[best].code
    }

    /// FNV-1a (64 bits): words are compared by it, since texts are read as bytes.
    private struct WordHash {
        private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

        mutating func add(_ byte: UInt8) {
            value = (value ^ UInt64(byte)) &* 0x100_0000_01b3
        }
    }

    /// The end of the word that begins there, with its bytes in lower case added to the hash; the
    /// same offset where none begins.
    ///
    /// Of letters beyond ASCII only those of Latin-1 are lowered: capitals are few, and the votes
    /// of the others decide. Both apostrophes count as one.
    private static func endOfWord(
        _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, into hash: inout WordHash
    ) -> Int {
        var index = start
        while index < bytes.count {
            let byte = bytes[index]
            switch byte {
            case 0x61...0x7A: hash.add(byte)
            case 0x41...0x5A: hash.add(byte | 0x20)
            case 0x27 where index > start: hash.add(byte)
            case 0xC3 where index + 1 < bytes.count:
                hash.add(byte)
                index += 1
                let second = bytes[index]
                hash.add((0x80...0x9E).contains(second) && second != 0x97 ? second + 0x20 : second)
            case 0xE2:
                guard index > start, index + 2 < bytes.count, bytes[index + 1] == 0x80,
                    bytes[index + 2] == 0x99
                else { return index }
                hash.add(0x27)
                index += 2
            case 0x80...0xC1, 0xC4...0xE1, 0xE3...0xFF: hash.add(byte)
            default: return index
            }
            index += 1
        }
        return index
    }

    /// Counts of words by script, for the languages that need no vote.
    private struct Scripts {
        private var latin = 0
        private var cyrillic = 0
        private var ukrainian = 0
        private var others: [String: Int] = [:]

        /// Counts the word that begins at that byte by its first character.
        mutating func add(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) {
            let second = index + 1 < bytes.count ? bytes[index + 1] : 0
            switch (bytes[index], second) {
            case (0x00..<0x80, _), (0xC3...0xC9, _): latin += 1
            case (0xD0...0xD3, _):
                cyrillic += 1
                if hasUkrainianLetter(bytes, from: index) { ukrainian += 1 }
            case (0xCD...0xCF, _): others["el", default: 0] += 1
            case (0xD4...0xD6, 0x80...0xBF) where bytes[index] < 0xD6 || second < 0x90:
                others["hy", default: 0] += 1
            case (0xD6, _), (0xD7, _): others["he", default: 0] += 1
            case (0xD8...0xDB, _): others["ar", default: 0] += 1
            case (0xE0, 0xAE...0xAF): others["ta", default: 0] += 1
            case (0xE3, 0x81...0x83): others["ja", default: 0] += 1
            case (0xE4...0xE9, _): others["zh", default: 0] += 1
            case (0xEA, 0xB0...), (0xEB...0xED, _): others["ko", default: 0] += 1
            default: break
            }
            addIdeographs(bytes, from: index)
        }

        /// Chinese and Japanese do not part words: a run of kana within signs tells Japanese.
        private mutating func addIdeographs(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) {
            guard (0xE4...0xE9).contains(bytes[start]) else { return }
            var index = start
            while index + 2 < bytes.count, bytes[index] >= 0xE3, bytes[index] <= 0xE9 {
                if bytes[index] == 0xE3, (0x81...0x83).contains(bytes[index + 1]) {
                    others["ja", default: 0] += 1
                    return
                }
                index += 3
            }
        }

        /// і, ї, є, ґ, which Russian has not.
        private func hasUkrainianLetter(
            _ bytes: UnsafeBufferPointer<UInt8>, from start: Int
        ) -> Bool {
            var index = start
            while index + 1 < bytes.count, (0xD0...0xD3).contains(bytes[index]) {
                switch (bytes[index], bytes[index + 1]) {
                case (0xD1, 0x94), (0xD1, 0x96), (0xD1, 0x97), (0xD2, 0x91): return true
                default: index += 2
                }
            }
            return false
        }

        /// The language that the script alone tells.
        var language: String? {
            let total = latin + cyrillic + others.values.reduce(0, +)
            if cyrillic * 2 > total, cyrillic >= 3 {
                return ukrainian * 10 > cyrillic ? "uk" : "ru"
            }
            // Japanese has Chinese signs beside its own.
            if let kana = others["ja"], kana * 5 > total { return "ja" }
            guard let (code, count) = others.max(by: { ($0.value, $0.key) < ($1.value, $1.key) }),
                count * 2 > total
            else { return nil }
            return code
        }
    }

    private struct Language {
        let code: String
        let words: String
    }

    /// The languages (a bit each) that a word votes for, by its hash.
    private static let votes: [UInt64: UInt32] = {
        var votes: [UInt64: UInt32] = [:]
        for (index, language) in languages.enumerated() {
            for word in language.words.split(separator: " ") {
                var hash = WordHash()
                for byte in word.utf8 { hash.add(byte) }
                votes[hash.value, default: 0] |= 1 << UInt32(index)
            }
        }
        return votes
    }()

    private static let languages = [
        Language(
            code: "en",
            words: "the of and to in that is was for with as his on be at by had not are but from"
                + " or have an they which one you were her all she there would their we him been"
                + " has when who will more no if out so said what its about into than them can only"
                + " other this these it he says after"),
        Language(
            code: "de",
            words:
                "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als"
                + " auch es an werden aus er hat dass sie nach wird bei einer um am sind noch wie"
                + " einem über einen so zum war haben nur oder aber vor zur bis mehr durch man sein"
                + " wurde sei kann gegen vom schon wenn wir ich"),
        Language(
            code: "fr",
            words: "de la le et les des en un du une que est pour qui dans a par plus pas au sur ne"
                + " se ce il sont la avec ont son mais aux cette ou comme d l'on été nous leur fait"
                + " sa ses même deux aussi elle entre vous tout ces après très depuis n'est c'est"
                + " peut bien sans était qu'il être"),
        Language(
            code: "es",
            words:
                "de la que el en y a los se del las un por con no una su para es al lo como más o"
                + " pero sus le ha me si sin sobre este ya entre cuando todo esta ser son dos"
                + " también fue había era muy años hasta desde está mi porque qué sólo han yo hay"
                + " vez puede todos así nos ni parte tiene él uno donde bien tiempo"),
        Language(
            code: "it",
            words: "di e il la che in a per un è del non una con si le da i della dei al come nel"
                + " sono più lo ha alla gli ma anche su delle o se nella ci questo dal essere stato"
                + " loro ed perché dalla cui degli questa tra suo dopo sua hanno l'italia era due"
                + " fra quando tutti contro molto anni"),
        Language(
            code: "pt",
            words: "de a o que e do da em um para com não uma os no se na por mais as dos como mas"
                + " ao ele das à seu sua ou quando muito nos já eu também só pelo pela até isso ela"
                + " entre depois sem mesmo aos seus quem nas me esse eles você essa num nem suas"
                + " meu às minha numa são foi está há ser tem"),
        Language(
            code: "nl",
            words: "de van het een en in is dat op te zijn met voor niet aan er om ook als dan maar"
                + " bij nog uit door naar heeft hij ze wordt tot je hebben over deze die had of"
                + " worden meer we geen wel was al zo kan mensen veel zou haar omdat moet tegen na"
                + " zich wat ons werd waar"),
        Language(
            code: "da",
            words: "og i at det er en til af på de den der for med som har ikke et kan fra han vil"
                + " også var sig men om ved eller efter have nu skal blev være blevet mange havde"
                + " hun hvor deres mere over kun ud meget når mod få jeg så noget dem ikke der hvad"
                + " bliver nogle andet igen siger"),
        Language(
            code: "sv",
            words: "och i att det som en på är av för med den till har de inte om ett han men var"
                + " jag sig från vi så kan när år under också efter eller nu där hon mot vid skulle"
                + " alla hade ut bara mycket blir vara mer sedan detta säger mellan sin över andra"),
        Language(
            code: "no",
            words: "og i det er på til en av for at med som de har den ikke et om var fra han men"
                + " seg vil også så etter kan ble skal være blitt mot eller nå da hun hadde bare"
                + " mer når dette ut der jeg opp sier over ved mange hvor må mellom"),
        Language(
            code: "fi",
            words: "ja on ei se että oli hän ovat mutta kun tai myös jos kuin niin ole joka mukaan"
                + " sen nyt hänen vain voi jo vielä ollut mitä tämä olla sekä ne jotka koska tässä"
                + " eivät sitä kanssa suomen siitä kuitenkin hyvin"),
        Language(
            code: "hu",
            words: "a az és hogy nem is egy ez meg volt csak de ha már még mint vagy el kell azt"
                + " lehet ki van minden szerint pedig így után magyar aki sem ezt majd nagyon"
                + " között amely több mert lett olyan való"),
        Language(
            code: "ro",
            words: "și de în a la cu pe că nu este din care un o mai pentru au fost sa se ce lui ca"
                + " sunt fi prin dar după sau ale foarte când acest această ei fără dintre către"
                + " într-o toate său am cea cele ar"),
        Language(
            code: "tr",
            words: "ve bir bu da de için ile çok olarak daha gibi olan en ne ama kadar var sonra"
                + " ise o her ya değil ki türkiye göre yeni iki olduğunu oldu diye karşı şey"
                + " tarafından mi zaman önce bunu"),
        Language(
            code: "pl",
            words: "w i na z do się nie to że jest o jak po co za od a przez ale dla są oraz które"
                + " jego tym może tak był czy tylko już ze być który także przed roku było pod ich"
                + " bardzo sobie gdy"),
        Language(
            code: "ca",
            words: "de la i el que en a els les un per del una amb és no al se dels ha va com més"
                + " seva seu però aquesta aquest també són ser sobre entre fins molt quan han fer"
                + " tot sense perquè hi"),
        Language(
            code: "id",
            words: "yang dan di itu dengan untuk tidak ini dari dalam akan pada juga saya ke karena"
                + " tersebut bisa ada mereka lebih kata tahun sudah atau saat oleh menjadi orang"
                + " telah adalah seperti sebagai bahwa kami"),
        Language(
            code: "lt",
            words: "ir kad į iš su yra tai kaip buvo bet ne apie jis dėl po už nuo ar taip tik jau"
                + " labai savo gali būti dar metų prie"),
        Language(
            code: "ga",
            words: "an na agus ar is a go i bhí sé le ag tá do ach nach atá sin seo don ó leis mar"
                + " gur níl chun ina"),
        Language(
            code: "ne",
            words: "र को छ मा पनि हो छन् भएको गरेको गर्ने लागि भने थियो गर्न हुने तथा यो ले बाट"
                + " गरिएको छैन भएका नेपाल"),
        Language(
            code: "hi",
            words: "के में है की को से का और पर ने हैं कि भी यह एक इस लिए नहीं था ही कर हो गया तो"),
        Language(
            code: "eu",
            words: "eta da ez bat du ere dute zen egin dira baina izan beste hori duen den dela"
                + " egiten ditu behar bere zuen baino"),
    ]
}
