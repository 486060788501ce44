//! Knows when two French spellings are of one word, and when a space or a hyphen makes another.

use std::sync::LazyLock;

use hashbrown::HashSet;
use unicode_normalization::UnicodeNormalization;

use crate::french::words::is_listed;

/// Why two spellings of one word are both accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spelling {
    /// The old spelling and that of the rectifications of 1990: `août`, `aout`. Source for every
    /// table of it: *Journal officiel*, Documents administratifs, n° 100, 6 December 1990.
    Reform1990,
    /// One inclusive form with other marks: `élu·es`, `élu-e-s`.
    Inclusive,
    /// A word in short and in full, or in short twice: `Dr`, `Docteur`; `S.N.C.F.`, `SNCF`.
    Abbreviation,
    /// Two spellings that dictionaries have long had side by side: `clef`, `clé`.
    Variant,
}

/// Whether `a` and `b` are accepted spellings of one word, and why. Symmetric.
///
/// Letter case is ignored but in abbreviations, where it tells `Me` from `me`; two writings that
/// differ by case alone are one spelling, which is none of these.
pub fn same_word(a: &str, b: &str) -> Option<Spelling> {
    let (a, b) = (clean(a), clean(b));
    let (small_a, small_b) = (a.to_lowercase(), b.to_lowercase());
    if small_a == small_b {
        return None;
    }
    if is_abbreviated(&a, &b) {
        return Some(Spelling::Abbreviation);
    }
    if makes_another_by_spacing(&small_a, &small_b) {
        return None;
    }
    if let Some(form) = inclusive(&small_a)
        && inclusive(&small_b) == Some(form)
    {
        return Some(Spelling::Inclusive);
    }
    let (small_a, small_b) = without_elision(&small_a, &small_b);
    if is_variant(small_a, small_b) {
        return Some(Spelling::Variant);
    }
    (is_reformed(small_a, small_b) && !may_be_names(&a, &b)).then_some(Spelling::Reform1990)
}

/// Whether a hyphen or a space makes `a` another word than `b`: `quoique`, `quoi que`.
///
/// True only of known pairs, in either order; what follows an elided `que` must be the same
/// (`quoiqu’il`, `quoi qu’il`).
pub fn spacing_makes_another_word(a: &str, b: &str) -> bool {
    makes_another_by_spacing(&clean(a).to_lowercase(), &clean(b).to_lowercase())
}

fn makes_another_by_spacing(a: &str, b: &str) -> bool {
    // What is apart is so by one of these.
    if ![a, b].iter().any(|text| text.contains([' ', '\''])) {
        return false;
    }
    let ((a, tail_of_a), (b, tail_of_b)) = (whole_que(a), whole_que(b));
    tail_of_a == tail_of_b && (makes_another(&a, &b) || makes_another(&b, &a))
}

/// Words in one piece, or with their own hyphen or space, and the pieces that make another word.
/// Source: the homophones of Grevisse and Goosse, *Le Bon Usage*.
const PIECES_APART: &[(&str, &str)] = &[
    ("quoique", "quoi que"),
    ("parce que", "par ce que"),
    ("parce", "par ce"),
    ("puisque", "puis que"),
    ("lorsque", "lors que"),
    ("quelque", "quel que"),
    ("quelque", "quelle que"),
    ("quelques", "quels que"),
    ("quelques", "quelles que"),
    ("quelquefois", "quelques fois"),
    ("quelquefois", "quelque fois"),
    ("autrefois", "autre fois"),
    ("autrefois", "autres fois"),
    ("toutefois", "toute fois"),
    ("toutefois", "toutes fois"),
    ("parfois", "par fois"),
    ("enfin", "en fin"),
    ("afin", "à fin"),
    ("ensuite", "en suite"),
    ("envers", "en vers"),
    ("encours", "en cours"),
    ("encas", "en cas"),
    ("entrain", "en train"),
    ("surtout", "sur tout"),
    ("partout", "par tout"),
    ("pourtant", "pour tant"),
    ("pourquoi", "pour quoi"),
    ("pourboire", "pour boire"),
    ("autour", "au tour"),
    ("autant", "au tant"),
    ("bientôt", "bien tôt"),
    ("aussitôt", "aussi tôt"),
    ("plutôt", "plus tôt"),
    ("sitôt", "si tôt"),
    ("tantôt", "tant tôt"),
    ("davantage", "d'avantage"),
    ("davantage", "d'avantages"),
    ("sinon", "si non"),
    ("malgré", "mal gré"),
    ("debout", "de bout"),
    ("depuis", "de puis"),
    ("dessous", "de sous"),
    ("dedans", "de dans"),
    ("delà", "de là"),
    ("maintenant", "main tenant"),
    ("longtemps", "long temps"),
    ("beaucoup", "beau coup"),
    ("bonhomme", "bon homme"),
    ("gentilhomme", "gentil homme"),
    ("madame", "ma dame"),
    ("alentour", "à l'entour"),
    ("alors", "à lors"),
    ("adieu", "à dieu"),
    ("affaire", "à faire"),
    ("affaires", "à faire"),
    ("avoir", "à voir"),
    ("acompte", "à compte"),
    ("atout", "à tout"),
    ("atouts", "à tout"),
    ("aplomb", "à plomb"),
    ("bienvenu", "bien venu"),
    ("bienvenue", "bien venue"),
    ("bienfait", "bien fait"),
    ("bienfaits", "bien faits"),
    ("malentendu", "mal entendu"),
    ("malentendus", "mal entendus"),
    ("contretemps", "contre temps"),
    ("vaurien", "vaut rien"),
];

