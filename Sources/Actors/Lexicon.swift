/// What a word can be, so far as recognition asks.
struct WordClass: OptionSet, Sendable {
    let rawValue: UInt32

    /// An English word that is written in small letters.
    static let common = WordClass(rawValue: 1 << 0)
    /// A given name.
    static let givenName = WordClass(rawValue: 1 << 1)
    /// A title or honorific that stands before a person's name.
    static let title = WordClass(rawValue: 1 << 2)
    /// A role in small letters that stands before a person's name: "spokesman".
    static let role = WordClass(rawValue: 1 << 3)
    /// The last word of many organisations: "Ministry".
    static let organisationHead = WordClass(rawValue: 1 << 4)
    /// What ends the name of a company: "Inc".
    static let companySuffix = WordClass(rawValue: 1 << 5)
    /// The last word of many places: "River".
    static let placeHead = WordClass(rawValue: 1 << 6)
    /// The first word of many places: "Lake".
    static let placeStart = WordClass(rawValue: 1 << 7)
    /// A day or a month.
    static let calendar = WordClass(rawValue: 1 << 8)
    /// A verb of saying and willing that makes a capital stand for its state.
    static let willing = WordClass(rawValue: 1 << 9)
    /// A preposition that makes a capital a place.
    static let preposition = WordClass(rawValue: 1 << 10)
    /// A word that may stand in small letters within a name: "of", "bin".
    static let particle = WordClass(rawValue: 1 << 11)
    /// A word that joins the parts of an organisation's name only: "of", "for", "and".
    static let joint = WordClass(rawValue: 1 << 12)
    /// What makes a person's name that of a building, a prize or a street: "Airport".
    static let facility = WordClass(rawValue: 1 << 13)
    /// Ends a person's name: "Jr".
    static let suffix = WordClass(rawValue: 1 << 14)
    /// A surname that some record bears.
    static let surname = WordClass(rawValue: 1 << 15)
    /// An honorific that says nothing of an office: "Mr".
    static let honorific = WordClass(rawValue: 1 << 16)
    /// A preposition before a place name: "in".
    static let placing = WordClass(rawValue: 1 << 17)
    /// A word of function that opens sentences and is never a name: "The".
    static let function = WordClass(rawValue: 1 << 18)
    /// A word of sports reports, in which a place can be its team.
    static let sport = WordClass(rawValue: 1 << 19)
    /// A word of sports that teams play.
    static let teamSport = WordClass(rawValue: 1 << 20)
    /// What is signed at a place and named after it: "Paris Agreement".
    static let treaty = WordClass(rawValue: 1 << 21)
}

