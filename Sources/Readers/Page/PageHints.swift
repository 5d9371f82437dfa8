/// What the names of classes, ids and the like say an element is.
///
/// Names are split into words at everything but letters and digits and where camel case changes:
/// `RelatedArticles__list-3x` has the words related, articles, list, 3x. A word is looked up whole
/// in ``PageHints/rows``, then by its beginning in ``PageHints/prefixes``.
struct PageHints: OptionSet, Sendable {
    let rawValue: UInt64

    init(rawValue: UInt64) {
        self.rawValue = rawValue
    }

    private init(bit: Int) {
        rawValue = 1 << UInt64(bit)
    }

    // What is not body.
    static let comment = PageHints(bit: 0)
    static let related = PageHints(bit: 1)
    static let newsletter = PageHints(bit: 2)
    static let share = PageHints(bit: 3)
    static let advertisement = PageHints(bit: 4)
    static let navigation = PageHints(bit: 5)
    static let footer = PageHints(bit: 6)
    static let sidebar = PageHints(bit: 7)
    static let cookie = PageHints(bit: 8)
    static let tags = PageHints(bit: 9)
    static let bio = PageHints(bit: 10)
    static let breadcrumb = PageHints(bit: 11)
    static let pagination = PageHints(bit: 12)
    static let login = PageHints(bit: 13)
    static let metadata = PageHints(bit: 14)
    static let caption = PageHints(bit: 15)
    static let credit = PageHints(bit: 16)
    static let correction = PageHints(bit: 17)
    static let hidden = PageHints(bit: 18)
    static let tool = PageHints(bit: 19)
    static let media = PageHints(bit: 20)
    static let banner = PageHints(bit: 21)
    static let promotion = PageHints(bit: 22)
    static let paywall = PageHints(bit: 23)
    // What the parts of an article are.
    static let article = PageHints(bit: 32)
    static let body = PageHints(bit: 33)
    static let byline = PageHints(bit: 34)
    static let author = PageHints(bit: 35)
    static let date = PageHints(bit: 36)
    static let title = PageHints(bit: 37)
    static let subtitle = PageHints(bit: 38)
    static let section = PageHints(bit: 39)
    static let header = PageHints(bit: 40)
    static let modified = PageHints(bit: 41)
    static let name = PageHints(bit: 42)
    static let summary = PageHints(bit: 43)
    static let quote = PageHints(bit: 44)
    static let published = PageHints(bit: 45)
    static let list = PageHints(bit: 46)
    static let description = PageHints(bit: 47)
    static let picture = PageHints(bit: 48)

    /// Any of these, and an element is not body.
    static let boilerplate: PageHints = [
        .comment, .related, .newsletter, .share, .advertisement, .navigation, .footer, .sidebar,
        .cookie, .tags, .bio, .breadcrumb, .pagination, .login, .hidden, .tool, .promotion,
        .paywall,
    ]

