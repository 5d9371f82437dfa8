/// The language of running text, by a vote of the commonest words.
///
/// Each language that Xapian can stem has a row of words that its texts cannot do without. A text
/// is cut into words, each word votes for the languages whose row has it, and the best wins where
/// it is clearly ahead. Scripts that one language of the table has to itself decide at once.
public enum LanguageDetection {
    /// How much of a text is looked at: some 300 words settle it.
    private static let sampleBytes = 2_400
    /// Votes for words below which nothing is said: a headline of three words is no sample.
    private static let fewestVotes = 3

    /// ISO 639-1 code; nil when unsure.
    public static func detect(_ text: String) -> String? {
        var counts = [Int](repeating: 0, count: languages.count)
        var words = 0
        var scripts = Scripts()
        for word in sample(text) {
            words += 1
            scripts.add(word)
            for language in votes[word] ?? [] { counts[language] += 1 }
        }
        if let code = scripts.language { return code }
        guard let best = counts.indices.max(by: { counts[$0] < counts[$1] }) else { return nil }
        let second = counts.indices.filter { $0 != best }.map { counts[$0] }.max() ?? 0
        // One word in eight at least: below that it is a list of names or another language.
        guard counts[best] >= fewestVotes, counts[best] * 8 >= words,
            counts[best] * 5 > second * 6
        else { return nil }
        return languages[best].code
    }

    /// The words at the head of the text, in lower case.
    private static func sample(_ text: String) -> [String] {
        let head = String(decoding: text.utf8.prefix(sampleBytes), as: UTF8.self).lowercased()
        return head.split { !$0.isLetter && $0 != "'" && $0 != "’" }.map(String.init)
    }

    /// Counts of letters by script, for the languages that need no vote.
    private struct Scripts {
        private var latin = 0
        private var cyrillic = 0
        private var ukrainian = 0
        private var others: [String: Int] = [:]

        mutating func add(_ word: String) {
            guard let scalar = word.unicodeScalars.first else { return }
            switch scalar.value {
            case 0x41...0x24F: latin += 1
            case 0x400...0x4FF:
                cyrillic += 1
                if word.contains(where: { "іїєґ".contains($0) }) { ukrainian += 1 }
            case 0x370...0x3FF: others["el", default: 0] += 1
            case 0x530...0x58F: others["hy", default: 0] += 1
            case 0x590...0x5FF: others["he", default: 0] += 1
            case 0x600...0x6FF: others["ar", default: 0] += 1
            case 0xB80...0xBFF: others["ta", default: 0] += 1
            case 0x3040...0x30FF: others["ja", default: 0] += 1
            case 0x4E00...0x9FFF: others["zh", default: 0] += 1
            case 0xAC00...0xD7AF: others["ko", default: 0] += 1
            default: break
            }
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

    private static let votes: [String: [Int]] = {
        var votes: [String: [Int]] = [:]
        for (index, language) in languages.enumerated() {
            for word in Set(language.words.split(separator: " ")) {
                votes[String(word), default: []].append(index)
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
                + " hun hvor deres mere over kun ud meget når mod få jeg så noget dem af"),
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
            code: "eu",
            words: "eta da ez bat du ere dute zen egin dira baina izan beste hori duen den dela"
                + " egiten ditu behar bere zuen baino"),
    ]
}