/// The classes of words, as tables.
enum Lexicon {
    static let lists: [(WordClass, String)] = [
        (
            .title,
            """
            president premier minister chancellor secretary senator sen representative rep congressman congresswoman \
            governor gov mayor king queen prince princess emperor pope cardinal archbishop bishop patriarch ayatollah \
            imam sheikh sultan emir general gen colonel col major maj captain capt lieutenant lt admiral adm marshal \
            sergeant sgt commander brigadier judge justice ambassador chairman chairwoman speaker director professor \
            prof doctor dr sir lord lady dame baroness baron rabbi reverend rev father sister brother mullah \
            commissioner deputy vice prime foreign defence defense chief coach spokesman spokeswoman spokesperson \
            envoy dictator leader comrade chair whip treasurer counsellor mp
            """
        ),
        (.honorific, "mr mrs ms miss mme monsieur madame herr frau señor senor mister"),
        (
            .role,
            """
            spokesman spokeswoman spokesperson analyst economist lawyer attorney coach manager chairman chairwoman \
            president minister premier secretary leader director ambassador envoy general commander judge prosecutor \
            author writer journalist historian professor scientist researcher activist dissident actor actress \
            singer striker midfielder defender goalkeeper captain pitcher trader dealer broker strategist diplomat \
            politician lawmaker senator congressman governor mayor candidate billionaire businessman philosopher \
            novelist poet columnist reporter correspondent editor founder founder chief head boss official wife \
            husband son daughter brother sister father mother dictator strongman warlord rival colleague
            """
        ),
        (
            .organisationHead,
            """
            ministry party institute university council committee commission bank agency association foundation union \
            court center centre department brigade army front movement league club company times post news press \
            federation organization organisation society assembly parliament senate bureau authority office service \
            services corps force forces command fund board trust alliance confederation congress academy college \
            school hospital museum church network group corporation airlines airways exchange championship ministry \
            coalition syndicate laboratory laboratories consortium partnership cartel militia battalion regiment \
            division fleet guard guards observatory chamber orchestra band studios records herald tribune journal \
            gazette magazine daily television radio airport stadium rovers athletic rangers wanderers city town \
            secretariat conference forum initiative tribunal administration treasury police lobby project \
            industries systems technologies international telecom motors holdings securities partners enterprises \
            brothers sons stores insurance energy petroleum oil steel electric power pharmaceuticals chemical
            """
        ),
        (
            .companySuffix,
            "inc corp corporation ltd limited llc plc ag sa spa nv gmbh co cos fc afc bv ab oy asa pty bhd kk"
        ),
        (
            .placeHead,
            """
            river mountains mountain sea island islands valley province county strait bay lake street avenue road \
            square desert peninsula gulf ocean canal creek hills beach falls forest park port harbour harbor pass \
            plateau coast village oblast prefecture governorate district region heights springs bridge
            """
        ),
        (.placeStart, "lake mount cape fort gulf strait port san santa saint st isle mt"),
        (
            .calendar,
            """
            monday tuesday wednesday thursday friday saturday sunday january february march april may june july \
            august september october november december jan feb mar apr jun jul aug sept sep oct nov dec christmas \
            easter ramadan
            """
        ),
        (
            .willing,
            """
            says said insists insisted wants denies denied accuses accused warns warned rejects rejected claims \
            claimed vowed vows argues argued demands demanded regards considers fears refuses refused opposes \
            threatened threatens announced agreed hopes believes seeks intends signalled signaled urged \
            reads knows knew learned hinted hints offers offered handed keeps kept promises promised supports \
            supported backs backed pledged pledges responded replied answered condemned condemns welcomed \
            accepted expects proposed proposes asked asks tells told decided recognised recognized ignored \
            ignores prefers suspects blames blamed summoned expelled retaliated vetoed protested complained
            """
        ),
        (
            .preposition,
            "in at from near to through via outside around into of downtown central north south east west"
        ),
        (
            .treaty,
            "agreement agreements accord accords protocol treaty convention conventions declaration charter pact"
        ),
        (.placing, "in at from near to through outside around into"),
        (
            .particle,
            "al el bin ibn ben de da di du del della von van der den ter zu la le dos das do abu ould arap ul ur y e af"
        ),
        (.joint, "of for and the & on in to"),
        (
            .facility,
            """
            airport university street avenue boulevard bridge center centre prize foundation library school hospital \
            stadium award institute college museum square tower hotel road house building memorial medal cup \
            hall plaza highway chair lecture company corporation inc corp
            """
        ),
        (.suffix, "jr sr ii iii iv"),
        (
            .sport,
            """
            cricket soccer football rugby tennis golf baseball basketball hockey nba nfl nhl fifa uefa atp wta innings \
            inning wicket wickets batsman batsmen bowler bowled striker midfielder goalkeeper defender halftime \
            quarterfinal quarterfinals semifinal semifinals finals final seeded seed standings scorer scorers scored goals \
            goal tournament championship championships champion champions league playoffs pitcher homer touchdown \
            quarterback qualifier qualifiers qualifying laps lap prix medal medals olympic olympics athletics marathon \
            heavyweight boxing cycling skiing fixtures matches match scores division team teams coach players player \
            season unbeaten umpire referee penalty relay metres hurdles grandslam cup bundesliga playing runs overs
            """
        ),
        (
            .teamSport,
            """
            cricket soccer football rugby baseball basketball hockey nba nfl nhl fifa uefa innings inning wicket \
            wickets batsman batsmen bowler bowled striker midfielder goalkeeper defender halftime league pitcher \
            homer homers touchdown quarterback bundesliga rebounds tries goals goalless shortstop baseman
            """
        ),
        (
            .function,
            """
            the a an and but or nor so yet if in on at by for from of to with as it its he she they we you i his her \
            their our your this that these those there here what when where which who whom whose why how while after \
            before since until because although though however moreover also not no yes all some many most few both \
            each every any other another such than then thus now today tomorrow yesterday is are was were be been \
            has have had do does did will would can could may might must should about against among between during \
            into over under out up down off near despite without within meanwhile still even only just more less \
            last next first second one two three four five six seven eight nine ten
            """
        ),
    ]

