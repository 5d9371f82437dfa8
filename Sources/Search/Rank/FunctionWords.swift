/// The words of a language that carry its grammar: articles, pronouns, prepositions, conjunctions,
/// auxiliary verbs and question words.
///
/// In a question they say nothing about what is looked for. They still match; they give no weight
/// as long as the question has another word. Languages without a list rely on the rarity of words.
enum FunctionWords {
    /// The words of a language (ISO 639-1), in lower case; empty where there is no list.
    static func words(of language: String) -> String {
        lists[language] ?? ""
    }

    private static let lists = [
        "en": """
        a an the this that these those some any all both each every few many more most much
        no none not nor other others same such own only just too very than then so also again
        once here there now i me my mine we us our ours you your yours he him his she her hers
        it its they them their theirs one who whom whose which what when where why how myself
        yourself himself herself itself ourselves themselves of to in on at by for from with
        without within into onto upon about above below over under between among through during
        before after since until against along across around off out up down as and or but if
        because while although though whether either neither am is are was were be been being
        do does did doing done have has had having can could may might must shall should will
        would
        """,
        "de": """
        der die das den dem des ein eine einer eines einem einen kein keine keiner keines keinem
        keinen dieser diese dieses diesem diesen jener jene jenes jeder jede jedes alle allem
        allen aller alles ich mich mir mein meine du dich dir dein deine er ihn ihm sein seine
        sie ihr ihre ihnen es wir uns unser unsere euch euer man sich wer wen wem wessen was
        welche welcher welches wann wo warum wie in im an am auf aus bei beim mit nach von vom
        zu zum zur seit durch gegen ohne um unter vor zwischen hinter neben und oder aber denn
        sondern wenn weil dass ob als auch nur noch nicht nichts so dann da hier dort sehr mehr
        schon bin bist ist sind war waren gewesen werden wird wurde wurden geworden haben hat
        habe hatte hatten kann konnte muss musste soll sollte will wollte darf
        """,
        "fr": """
        le la les l un une des du de d au aux ce cet cette ces mon ma mes ton ta tes son sa ses
        notre nos votre vos leur leurs je me moi tu te toi il elle on nous vous ils elles lui
        eux se y en qui que qu quoi dont où quand comment pourquoi quel quelle quels quelles
        et ou mais donc or ni car si comme puisque lorsque à dans par pour sur sous avec sans
        chez entre vers contre depuis pendant avant après ne n pas plus moins très aussi tout
        toute tous toutes même être est sont était étaient été avoir a ont avait avaient eu
        peut peuvent doit doivent fait c s j m t
        """,
        "es": """
        el la los las lo un una unos unas al del este esta estos estas ese esa esos esas aquel
        aquella mi mis tu tus su sus nuestro nuestra yo me mí tú te él ella ellos ellas nos
        nosotros usted ustedes se le les que quien quienes cual cuales cuando donde como por qué
        de en a con sin sobre entre hasta desde para contra durante y e o u pero sino si porque
        aunque no ni más menos muy también todo toda todos todas ser es son era eran fue fueron
        sido estar está están ha han había haber puede pueden debe deben hay
        """,
    ]
}