/// Words whose pieces, without the hyphen, say something else.
const HYPHENED: &str = "\
    peut-être sang-froid grand-mère grand-mères grands-mères grand-père grands-pères \
    grands-parents petit-fils petits-fils petite-fille petites-filles petit-enfant \
    petits-enfants petit-neveu petite-nièce beau-père beaux-pères beau-frère beaux-frères \
    beau-fils beaux-fils beaux-parents belle-mère belles-mères belle-sœur belles-sœurs \
    belle-fille belles-filles sage-femme sages-femmes pied-noir pieds-noirs peau-rouge \
    peaux-rouges rouge-gorge cordon-bleu bas-bleu sans-papiers sans-abri sans-emploi \
    sans-culotte sans-culottes non-lieu non-dit bas-côté bas-côtés faux-semblant coup-de-poing \
    tête-à-tête sous-entendu sous-entendus mi-temps après-midi";

/// Writings of one word: short ones, then long ones. Case counts in the short ones that start with
/// a capital. Source: *Lexique des règles typographiques en usage à l'Imprimerie nationale*,
/// « Abréviations », with what newspapers write beside it.
const ABBREVIATIONS: &[(&[&str], &[&str])] = &[
    (&["M.", "M", "Mr", "Mr."], &["monsieur"]),
    (&["MM.", "MM"], &["messieurs"]),
    (&["Mme", "Mme.", "Mᵐᵉ"], &["madame"]),
    (&["Mmes", "Mmes.", "Mᵐᵉˢ"], &["mesdames"]),
    (&["Mlle", "Mlle.", "Mˡˡᵉ"], &["mademoiselle"]),
    (&["Mlles", "Mˡˡᵉˢ"], &["mesdemoiselles"]),
    (&["Dr", "Dr.", "Dʳ"], &["docteur"]),
    (&["Drs", "Dʳˢ"], &["docteurs"]),
    (&["Pr", "Pr.", "Prof.", "Pʳ"], &["professeur"]),
    (&["Me", "Mᵉ"], &["maître", "maitre"]),
    (&["Mes", "Mᵉˢ"], &["maîtres", "maitres"]),
    (&["Mgr", "Mgr.", "Mᵍʳ"], &["monseigneur"]),
    (&["St", "St."], &["saint"]),
    (&["Ste", "Ste."], &["sainte"]),
    (&["Sts"], &["saints"]),
    (&["Stes"], &["saintes"]),
    (&["Cie", "Cie.", "Cⁱᵉ"], &["compagnie"]),
    (&["Sté", "Sté."], &["société"]),
    (&["Ets", "Éts"], &["établissements"]),
    (&["J.-C.", "J.C."], &["jésus-christ"]),
    (&["n°", "no", "nº", "nᵒ", "n."], &["numéro"]),
    (&["n°s", "nºs", "nᵒˢ", "n°ˢ"], &["numéros"]),
    (&["art."], &["article", "articles"]),
    (&["al."], &["alinéa", "alinéas"]),
    (&["chap.", "ch."], &["chapitre"]),
    (&["p."], &["page"]),
    (&["pp.", "p.p."], &["pages"]),
    (&["vol."], &["volume", "volumes"]),
    (&["fig."], &["figure", "figures"]),
    (&["éd."], &["édition", "éditions"]),
    (&["coll."], &["collection"]),
    (&["av."], &["avenue"]),
    (&["bd", "bd.", "boul.", "bld", "bvd"], &["boulevard"]),
    (&["pl."], &["place"]),
    (&["tél."], &["téléphone"]),
    (&["env."], &["environ"]),
    (&["hab."], &["habitants", "habitant"]),
    (&["cf.", "cf"], &["confer"]),
    (&["ex."], &["exemple"]),
    (&["p. ex.", "p.ex.", "par ex."], &["par exemple"]),
    (&["c.-à-d.", "c.à.d.", "càd"], &["c'est-à-dire"]),
    (
        &["etc.", "etc", "etc…", "etc..."],
        &["et cetera", "et cætera", "et caetera"],
    ),
    (&["&"], &["et"]),
    (&["janv."], &["janvier"]),
    (&["févr.", "fév."], &["février"]),
    (&["avr."], &["avril"]),
    (&["juil.", "juill."], &["juillet"]),
    (&["sept."], &["septembre"]),
    (&["oct."], &["octobre"]),
    (&["nov."], &["novembre"]),
    (&["déc."], &["décembre"]),
];

/// Marks that cut an inclusive form.
const INCLUSIVE_MARKS: &[char] = &['·', '•', '‧', '⋅', '∙', '.', '-', '(', ')', '/'];

/// Endings that follow the mark of an inclusive form, the plural included. Source: Haut Conseil à
/// l'égalité, *Guide pratique pour une communication publique sans stéréotype de sexe*, 2022.
const INCLUSIVE_ENDINGS: &str = "\
    e es ne nes le les te tes se ses ve ves re res che ches fe fes rice rices ice ices trice \
    trices euse euses ère ères ière ières enne ennes ienne iennes esse esses elle elles celle \
    celles lle lles sse sses";

/// Spellings that dictionaries have side by side, in the singular. Source: *Dictionnaire de
/// l'Académie française*, 9th edition, and *Trésor de la langue française*.
const VARIANTS: &[&[&str]] = &[
    &["clef", "clé"],
    &["paiement", "payement"],
    &["cuiller", "cuillère"],
    &["lys", "lis"],
    &["bistrot", "bistro"],
    &["tsar", "tzar"],
    &["tsarine", "tzarine"],
    &["tsarisme", "tzarisme"],
    &["tsariste", "tzariste"],
    &["yaourt", "yogourt", "yoghourt"],
    &["e-mail", "email"],
    &["tee-shirt", "t-shirt", "teeshirt"],
    &["gaieté", "gaîté", "gaité"],
    &["gaiement", "gaîment", "gaiment"],
    &["dénouement", "dénoûment"],
    &["dévouement", "dévoûment"],
    &["remerciement", "remercîment"],
    &["soûl", "saoul"],
    &["soûler", "saouler"],
    &["hululer", "ululer"],
    &["cacahuète", "cacahouète"],
    &["cheik", "cheikh"],
    &["fjord", "fiord"],
    &["shah", "chah", "schah"],
    &["orang-outan", "orang-outang"],
    &["aulne", "aune"],
    &["baluchon", "balluchon"],
    &["granit", "granite"],
    &["fantasme", "phantasme"],
    &["shampoing", "shampooing"],
    &["trimbaler", "trimballer"],
    &["ouïgour", "ouïghour"],
    &["grand-mère", "grand'mère"],
    &["grand-messe", "grand'messe"],
    &["grand-peine", "grand'peine"],
    &["grand-route", "grand'route"],
    &["grand-chose", "grand'chose"],
    &["compte rendu", "compte-rendu"],
];