    /// Whole words and what they mean.
    static let rows: [(PageHints, String)] = [
        (
            .comment,
            "comment comments commentlist commentaires kommentar kommentare comentarios disqus livefyre respond replies reply discussion coral viafoura talkback trackback trackbacks pingback pingbacks webmentions opinionen forum reacties commenti"
        ),
        (
            .related,
            "related relatedarticles relatedposts recommended recommendation recommendations recirc recirculation recommend trending popular mostread mostviewed mostpopular outbrain taboola zergnet yarpp crosslink readmore readnext upnext nextup seealso similar linklist teasers teaserlist verwandte artikelliste weiterlesen morelinks spotim ligatus plista nrelate moreon readalso relacionadas relacionados lesenswert latestnews alsolike"
        ),
        (
            .newsletter,
            "newsletter newsletters subscribe subscription signup mailchimp emailsignup optin abonnement abo mailinglist mailpoet abonnieren klaviyo"
        ),
        (
            .share,
            "share sharing shares sharebar sharetools sharebuttons social socials socialmedia socialshare addthis addtoany sharedaddy shariff sharethis follow followus socialbar shareline tweetbutton fblike teilen partager compartir"
        ),
        (
            .advertisement,
            "ad ads adv advert adverts advertisement advertising advertorial adsense adslot adunit adbox adwrap adwrapper adcontainer adhesion sponsor sponsored sponsors anzeige werbung publicidad publicite dfp gpt doubleclick billboard leaderboard admania interstitial adsbygoogle affiliate"
        ),
        (
            .navigation,
            "nav navi navbar navigation menu menus submenu skip skiplink skiplinks topnav sitenav globalnav mainnav subnav mainmenu topbar masthead toc tableofcontents inhaltsverzeichnis sitemap hamburger offcanvas jumpto"
        ),
        (
            .footer,
            "footer foot footnav bottombar copyright colophon impressum siteinfo legal endnote"
        ),
        (
            .sidebar,
            "sidebar sidebars rightrail leftrail rail rightcol rightcolumn aside widget widgets marginalia sidecol infobox factbox seitenleiste"
        ),
        (
            .cookie,
            "cookie cookies consent gdpr ccpa onetrust usercentrics cookiebot privacy didomi cmp eprivacy datenschutz"
        ),
        (
            .tags,
            "tags tag taglist keywords tagcloud topics hashtags schlagworte schlagwort catlinks postmeta tagged entrytags categories"
        ),
        (
            .bio,
            "bio bios biography authorbio authorbox authorinfo aboutauthor biobox authorprofile authordescription vita kurzbiografie"
        ),
        (
            .breadcrumb,
            "breadcrumb breadcrumbs crumb crumbs breadcrump pathway path pfad brotkrume ariadne ariane youarehere"
        ),
        (
            .pagination,
            "pagination pager paging pagenav pagelinks wpnavi prevnext nextprev postnav navlinks pagelink"
        ),
        (.login, "login signin register registration loginform password"),
        (.paywall, "paywall piano regwall meter metering"),
        (
            .metadata,
            "meta metadata postmeta postmetadata entrymeta articlemeta info details timestamp dateline"
        ),
        (
            .caption,
            "caption captions figcaption imgcaption imagecaption photocaption wpcaption bildunterschrift legende bu cutline bildtext piefoto"
        ),
        (
            .credit,
            "credit credits copyright photocredit imagecredit attribution source rights photographer bildnachweis bildquelle fotocredit"
        ),
        (
            .correction,
            "correction corrections correctionnote erratum clarification editornote editorsnote korrektur"
        ),
        (
            .hidden,
            "hidden hide invisible sr visuallyhidden screenreader offscreen assistive noprint nodisplay displaynone"
        ),
        (
            .tool,
            "print toolbar tools tool rating ratings vote votes voting poll polls quiz survey feedback search searchform calculator weather dropdown tooltip modal popup popover lightbox overlay dialog toast snackbar alert alerts notification notifications notice utility utilities actions buttons button bookmark permalink edit editsection mw jumpbar readability plugin"
        ),
        (
            .media,
            "video videos player gallery slideshow slider carousel podcast audio jwplayer brightcove vjs photoswipe slick swiper fotostrecke bildergalerie infographic embed"
        ),
        (.banner, "banner hero jumbotron cover"),
        (
            .promotion,
            "promo promos promotion promobox promoted teaser cta callout donate donation donations support spenden spende fundraising membership upsell shop product store buy buybox crosspromo house"
        ),
        (
            .article,
            "article post entry story hentry artikel beitrag newsarticle blogpost noticia nota articulo artigo articolo wpost blogentry"
        ),
        (
            .body,
            "body content text maincontent articlebody articletext articlecontent storybody storytext storycontent postbody postcontent posttext entrycontent entrytext bodytext bodycopy copy richtext rte prose paragraph paragraphs fliesstext artikeltext textbody fulltext bodycontent contentbody articlecopy nachricht newstext blogtext cuerpo corps texte testo wysiwyg main"
        ),
        (
            .byline,
            "byline bylines byl bylinename submitted writtenby postedby signature autorzeile authorline articleby articlebyline cn"
        ),
        (
            .author,
            "author authors authorname auteur auteurs autor autoren autorin autore autores contributor contributors writer writers columnist journalist reporter fn creator verfasser redakteur redacteur redattore firma penname postauthor articleauthor entryauthor authorlink vcard author2 author1 autorname"
        ),
        (.name, "name fullname displayname username"),
        (
            .date,
            "date datetime time timestamp dateline pubdate publishdate publisheddate postdate entrydate articledate datum fecha zeit pubtime published publish posted postedon published publication publicationdate dt createdate created dtstamp releasedate"
        ),
        (
            .published,
            "published publish pubdate publishdate publisheddate publicationdate postedon dtpublished created"
        ),
        (
            .modified,
            "modified updated update lastmodified lastupdated updatedate dateupdated aktualisiert moddate edited changed"
        ),
        (
            .title,
            "title headline heading hed hdl titel titulo titre titolo headlines entrytitle posttitle articletitle storytitle ueberschrift schlagzeile pagetitle"
        ),
        (
            .subtitle,
            "subtitle subheadline subheading subhead subhed dek deck standfirst lead lede intro introduction excerpt abstract teasertext vorspann untertitel entradilla chapo bajada kicker2 strapline tagline sommario leadtext leading sapo"
        ),
        (.summary, "summary highlights keypoints bullets takeaways"),
        (
            .section,
            "section category rubrik ressort kicker eyebrow channel topic sectionname categoria categorie overline spitzmarke dachzeile rubrica rubrique"
        ),
        (
            .header,
            "header head intro top articleheader articlehead postheader entryheader storyheader heading"
        ),
        (.quote, "quote pullquote blockquote pullout zitat citation"),
        (.list, "list listing feed stream grid index archive loop items"),
        (
            .picture,
            "image images img photo photos picture pictures foto bild imgbox imagebox thumbnail thumb"
        ),
        (.description, "description desc about profile"),
    ]

