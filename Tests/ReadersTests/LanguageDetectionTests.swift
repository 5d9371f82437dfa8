import Testing

@testable import Readers

@Suite struct LanguageDetectionTests {
    @Test(
        "running text has its language",
        arguments: [
            (
                "en",
                "The war will not end soon, and those who say that it will have not read the map."
            ),
            (
                "de",
                "Der Krieg wird nicht bald enden, und wer das sagt, hat die Karte nicht gelesen."
            ),
            (
                "fr",
                "La guerre ne finira pas de sitôt, et ceux qui le disent n’ont pas lu la carte."
            ),
            (
                "es",
                "La guerra no terminará pronto, y los que lo dicen no han leído el mapa de la región."
            ),
            (
                "it",
                "La guerra non finirà presto, e chi lo dice non ha letto la carta della regione."
            ),
            (
                "pt",
                "A guerra não vai acabar em breve, e os que dizem isso não leram o mapa da região."
            ),
            (
                "nl",
                "De oorlog zal niet snel eindigen, en wie dat zegt heeft de kaart niet gelezen."
            ),
            (
                "da",
                "Krigen bliver ikke afsluttet, og de der siger noget andet, har ikke læst kortet af landet."
            ),
            ("sv", "Kriget tar inte slut snart, och den som säger det har inte läst kartan."),
            (
                "fi",
                "Sota ei lopu pian, ja se joka niin sanoo ei ole lukenut karttaa, mutta se on niin."
            ),
            ("hu", "A háború nem ér véget egyhamar, és aki ezt mondja, az nem olvasta a térképet."),
            (
                "ro",
                "Războiul nu se va termina curând, și cei care spun asta nu au citit harta din regiune."
            ),
            (
                "tr",
                "Savaş yakında bitmeyecek ve bunu söyleyen bir kişi haritayı daha önce okumadı."
            ),
            ("ru", "Война не закончится скоро, и те, кто это говорит, не читали карту."),
            ("uk", "Війна не скінчиться скоро, і ті, хто це каже, не читали мапи її краю."),
            ("el", "Ο πόλεμος δεν θα τελειώσει σύντομα."), ("ja", "戦争はすぐには終わらない。"),
            ("zh", "战争不会很快结束。 他们 没有 看 地图。"), ("ar", "الحرب لن تنتهي قريبا"),
            ("he", "המלחמה לא תיגמר בקרוב"), ("ko", "전쟁은 곧 끝나지 않을 것이다"),
            (
                "no",
                "Krigen tar ikke slutt med det første, og de som sier at den gjør det, har ikke sett på"
                    + " kartet. Nå må landene også bli enige om hva som skal skje etter krigen."
            ),
            (
                "ca",
                "La guerra no s’acabarà aviat, i els que ho diuen no han mirat el mapa. També és cert"
                    + " que aquesta guerra ja ha canviat molt la regió."
            ),
            (
                "id",
                "Perang itu tidak akan segera berakhir, dan mereka yang mengatakan bahwa perang akan"
                    + " berakhir belum membaca peta. Kata orang, ini adalah tahun yang sulit."
            ),
            (
                "lt",
                "Karas greitai nesibaigs, ir tie, kurie taip sako, nežiūrėjo į žemėlapį. Tai buvo"
                    + " aišku jau prieš metus, bet apie tai niekas nenori kalbėti, o dabar yra per vėlu."
            ),
            (
                "ga",
                "Ní chríochnóidh an cogadh go luath, agus iad siúd a deir é nár léigh siad an léarscáil."
                    + " Bhí sé soiléir don rialtas ach ní raibh sin le rá ag na daoine."
            ),
            (
                "eu",
                "Gerra ez da laster amaituko, eta hori esaten dutenek ez dute mapa irakurri. Baina hori"
                    + " ez zen berria, eta orain egin behar dena beste gauza bat da."
            ),
            ("hy", "Պատերազմը շուտով չի ավարտվի, և նրանք, ովքեր ասում են, քարտեզը չեն կարդացել։"),
            ("ta", "போர் விரைவில் முடிவடையாது, அப்படிச் சொல்பவர்கள் வரைபடத்தைப் படிக்கவில்லை."),
            (
                "ne",
                "युद्ध चाँडै सकिने छैन र यसो भन्नेले नक्सा हेरेका छैनन्। यो कुरा पहिले नै थाहा भएको थियो"
                    + " र सरकारले पनि भनेको थियो, तर कसैले सुनेन भने दोष कसको हो।"
            ),
            (
                "hi",
                "युद्ध जल्दी खत्म नहीं होगा और जो यह कहते हैं उन्होंने नक्शा नहीं देखा है। यह बात सरकार को"
                    + " भी पहले से मालूम थी।"
            ),
        ])
    func detects(_ code: String, _ text: String) {
        #expect(LanguageDetection.detect(text) == code)
    }

    @Test(
        "what is no text has none",
        arguments: ["", "NATO", "Reuters AFP dpa", "1 2 3 4", "\u{0}\u{FFFD}", "Lorem ipsum dolor"])
    func unsure(_ text: String) {
        #expect(LanguageDetection.detect(text) == nil)
    }
}