/// Stems of verbs in `-ayer`, which write `i` or `y` before a mute `e`, down to the `a`.
const AYER_STEMS: &str = "\
    pa repa sous-pa surpa essa réessa bala effra ra enra béga défra déla rela débra embra \
    éta monna débla rembla fra éga zéza paga prépa ressa désenra désembra déra";

/// Words that keep their circumflex, because without it they are other words.
const KEPT_CIRCUMFLEX: &str = "sûr mûr mûrs dû redû croîs croît jeûne jeûnes faîte faîtes";

/// Endings of the passé simple and of the imperfect subjunctive, which keep their circumflex.
const VERB_ENDINGS: &str = "\
    îmes îtes ît înmes întes înt îs ûmes ûtes ût ûs û";

/// Words that end like those tenses, are none, and lose their circumflex.
const LOST_CIRCUMFLEX: &str = "\
    naît renaît connaît reconnaît méconnaît paît repaît paraît apparaît comparaît disparaît \
    reparaît réapparaît transparaît plaît déplaît complaît gît gîtes abîmes flûtes affût \
    affûtes raffût mû rû";

/// Adverbs whose `è` is that of an adjective in `-ète`, never an `é`.
const KEPT_GRAVE: &str = "\
    complètement incomplètement secrètement concrètement discrètement indiscrètement \
    replètement désuètement";

/// Stems of `nouvelle`, `quelle`, `vielle`, `frette`, which are no such verbs.
const KEPT_DOUBLE: &str = "nouv qu laqu lesqu desqu auxqu vi fr br";

/// Names that look like words of the reform, in small letters.
const REFORMABLE_NAMES: &str = "benoît saint-benoît nîmes lemaître";

/// First elements that are joined to the second since 1990.
const PREFIXES: &str = "\
    contre entre extra infra intra ultra auto micro multi anti post pré inter télé euro \
    socio agro bio cyber hyper super supra néo rétro mini macro méta co géo hydro photo \
    électro ciné radio vidéo éco aéro audio thermo psycho ferro turbo maxi neuro cardio \
    gastro immuno crypto pseudo proto oligo nano ethno techno phyto rhino paléo pluri péri \
    sub bi pro hypo pyro pétro magnéto cortico hépato iso";

/// Compounds that are one word since 1990, in the singular.
const COMPOUNDS: &str = "\
    week-end porte-monnaie porte-manteau porte-clé porte-plume porte-voix plate-forme \
    pique-nique tire-bouchon tire-fond croque-monsieur croque-madame croque-mort mille-pattes \
    mille-patte mille-feuille chauve-souris passe-partout passe-passe passe-temps haut-parleur \
    basse-cour basse-taille sage-femme lieu-dit rond-point boute-en-train cahin-caha cow-boy \
    fair-play hand-ball base-ball basket-ball volley-ball foot-ball hot-dog pull-over black-out \
    best-seller cover-girl ping-pong pop-corn sex-shop hold-up music-hall side-car strip-tease \
    tam-tam tic-tac tohu-bohu quote-part mange-tout vade-mecum statu-quo terre-plein tape-cul \
    bric-à-brac coupe-coupe cui-cui fourre-tout haute-contre lock-out mêle-tout pêle-mêle \
    prud'homme risque-tout";

/// Stems that changed in 1990, the old one first, whatever ending follows.
const STEMS: &[(&str, &str)] = &[
    ("oignon", "ognon"),
    ("nénuphar", "nénufar"),
    ("asseoi", "assoi"),
    ("rasseoi", "rassoi"),
    ("surseoi", "sursoi"),
    ("joaillier", "joailler"),
    ("joaillière", "joaillère"),
    ("quincaillier", "quincailler"),
    ("quincaillière", "quincaillère"),
    ("marguillier", "marguiller"),
    ("serpillière", "serpillère"),
    ("imbécillité", "imbécilité"),
    ("chariot", "charriot"),
    ("combati", "combatti"),
    ("bonhomie", "bonhommie"),
    ("prud'homal", "prud'hommal"),
    ("prud'homie", "prud'hommie"),
    ("persifl", "persiffl"),
    ("boursoufl", "boursouffl"),
    ("cahute", "cahutte"),
    ("chausse-trape", "chausse-trappe"),
    ("chausse-trape", "chaussetrappe"),
    ("chausse-trappe", "chaussetrappe"),
    ("dentellière", "dentelière"),
    ("dentellier", "dentelier"),
    ("prunellier", "prunelier"),
    ("corolle", "corole"),
    ("girolle", "girole"),
    ("barcarolle", "barcarole"),
    ("guibolle", "guibole"),
    ("mariolle", "mariole"),
    ("fumerolle", "fumerole"),
    ("ballott", "ballot"),
    ("frisott", "frisot"),
    ("grelott", "grelot"),
    ("cachott", "cachot"),
    ("interpell", "interpel"),
    ("douceâtre", "douçâtre"),
    ("dessill", "décill"),
    ("innommé", "innomé"),
    ("papeter", "papèter"),
    ("bonneter", "bonnèter"),
    ("marqueter", "marquèter"),
    ("parqueter", "parquèter"),
    ("briqueter", "briquèter"),
    ("genevri", "genévri"),
    ("recel", "recél"),
    ("assen", "assén"),
    ("refrén", "réfrén"),
    ("besicle", "bésicle"),
    ("féeri", "fééri"),
    ("québecois", "québécois"),
    ("gelinotte", "gélinotte"),
    ("facsimile", "facsimilé"),
    ("fac-similé", "facsimilé"),
    ("peseta", "péséta"),
    ("impresario", "imprésario"),
];