    /// Beginnings of words, for names that are written together.
    static let prefixes: [(String, PageHints)] = [
        ("relate", .related), ("recommend", .related), ("recirc", .related),
        ("newsletter", .newsletter), ("subscri", .newsletter), ("comment", .comment),
        ("sharing", .share), ("share", .share), ("social", .share), ("breadcrumb", .breadcrumb),
        ("cookie", .cookie), ("sidebar", .sidebar), ("advert", .advertisement),
        ("sponsor", .advertisement), ("authorbio", .bio), ("byline", .byline),
        ("author", .author), ("pagination", .pagination), ("outbrain", .related),
        ("taboola", .related), ("paywall", .paywall), ("promo", .promotion),
        ("navbar", .navigation), ("nav", .navigation), ("menu", .navigation),
        ("headline", .title), ("pubdate", .date), ("publish", .date), ("caption", .caption),
        ("footer", .footer), ("popup", .tool), ("teaser", .promotion), ("mostread", .related),
        ("mostpop", .related), ("toolbar", .tool), ("widget", .sidebar), ("tagcloud", .tags),
        ("disqus", .comment),
    ]

    /// Whether such an attribute speaks about its element.
    static func isSource(_ key: HTMLAttribute) -> Bool {
        switch key {
        case .class, .id, .itemprop, .role, .dataTestid, .dataComponent, .dataQa, .dataTest,
            .dataBlockName, .ariaHidden, .hidden, .style, .rel:
            true
        case .type, .href, .name, .property, .content, .datetime, .title, .lang, .pubdate,
            .httpEquiv, .dataDate, .dataDatetime, .dataPublished, .value, .xmlLang:
            false
        }
    }
}