    /// Given names beyond those that the persons on record bear.
    static let givenNames = """
        aaron abby abdul abdullah abel abigail adam adele adrian adriana agnes ahmad ahmed aidan aileen akira alan alana albert \
        alberto alejandro aleksandr aleksei alessandro alex alexander alexandra alexei alexis alfonso alfred alfredo ali alice \
        alicia alison allan allen allison alma alvin amanda amber amelia amir amy ana anastasia anatoly anders andre andrea andreas \
        andrei andres andrew andrey andrzej andy angela angelica angelo angus anita ann anna anne annette annie anthony antoine \
        anton antonio april arash ariel arlene armando arnold arthur arturo ashley audrey austin barbara barry basil beatrice \
        becky belinda ben benedict benjamin bernadette bernard bernd bert bertrand beth betsy betty beverly bill billy bjorn blair \
        bob bobby bonnie boris brad bradley brandon brenda brendan brent brett brian bridget bruce bruno bryan byron caitlin calvin \
        cameron camille candice carl carla carlos carmen carol carole caroline carolyn carrie catherine cathy cecilia cedric cesar \
        chad charlene charles charlie charlotte chelsea cheryl chloe chris christian christina christine christoph christophe \
        christopher chuck cindy claire clara clark claude claudia clay cliff clifford clint clive colin colleen connie connor \
        conrad corey cory courtney craig curtis cynthia cyril daisy dale damian damien dan dana daniel daniela danielle danny \
        daphne darlene darren daryl dave david dawn dean deanna debbie deborah debra denis denise dennis derek desmond devin diana \
        diane dick diego dieter dimitri dino dirk dmitri dmitry dominic dominique don donald donna doris dorothy doug douglas \
        duncan dustin dwight dylan earl ed eddie edgar edmund eduardo edward edwin eileen elaine elena eli elias elisabeth eliza \
        elizabeth ellen ellie elliot elliott elsa emil emily emma emmanuel enrique eric erica erich erik erika erin ernest ernesto \
        erwin esther ethan eugene eva evan evelyn fabio faith fatima felicia felipe felix ferdinand fernando fiona florence \
        floyd frances francesca francesco francis francisco franck francois frank franklin franz fred freddie frederick frederic \
        fritz gabriel gabriela gail garrett gary gavin gene geoffrey george georges gerald gerard gerhard gerry gianni gilbert \
        gilles gina giovanni giulia giuseppe glen glenn gloria gordon grace graeme graham grant greg gregor gregory greta guido \
        guillermo gunter gustavo guy gwen hamid hamza hank hannah hans harold harriet harry harvey hassan hasan heather hector \
        heidi heinrich heinz helen helena helga helmut henri henrik henry herbert herman hilary hiroshi holly horst howard hubert \
        hugh hugo hussein ian ibrahim ida ignacio igor ilya imran ines ingrid irene irina iris isaac isabel isabella ivan ivana \
        jack jackie jacob jacqueline jacques jaime jake jakob jamal james jamie jan jane janet janice jared jasmine jason javier \
        jay jean jeff jeffrey jennifer jenny jens jeremy jerome jerry jesse jessica jesus jill jim jimmy jo joan joanna joanne jochen \
        jodie joe joel joerg johan johann johannes john johnny jon jonas jonathan jordi jorge jose josef joseph josh joshua joy \
        joyce juan judith judy julia julian juliana julie julien juliet julio june jurgen justin karen karin karl karla katarina \
        kate katherine kathleen kathryn kathy katie katrina kay keith kelly ken kenneth kent kerry kevin khalid kim kimberly kirk \
        kirsten klaus konrad konstantin kris krista kristen kristin kristina krzysztof kurt kyle lance larry lars laszlo laura \
        lauren laurence laurent lawrence leah lee leila len lena leo leon leonard leonardo leroy leslie lester lewis liam lillian linda \
        lindsay lionel lisa liz lloyd lois lorenzo lori lorraine lou louis louise lucas lucia lucy luis luisa luke luther lydia lynn \
        madeleine magnus malcolm manuel marc marcel marcelo marcia marco marcos marcus margaret margarita maria marian marianne \
        marie marina mario marion marjorie mark markus marlene marshall marta martha martin martina marty marvin mary massimo mathew \
        matt matteo matthew matthias maurice mauricio max maxim maxime maya megan mehmet melanie melissa mercedes meredith mia \
        michael michal michel michele michelle miguel mikael mike mikhail milan mildred milton miranda miriam mitch mitchell mohamed \
        mohammad mohammed moira molly monica monika morgan morris moses muhammad murray mustafa myra nadia nancy naomi natalia natalie \
        natasha nathan nathaniel neil nelson nicholas nick nicola nicolas nicole nigel nikolai nikolay nils nina noah noel nora norma \
        norman olaf oleg olga oliver olivia omar orlando oscar osman otto owen pablo pam pamela paolo pat patricia patrick paul paula \
        pauline pavel pedro peggy penelope penny percy pete peter petra phil philip philippe phillip pierre piers piotr priscilla \
        rachel rafael ralf ralph ramon randall randolph randy raphael raul ray raymond rebecca reginald reinhard renate rene rex rhonda \
        ricardo richard rick ricky riley rita rob robert roberta roberto robin robyn rod roderick rodney rodrigo roger roland rolf \
        roman ron ronald ronnie rosa rosemary ross roxanne roy ruben rudolf rudolph rufus rupert russell ruslan ruth ryan sabine sally \
        salman salvador sam samantha samir samuel sandra sandy santiago sara sarah saul scott sean sebastian serena serge sergei \
        sergey sergio seth seymour shane shannon sharon shaun shawn sheila shelley sherry shimon shirley sidney siegfried sigrid silvia \
        simon simone sofia sonia sophia sophie spencer stacey stan stanislav stanley stefan stefanie stefano stella stephan stephane \
        stephanie stephen steve steven stewart stuart sue susan susanne suzanne svetlana sven sybil sylvia tamara tanya tara tariq ted \
        terence teresa terry thelma theo theodore theresa thierry thomas tiffany tim timothy tina tobias todd tom tomas tommy toni tony \
        tracey tracy trevor tristan troy tyler ulrich umberto ursula valentina valerie valery vanessa vera vernon veronica vic vicente \
        vicki victor victoria vincent vincenzo viktor viola virginia vivian vladimir volker wade wallace walter wanda warren wayne wendy \
        werner wesley wilfred wilhelm will willem william willie wilma winston wolfgang xavier yannick yasmin yuri yusuf yves yvonne \
        zachary zoe
        """
}
