import Articles

/// Common given names, which tell `Wolfgang Schmale` from `Harbour Review` where both are sites.
///
/// Most frequent ones of the last century in the languages that Byline reads, without accents. Not
/// a test of what a name is: only where nothing else tells a person from a house.
enum GivenNames {
    /// Whether the first word of a name is a common given name.
    static func begins(_ name: String) -> Bool {
        guard let first = name.split(separator: " ").first else { return false }
        let slug = Identifier.slug(String(first))
        return names.contains(slug)
            || slug.split(separator: "-").contains { names.contains(String($0)) }
    }

    private static let names: Set<String> = Set(
        """
        aaron adam adrian alan albert alberto alejandro alessandro alex alexander alexandra alexandre \
        alice alicia alison allison amanda amelie amy ana andre andrea andreas andres andrew angela \
        angelika anita anja anke ann anna anne annette annie antje anton antonia antonio ariane armin \
        arnold arthur astrid axel barbara bastian beate beatrice ben benedikt benjamin bernard bernd \
        bernhard bettina bianca birgit bjorn bob boris brad brandon brian brigitte bruce bruno burkhard \
        camille carl carla carlos carmen carol carolin caroline carsten caterina catherine cathy charles \
        charlotte chiara chris christa christian christiane christina christine christoph christophe \
        christopher claire clara claudia claus clemens colin cornelia craig cynthia dagmar dan daniel \
        daniela danielle dave david deborah dennis denis derek detlef diana diane dick diego dieter dirk \
        dominic dominik dominique don donald doris dorothea doug douglas eberhard eckhard edgar edith \
        eduard edward elena eleonora elisabeth elise elizabeth elke ellen emily emma emmanuel eric erich \
        erik erika ernst erwin esther eva evan evelyn fabian fabio felix ferdinand fernando florian \
        francesca francesco francis francisco franck francois francoise frank franz fred frederic frieda \
        friedrich fritz gabriel gabriela gabriele gary gavin geoffrey georg george gerald gerard gerd \
        gerhard gilles giorgio giovanni gisela giulia giuseppe glenn gordon graham greg gregor gregory \
        greta gudrun guido guillaume gunter gunther gustav hanna hannah hanno hans harald harry hartmut \
        heather heide heidi heike heiko heiner heinrich heinz helen helena helene helga helge helmut \
        hendrik henning henri henrik henry herbert hermann hildegard holger horst howard hubert hugo ian \
        ilona ina ines ingeborg ingo ingrid irene iris irmgard isabel isabella isabelle jack jacob \
        jacqueline jacques jakob james jan jana jane janet janine jasmin jason javier jay jean jeff \
        jeffrey jennifer jens jeremy jesse jessica jesus jill jim joachim joan joana joanna joao jochen \
        joe joel johann johanna johannes john jon jonas jonathan jorg jorge jorn jose josef joseph \
        joshua juan judith juergen juerg jurg julia julian juliane julie julien jurgen justin jutta kai \
        karen karin karl karla karolina karoline karsten katharina katherine kathleen kathrin kathryn \
        katja katrin keith kelly ken kenneth kerstin kevin kim kirsten klaus konrad konstantin kristin \
        kristina kurt kyle lars laura lauren laurent lea lena leo leon leonard leonie lisa lorenz lothar \
        louis louise luc luca lucas lucia lucy ludwig luis luisa lukas lutz luke magdalena maik manfred \
        manuel manuela marc marcel marco marcus margaret margarete margit maria marianne marie marina \
        mario marion mark marko markus marlene martha martin martina mary mathias matt matteo matthew \
        matthias maurice max maximilian megan melanie melissa michael michaela michel michele michelle \
        miguel mike mikhail mirko miriam mohamed mohammed monica monika moritz nadine nadja nancy natalia \
        natalie nathalie nathan neil nicholas nick nico nicola nicolas nicole niklas nikolaus nils nina \
        nora norbert olaf ole oliver olivier oscar oskar otto pablo pamela paola paolo pascal patricia \
        patrick patrik paul paula paulo pedro peggy peter petra phil philip philipp philippe pierre \
        rachel rafael rainer ralf ralph ramona raphael raul raymond rebecca regina reiner reinhard \
        renate rene ricardo richard rita robert roberto robin roger roland rolf roman ron ronald rosa \
        rosemarie ross rudolf russell ruth ryan sabine sabrina sally sam samantha samuel sandra sara \
        sarah sascha scott sean sebastian sergio sharon silke silvia simon simone sofia sonja sophia \
        sophie stefan stefanie steffen stephan stephanie stephen steve steven sue susan susanne sven \
        swen sylvia tanja tatjana ted teresa theo theresa thierry thomas thorsten tilman tim timo timothy \
        tina tobias todd tom toni tony torben torsten udo ulf ulrich ulrike ursula ute uwe valentin \
        valerie vanessa vera verena veronica veronika victor victoria viktor viktoria vincent volker \
        walter waltraud warren wayne wendy werner wilhelm william willy winfried wolf wolfgang xavier \
        yann yannick yvonne zoe
        """.split { $0 == " " || $0 == "\n" }.map(String.init))
}