/// Forms that changed in 1990 and foreign plurals that follow the French rule since, as they are.
const FORMS: &[(&str, &str)] = &[
    ("relais", "relai"),
    ("matches", "matchs"),
    ("sandwiches", "sandwichs"),
    ("lunches", "lunchs"),
    ("ranches", "ranchs"),
    ("punches", "punchs"),
    ("sketches", "sketchs"),
    ("flashes", "flashs"),
    ("coaches", "coachs"),
    ("scenarii", "scénarios"),
    ("scénarii", "scénarios"),
    ("scenarii", "scénarii"),
    ("scenarios", "scénarios"),
    ("maxima", "maximums"),
    ("minima", "minimums"),
    ("optima", "optimums"),
    ("soli", "solos"),
    ("soprani", "sopranos"),
    ("concerti", "concertos"),
    ("lobbies", "lobbys"),
    ("whiskies", "whiskys"),
    ("dandies", "dandys"),
    ("penalties", "penaltys"),
    ("penalty", "pénalty"),
    ("hobbies", "hobbys"),
    ("ladies", "ladys"),
    ("babies", "babys"),
    ("gentlemen", "gentlemans"),
    ("barmen", "barmans"),
    ("businessmen", "businessmans"),
    ("rugbymen", "rugbymans"),
    ("policemen", "policemans"),
    ("desiderata", "désidératas"),
    ("graffiti", "graffitis"),
    ("scenario", "scénario"),
    ("credo", "crédo"),
    ("memento", "mémento"),
    ("veto", "véto"),
    ("senior", "sénior"),
    ("referendum", "référendum"),
    ("pizzeria", "pizzéria"),
    ("revolver", "révolver"),
    ("tequila", "téquila"),
    ("artefact", "artéfact"),
    ("diesel", "diésel"),
    ("guerillero", "guérilléro"),
    ("media", "média"),
    ("allegro", "allégro"),
];

/// Words that numbers are made of.
const NUMBER_WORDS: &str = "\
    et un une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze \
    seize vingt vingts trente quarante cinquante soixante septante huitante octante nonante \
    cent cents mille mil millier milliers million millions milliard milliards zéro";

fn makes_another(joined: &str, apart: &str) -> bool {
    PIECES_APART.contains(&(joined, apart)) || is_listed(HYPHENED, joined) && joined.replace('-', " ") == apart
}

/// A text up to its last elided `que`, made whole, and what follows it.
fn whole_que(text: &str) -> (String, &str) {
    match text.rsplit_once("qu'") {
        Some((head, tail)) => (format!("{head}que"), tail),
        None => (text.to_owned(), ""),
    }
}

fn is_abbreviated(a: &str, b: &str) -> bool {
    in_one_row(a, b) || of_same_initials(a, b) || of_same_initials(b, a) || is_saint(a, b)
}

fn in_one_row(a: &str, b: &str) -> bool {
    static KNOWN: LazyLock<HashSet<String>> = LazyLock::new(|| {
        let writings = ABBREVIATIONS.iter().flat_map(|(short, long)| short.iter().chain(*long));
        writings.map(|writing| writing.to_lowercase()).collect()
    });
    let texts = [a, b].map(|text| (text, text.to_lowercase()));
    if !texts.iter().all(|(_, small)| KNOWN.contains(small)) {
        return false;
    }
    let mut rows = ABBREVIATIONS.iter();
    rows.any(|(short, long)| {
        texts.iter().all(|(text, small)| {
            long.contains(&small.as_str()) || short.iter().any(|writing| is_short(writing, text, small))
        })
    })
}

/// Whether `text` is the short form `writing`: in any case, or with its capital where it has one.
fn is_short(writing: &str, text: &str, small: &str) -> bool {
    let shouted = || writing.chars().flat_map(char::to_uppercase).eq(text.chars());
    let capital = writing.starts_with(char::is_uppercase);
    writing == text || capital && shouted() || !capital && writing == small
}

/// `S.N.C.F.` and `SNCF`, or `O.N.U.` and `Onu`.
fn of_same_initials(dotted: &str, other: &str) -> bool {
    let Some(letters) = initials(dotted) else {
        return false;
    };
    let plain = other.starts_with(char::is_uppercase) && other.to_uppercase() == letters;
    plain || initials(other) == Some(letters)
}

/// The letters of capitals that are each followed by a dot; the last dot may be missing.
fn initials(text: &str) -> Option<String> {
    let mut letters: Vec<&str> = text.split('.').map(str::trim).collect();
    letters.pop_if(|last| last.is_empty());
    let one_capital = |letter: &&str| {
        let mut chars = letter.chars();
        chars.next().is_some_and(char::is_uppercase) && chars.next().is_none()
    };
    (2 <= letters.len() && letters.iter().all(one_capital)).then(|| letters.concat())
}

/// `St-Denis` and `Saint-Denis`.
fn is_saint(a: &str, b: &str) -> bool {
    let (Some((a, end_of_a)), Some((b, end_of_b))) = (a.split_once('-'), b.split_once('-')) else {
        return false;
    };
    let of_saint = |text: &str| text.starts_with(['S', 's']);
    of_saint(a) && of_saint(b) && end_of_a.to_lowercase() == end_of_b.to_lowercase() && in_one_row(a, b)
}

/// An inclusive form as its stem and its ending without marks: `élu·e·s` is `élu` and `es`.
fn inclusive(word: &str) -> Option<(&str, String)> {
    let (stem, rest) = word.split_once(INCLUSIVE_MARKS)?;
    if stem.chars().count() < 2 || !stem.chars().all(char::is_alphabetic) {
        return None;
    }
    let mut endings = rest.split(INCLUSIVE_MARKS).filter(|ending| !ending.is_empty());
    let gender = endings.next().filter(|ending| is_listed(INCLUSIVE_ENDINGS, ending))?;
    let number = match (endings.next(), endings.next()) {
        (None, _) => "",
        (Some("s"), None) => "s",
        _ => return None,
    };
    Some((stem, format!("{gender}{number}")))
}

/// Both words without the elided word that they share: `l’île`, `l’ile`.
fn without_elision<'a>(a: &'a str, b: &'a str) -> (&'a str, &'a str) {
    match (a.split_once('\''), b.split_once('\'')) {
        (Some((head_of_a, rest_of_a)), Some((head_of_b, rest_of_b)))
            if head_of_a == head_of_b && head_of_a.len() <= 2 =>
        {
            (rest_of_a, rest_of_b)
        }
        _ => (a, b),
    }
}

fn is_variant(a: &str, b: &str) -> bool {
    let side_by_side = |a: &str, b: &str| {
        let mut groups = VARIANTS.iter();
        groups.any(|group| group.contains(&a) && group.contains(&b))
    };
    is_pair_or_plural(a, b, side_by_side) || is_ayer(a, b) || is_ayer(b, a)
}

/// Whether the words are such a pair, as they are or both without a plural `s`.
fn is_pair_or_plural(a: &str, b: &str, pair: impl Fn(&str, &str) -> bool) -> bool {
    match (a.strip_suffix('s'), b.strip_suffix('s')) {
        (Some(one_a), Some(one_b)) => pair(a, b) || pair(one_a, one_b),
        _ => pair(a, b),
    }
}

/// `paie` and `paye`, `essaiera` and `essayera`.
fn is_ayer(with_i: &str, with_y: &str) -> bool {
    // The letter that differs is the first that does.
    let same = |(one, other): &(u8, u8)| one == other;
    let stem = with_i.bytes().zip(with_y.bytes()).take_while(same).count();
    let (Some(rest_i), Some(rest_y)) = (with_i.get(stem..), with_y.get(stem..)) else {
        return false;
    };
    let (rest_i, rest_y) = (rest_i.strip_prefix('i'), rest_y.strip_prefix('y'));
    rest_i.is_some_and(|rest| rest.starts_with('e')) && rest_i == rest_y && is_listed(AYER_STEMS, &with_i[..stem])
}

/// `Michelle` and `Michèle` are two persons; `Benoît` and `Benoit` too: names were not reformed.
fn may_be_names(a: &str, b: &str) -> bool {
    let capital = [a, b].iter().all(|word| word.starts_with(char::is_uppercase));
    // `Passe-Partout` is a name in two pieces.
    let pieces = |word: &str| {
        word.split('-')
            .skip(1)
            .any(|piece| piece.starts_with(char::is_uppercase))
    };
    let double = pieces(a) != pieces(b);
    let (a, b) = (a.to_lowercase(), b.to_lowercase());
    let feminine = [&a, &b]
        .iter()
        .any(|word| word.ends_with("elle") || word.ends_with("ette"));
    capital && (double || feminine || is_listed(REFORMABLE_NAMES, &a) || is_listed(REFORMABLE_NAMES, &b))
}

fn is_reformed(a: &str, b: &str) -> bool {
    if is_number_joined(a, b) {
        return true;
    }
    let (words_of_a, words_of_b) = (a.split(' ').count(), b.split(' ').count());
    words_of_a == words_of_b
        && a.split(' ')
            .zip(b.split(' '))
            .all(|(a, b)| a == b || is_reformed_to(a, b) || is_reformed_to(b, a) || have_reformed_letters(a, b))
}

/// `vingt et un` and `vingt-et-un`.
fn is_number_joined(a: &str, b: &str) -> bool {
    let parts = |text| str::split(text, [' ', '-']);
    let is_number = |word: &str| {
        let ordinal = word.strip_suffix('s').unwrap_or(word).ends_with("ième");
        ordinal || is_listed(NUMBER_WORDS, word)
    };
    1 < parts(a).count() && parts(a).eq(parts(b)) && parts(a).all(is_number)
}

/// Whether `new` is `old` joined, or with another stem or form, in the rectified spelling.
fn is_reformed_to(old: &str, new: &str) -> bool {
    // The first letter is the same in all of these.
    if old.chars().next() != new.chars().next() {
        return false;
    }
    is_joined(old, new)
        || is_single_consonant(old, new)
        || is_pair_or_plural(old, new, |old, new| FORMS.contains(&(old, new)))
        || STEMS.iter().any(|(old_stem, new_stem)| {
            let (old_end, new_end) = (old.strip_prefix(old_stem), new.strip_prefix(new_stem));
            old_end.is_some() && old_end == new_end
        })
}

/// `contre-jour` and `contrejour`, `week-end` and `weekend`, `entr’aide` and `entraide`.
fn is_joined(apart: &str, joined: &str) -> bool {
    if apart.replace(['-', '\''], "") != joined {
        return false;
    }
    let by_prefix = apart
        .split_once('-')
        .is_some_and(|(prefix, rest)| is_listed(PREFIXES, prefix) && 3 <= rest.chars().count() && !rest.contains('-'));
    let singular = apart.strip_suffix('s').unwrap_or(apart);
    by_prefix || apart.starts_with("entr'") || is_listed(COMPOUNDS, apart) || is_listed(COMPOUNDS, singular)
}

/// `ruissellement` and `ruissèlement`, `étiquette` and `étiquète`; not of `appeler` and `jeter`.
fn is_single_consonant(double: &str, single: &str) -> bool {
    [("elle", "èle"), ("ette", "ète")].iter().any(|(two, one)| {
        double.match_indices(two).any(|(at, _)| {
            let (Some(stem), Some(rest)) = (double.get(..at), double.get(at + two.len()..)) else {
                return false;
            };
            let kept = stem.ends_with("app") || stem.ends_with('j') || is_listed(KEPT_DOUBLE, stem);
            2 <= stem.chars().count()
                && !kept
                && single.strip_prefix(stem).and_then(|end| end.strip_prefix(one)) == Some(rest)
        })
    })
}

/// Whether two words of one length differ only by accents that the reform moved.
fn have_reformed_letters(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    a.len() == b.len()
        && (0..a.len()).all(|at| a[at] == b[at] || is_reformed_letter(&a, &b, at) || is_reformed_letter(&b, &a, at))
}

fn is_reformed_letter(old: &[char], new: &[char], at: usize) -> bool {
    match (old[at], new[at]) {
        ('î', 'i') | ('û', 'u') => circumflex_falls(old, at),
        ('é', 'è') => grave_stands(old, at),
        ('u', 'ü') => is_trema_moved(old, new, at) || takes_trema(old, at),
        ('ë', 'e') | ('ï', 'i') => 1 <= at && is_trema_moved(old, new, at - 1),
        _ => false,
    }
}

/// Whether the circumflex of `word` at `at` fell in 1990.
fn circumflex_falls(word: &[char], at: usize) -> bool {
    let start = word[..at]
        .iter()
        .rposition(|c| !c.is_alphabetic())
        .map_or(0, |mark| mark + 1);
    let bare = word[start..].iter().position(|c| !c.is_alphabetic());
    let end = bare.map_or(word.len(), |length| start + length);
    let whole: String = word[start..end].iter().collect();
    let ending: String = word[at..end].iter().collect();
    // `Crûrent` is of `croître`, `crurent` of `croire`; a `recrue` has not grown.
    let of_croitre = whole.starts_with("crû") && whole != "crûment" || whole.starts_with("recrû");
    if of_croitre || is_listed(KEPT_CIRCUMFLEX, &whole) {
        return false;
    }
    // No such tense ends in `-oît` or `-oût`: boîte, accroît, août.
    let after_o = start < at && word[at - 1] == 'o';
    after_o || is_listed(LOST_CIRCUMFLEX, &whole) || !is_listed(VERB_ENDINGS, &ending)
}

/// Whether `é` at `at` became `è`: before a syllable with a mute `e` that is not the last, or
/// before `-je`; but not at the start of a word, nor in `dé-`, `pré-` and `médecin`.
fn grave_stands(word: &[char], at: usize) -> bool {
    let rest = &word[at + 1..];
    if rest == ['-', 'j', 'e'] {
        return true;
    }
    let before: String = word[..at].iter().collect();
    let after: String = rest.iter().collect();
    let kept = is_listed(KEPT_GRAVE, &format!("{before}è{after}"));
    if matches!(before.as_str(), "" | "d" | "pr")
        || before == "m" && after.starts_with("decin")
        || matches!(after.as_str(), "rement" | "vement")
        || kept
    {
        return false;
    }
    match after_onset(rest) {
        Some(['e', consonant, vowel, ..]) => !is_vowel(*consonant) && is_vowel(*vowel),
        _ => false,
    }
}

/// What follows the consonants that open a syllable.
fn after_onset(text: &[char]) -> Option<&[char]> {
    let n_letters = match text {
        ['g' | 'q', 'u', ..] | ['g', 'n', ..] | ['c' | 'p' | 't', 'h', ..] => 2,
        [first, 'r' | 'l', ..] if !is_vowel(*first) => 2,
        [first, ..] if first.is_alphabetic() && !is_vowel(*first) => 1,
        _ => return None,
    };
    text.get(n_letters..)
}

fn is_vowel(c: char) -> bool {
    "aeiouyàâéèêëîïôùûœ".contains(c)
}

/// `aiguë` and `aigüe`, `exiguïté` and `exigüité`: the trema moved to the `u` at `at`.
fn is_trema_moved(old: &[char], new: &[char], at: usize) -> bool {
    let pairs = (old.get(at..at + 2), new.get(at..at + 2));
    let moved = matches!(
        pairs,
        (Some(['u', 'ë']), Some(['ü', 'e'])) | (Some(['u', 'ï']), Some(['ü', 'i']))
    );
    moved && 1 <= at && old[at - 1] == 'g'
}

/// `gageure` and `gageüre`, `arguer` and `argüer`.
fn takes_trema(word: &[char], at: usize) -> bool {
    let (before, after) = (&word[..at], &word[at + 1..]);
    before.ends_with(&['g', 'e']) && matches!(after, ['r', 'e'] | ['r', 'e', 's'])
        || before == ['a', 'r', 'g'] && matches!(after, [first, ..] if is_vowel(*first))
}

/// The text with one kind of space, apostrophe and hyphen, and without soft hyphens.
fn clean(text: &str) -> String {
    // Most words are clean.
    let plain = |letter: char| letter.is_ascii_graphic() || ('\u{c0}'..='\u{17f}').contains(&letter);
    if text.chars().all(plain) {
        return text.to_owned();
    }
    let one_kind: String = text
        .nfc()
        .filter(|c| *c != '\u{ad}')
        .map(|c| match c {
            '’' | 'ʼ' | '‘' => '\'',
            '‐' | '‑' => '-',
            _ => c,
        })
        .collect();
    one_kind.split_whitespace().collect::<Vec<&str>>().join(" ")
}

#[cfg(test)]
mod tests {
    use crate::french::spelling::Spelling::{self, Abbreviation, Inclusive, Reform1990, Variant};
    use crate::french::spelling::{
        ABBREVIATIONS, FORMS, PIECES_APART, STEMS, in_one_row, same_word, spacing_makes_another_word,
    };

    /// Checks what every pair `a/b` of the list is, each way.
    fn check(pairs: &str, expected: Option<Spelling>) {
        for pair in pairs.split("; ") {
            let (a, b) = pair.split_once('|').unwrap();
            assert_eq!(same_word(a, b), expected, "{a} {b}");
            assert_eq!(same_word(b, a), expected, "{b} {a}");
        }
    }

    #[test]
    fn circumflex() {
        check(
            "aout|août; connaitre|connaître; s'il vous plait|s’il vous plaît; ile|île; \
             l’île|l’ile; Île|ile; diner|dîner; boite|boîte; boîtes|boites; sûre|sure; \
             sûrement|surement; sûreté|sureté; connaît|connait; paraît|parait; plaît|plait; \
             naît|nait; disparaît|disparait; déplaît|déplait; goût|gout; coûts|couts; \
             coûtes|coutes; accroît|accroit; croître|croitre; flûtes|flutes; abîmes|abimes; \
             maîtresse|maitresse; fraîche|fraiche; brûler|bruler; crûment|crument; entraîne|entraine; \
             affût|affut; gît|git; ci-gît|ci-git; dûment|dument; mûrir|murir; jeûner|jeuner; \
             AOÛT|AOUT; aout|aou\u{302}t",
            Some(Reform1990),
        );
        check(
            "sûr|sur; du|dû; mûr|mur; jeûne|jeune; jeûnes|jeunes; croît|croit; crû|cru; crûrent|crurent; recrûe|recrue; \
             fût|fut; eût|eut; fît|fit; vînt|vint; tînt|tint; mûrs|murs; prîmes|primes; \
             fûmes|fumes; vîtes|vites; bûtes|butes; parût|parut; faîte|faite; parlât|parlat; \
             rôle|role; redû|redu; finît|finit; obtînt|obtint; donnaît|donnait; tâche|tache",
            None,
        );
    }

    #[test]
    fn grave_and_trema() {
        check(
            "événement|évènement; réglementaire|règlementaire; allégement|allègement; \
             céderai|cèderai; crémerie|crèmerie; sécheresse|sècheresse; \
             événementiel|évènementiel; protégerons|protègerons; préféreraient|préfèreraient; \
             céleri|cèleri; délégueront|délègueront; intégrera|intègrera; \
             puissé-je|puissè-je; déréglementation|dérèglementation; aiguë|aigüe; \
             ambiguë|ambigüe; exiguïté|exigüité; ambiguïtés|ambigüités; contiguës|contigües; \
             gageure|gageüre; arguer|argüer; ÉVÉNEMENT|évènement; l’événement|l'évènement",
            Some(Reform1990),
        );
        check(
            "règle|réglé; mémé|même; prés|près; congres|congrès; pécheur|pêcheur; dè|de; \
             modifie|modifié; règle|régle; règles|régles; élever|èlever; devenir|dèvenir; \
             médecin|mèdecin; complètement|complétement; légèrement|légérement; \
             cèdent|cédent; aigue|aiguë; argument|argüment; à|a; ou|où; la|là; des|dès; \
             référence|rèférence; prévenir|prèvenir; préserver|prèserver; ça|sa; cote|côte; \
             sale|salé",
            None,
        );
    }

    #[test]
    fn doubled_consonants_and_other_words_of_1990() {
        check(
            "attelleront|attèleront; ruissellement|ruissèlement; étiquette|étiquète; \
             morcellement|morcèlement; renouvelle|renouvèle; harcelle|harcèle; oignon|ognon; \
             oignons|ognons; nénuphars|nénufars; asseoir|assoir; surseoir|sursoir; \
             joaillier|joailler; joailliers|joaillers; imbécillité|imbécilité; \
             chariots|charriots; combative|combattive; combatif|combattif; relais|relai; \
             bonhomie|bonhommie; persifler|persiffler; interpellé|interpelé; \
             papeterie|papèterie; referendum|référendum; matches|matchs; scénarios|scénarii; \
             scenarii|scénarios; maxima|maximums; lobbies|lobbys; vingt et un|vingt-et-un; \
             deux cents|deux-cents; d’oignon|d’ognon; \
             trois cent vingt et unième|trois-cent-vingt-et-unième; veto|véto",
            Some(Reform1990),
        );
        check(
            "appelle|appèle; Michelle|Michèle; Benoît|Benoit; Nîmes|Nimes; vielle|vièle; \
             rappelle|rappèle; jette|jète; projette|projète; celle|cèle; \
             pelle|pèle; quelle|quèle; belle|bêle; cent un|cent deux; matches|match; \
             médias|médiat; vingt deux|vingt-trois; appellera|appelera; grand deux|grand-deux",
            None,
        );
    }

    #[test]
    fn joined_compounds() {
        check(
            "week-end|weekend; week-ends|weekends; porte-monnaie|portemonnaie; \
             plate-forme|plateforme; contre-jour|contrejour; entre-temps|entretemps; \
             extra-terrestre|extraterrestre; auto-école|autoécole; \
             micro-organisme|microorganisme; anti-inflammatoire|antiinflammatoire; \
             post-scriptum|postscriptum; télé-enquête|téléenquête; euro-député|eurodéputé; \
             cyber-attaque|cyberattaque; co-auteur|coauteur; électro-ménager|électroménager; \
             mini-jupes|minijupes; éco-quartier|écoquartier; entr’aide|entraide; \
             Week‑end|weekend",
            Some(Reform1990),
        );
        check(
            "peut-être|peut être; peut-être|peutêtre; sous-marin|sousmarin; quoique|quoi que; \
             dit-il|ditil; contre-jour|contre jour; co-té|coté; sang-froid|sangfroid",
            None,
        );
    }

    #[test]
    fn variants() {
        check(
            "clef|clé; clefs|clés; paie|paye; paiement|payement; paiements|payements; \
             paierait|payerait; essaie|essaye; cuiller|cuillère; cuillers|cuillères; lys|lis; \
             bistrot|bistro; bistrots|bistros; tzar|tsar; yaourt|yogourt; email|e-mail; \
             e-mails|emails; Clef|clé",
            Some(Variant),
        );
        check(
            "clés|clé; clef|clés; haie|haye; lit|lis; raison|rayson; paix|paye",
            None,
        );
    }

    #[test]
    fn inclusive_forms() {
        let forms = [
            "élu·es",
            "élu-e-s",
            "élu.e.s",
            "élu(e)s",
            "élu•e•s",
            "élu·e·s",
            "Élu·e·s",
            "élu/e/s",
        ];
        for a in forms {
            for b in forms.iter().filter(|b| b.to_lowercase() != a.to_lowercase()) {
                assert_eq!(same_word(a, b), Some(Inclusive), "{a} {b}");
            }
            for b in ["élues", "élus", "élu", "élu·e", "élus et élues", "éluées"] {
                assert_eq!(same_word(a, b), None, "{a} {b}");
                assert_eq!(same_word(b, a), None, "{b} {a}");
            }
        }
        check(
            "acteur·rices|acteur.rice.s; citoyen·ne·s|citoyen-nes; étudiant(e)|étudiant·e; \
             tous·tes|tous-tes; instituteur·trice|instituteur/trice; \
             sénateur·ices|sénateur-ices",
            Some(Inclusive),
        );
        check(
            "peut-être|peut.être; dit-il|dit.il; élu·e|élu·es; vis-à-vis|vis.à.vis",
            None,
        );
    }

    #[test]
    fn what_is_ruled_out_at_first_sight_stands_in_no_table() {
        for (_, apart) in PIECES_APART {
            assert!(apart.contains([' ', '\'']), "{apart}");
        }
        for (short, long) in ABBREVIATIONS {
            for writing in *short {
                assert!(in_one_row(&writing.to_uppercase(), long[0]), "{writing}");
                assert!(in_one_row(writing, &long[0].to_uppercase()), "{writing}");
            }
        }
        for (old, new) in FORMS.iter().chain(STEMS) {
            assert_eq!(old.chars().next(), new.chars().next(), "{old} {new}");
        }
    }

    #[test]
    fn abbreviations() {
        check(
            "M.|Monsieur; M|Monsieur; M.|M; M.|monsieur; MM.|Messieurs; Mme|Madame; \
             MME|Madame; Mᵐᵉ|Mme; Mmes|Mesdames; Mlle|Mademoiselle; Dr|Docteur; Dr.|docteur; \
             Pr|Professeur; Me|Maître; Me|Maitre; Mgr|Monseigneur; n°|no; n°|nº; n°|numéro; \
             N°|numéro; S.N.C.F.|SNCF; S.N.C.F|SNCF; S. N. C. F.|SNCF; O.N.U.|Onu; \
             S.N.C.F.|S.N.C.F; St|Saint; Ste|Sainte; St-Denis|Saint-Denis; art.|article; \
             Art.|article; al.|alinéa; chap.|chapitre; p.|page; pp.|pages; av.|avenue; \
             bd|boulevard; janv.|janvier; févr.|février; sept.|septembre; déc.|décembre; \
             etc.|et cetera; etc.|etc; &|et; Cie|Compagnie; Sté|Société",
            Some(Abbreviation),
        );
        check(
            "me|maître; m|monsieur; M.|MM.; M.|Madame; Mme|Mmes; p.|pages; SNCF.|SNCF; \
             S.N.C.F.|SNCB; sept|septembre; est|et; ou|&; L.A.|la; dr|docteur; A.|A",
            None,
        );
    }

    #[test]
    fn spacing() {
        for pair in "peut-être|peut être; quoique|quoi que; quoiqu’il|quoi qu’il; Quoiqu'|Quoi qu’; \
             enfin|en fin; surtout|sur tout; parce que|par ce que; parce qu’il|par ce qu’il; \
             quelquefois|quelques fois; petit-fils|petit fils; grand-mère|grand mère; \
             sang-froid|sang froid; davantage|d’avantage; bientôt|bien tôt; plutôt|plus tôt; \
             Peut-être|PEUT ÊTRE; aussitôt|aussi tôt; peut\u{2011}être|peut\u{a0}être"
            .split("; ")
        {
            let (a, b) = pair.split_once('|').unwrap();
            assert!(spacing_makes_another_word(a, b), "{a} {b}");
            assert!(spacing_makes_another_word(b, a), "{b} {a}");
            assert_eq!(same_word(a, b), None, "{a} {b}");
        }
        for pair in "week-end|week end; vingt et un|vingt-et-un; compte rendu|compte-rendu; \
             enfin|enfin; peut-être|peut-être; quoiqu’il|quoi qu’elle; |; maison|mai son; \
             plateforme|plate-forme"
            .split("; ")
        {
            let (a, b) = pair.split_once('|').unwrap();
            assert!(!spacing_makes_another_word(a, b), "{a} {b}");
            assert!(!spacing_makes_another_word(b, a), "{b} {a}");
        }
    }

    #[test]
    fn one_spelling_is_no_pair() {
        check(
            "août|août; Août|AOÛT; |; é|e\u{301}; peut‑être|peut-être; le  chat |le chat",
            None,
        );
    }

    #[test]
    fn random_words_are_compared_without_panic() {
        const PIECES: &str = "a|e|é|è|ê|ë|i|î|ï|u|û|ü|g|r|l|ll|elle|èle|ette|t|s|m|M|S|É|.|-|·|(|)|'|’| |\
            \u{a0}|\u{301}|œ|ᵉ|😀|1|&|que|qu'|entr'|contre";
        let known: Vec<&str> = PIECES.split('|').collect();
        let mut state = 0x9e37_79b9_7f4a_7c15_u64;
        let mut draw = |below: usize| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) as usize % below
        };
        for _ in 0..2_000 {
            let pieces: Vec<&str> = (0..draw(9)).map(|_| known[draw(known.len())]).collect();
            let a = pieces.concat();
            let mut changed = pieces.clone();
            if !changed.is_empty() {
                let at = draw(changed.len());
                changed[at] = known[draw(known.len())];
            }
            let b = changed.concat();
            assert_eq!(same_word(&a, &b), same_word(&b, &a), "{a:?} {b:?}");
            assert_eq!(same_word(&a, &a), None, "{a:?}");
            assert_eq!(spacing_makes_another_word(&a, &b), spacing_makes_another_word(&b, &a));
        }
    }
}
