"""A summary of discussions of a workshop that never was, in three languages: its content is invented for the tests.

It has the make of a final summary: title page, opening, sessions, closing, recommendations with points.
"""

from workshops.reader import Kind

# Kind, address and mark of a list, then the text as Markdown has it, broken anywhere. A name whose address is lost is
# ``[name](#)``.
_TEXTS = {
    "en": """
front front.p1
INVENTED DIALOGUE OF THE SEVEN ISLANDS

title title
SAVINGS OF ISLANDERS ABROAD AND THE GARDENS OF THE COAST

front front.p2
PORT CALM, ISLE OF FERNS, 3 - 4 MAY 2031

front front.p3
Final Summary of Discussions

opening opening

paragraph opening.p1
The invented workshop on savings took place in Port Calm on 3-4 May 2031. It gathered 7 islands, the Guild
of Gardeners (GGI) and two observers, and it lasted for as long as the tide allowed.

paragraph opening.p2
The workshop looked at the savings that islanders send home, and in particular at:

item opening.p3 -
The need for an open register of gardens; and

item opening.p4 -
Ways of lending tools to those who come back.

session s1
Session I: Registers of Gardens and Those Who Keep Them

paragraph s1.p1
Session I was preceded by a walk along the wall. The Isle of Ferns keeps **one register for all of its 48
gardens**, which a committee of 5 members reads aloud every spring. In this regard, the island wrote down
its rules in the [Book of Common Hedges](#) (FR).

paragraph s1.p2
The Isle of Salt has no register yet. Its delegates said that a register *in the strict sense* would cost
more than the hedges are worth, and asked GGI for advice.

session s2
Session II: Tools, Loans and Returns

paragraph s2.p1
On the Isle of Reeds, lending works at two levels, each with its own store of tools:

item s2.p2 -
Villages: the store lends spades for 30 days, against a promise given before witnesses; and

item s2.p3 -
Harbours: the store lends boats, and keeps a tenth of the catch.

paragraph s2.p4
Islanders who come back may turn to the [House of Returning Gardeners](#) ([AR](#), [EN](#)), where
**somebody listens to them first**. The house has been open since 2029.

session s3
Session III: What the Sea Gives Back

paragraph s3.p1
Finally, the islands spoke about driftwood. It was agreed that 20% of it belongs to those who find it, and
that the [Driftwood Ledger](#) (AR, EN, FR) shall be read in all harbours.

closing closing
Closing Session

paragraph closing.p1
The workshop was closed by the keeper of the lighthouse, who thanked GGI and all islands.

recommendations recommendations
Recommendations

paragraph recommendations.p1
From the exchange of experiences the islands drew the following, namely:

recommendation r1 1)
To keep one open register of gardens

paragraph r1.p1
A register is not an end in itself. It is **a way of knowing whom to ask**, and it must be read aloud at
least once a year to be of use to anybody.

recommendation r2 2)
To lend tools to those who come back

point r2.1 -
**A store in each village.** Within 2 years, each village shall have a store of its own.

point r2.2 -
**A promise before witnesses,** so that no paper is needed for a spade.

recommendation r3 3)
To share what the sea gives back:

point r3.1 -
A tenth of the catch, and no more, goes to the harbour that lent the boat.

point r3.2 -
Driftwood is written down in the ledger within 3 days by whoever finds it on the beach.

end end.p1
In the workshop the islands opened the old chest of hedges; now it is a matter of **going further
together**.
""",
    "fr": """
front front.p1
DIALOGUE INVENTÉ DES SEPT ÎLES

title title
L’ÉPARGNE DES INSULAIRES À L’ÉTRANGER ET LES JARDINS DE LA CÔTE

front front.p2
PORT-CALME, ÎLE DES FOUGÈRES, 3 - 4 MAI 2031

front front.p3
Résumé final des discussions

opening opening

paragraph opening.p1
L’atelier inventé sur l’épargne s’est tenu à Port-Calme les 3 et 4 mai 2031. Il a réuni 7 îles, la Guilde
des jardiniers (GGI) et deux observateurs, et il a duré aussi longtemps que la marée l’a permis.

paragraph opening.p2
L’atelier a examiné l’épargne que les insulaires envoient chez eux, et en particulier :

item opening.p3 -
La nécessité d’un registre ouvert des jardins ; et

item opening.p4 -
Les moyens de prêter des outils à ceux qui reviennent.

session s1
Séance I : Les registres des jardins et ceux qui les tiennent

paragraph s1.p1
La séance I a été précédée d’une promenade le long du mur. L’île des Fougères tient **un seul registre pour
ses 48 jardins**, qu’un comité de 5 membres lit à haute voix chaque printemps. À cet égard, l’île a consigné
ses règles dans le [Livre des haies communes](#) (FR).

paragraph s1.p2
L’île du Sel n’a pas encore de registre. Ses délégués ont dit qu’un registre *au sens strict* coûterait plus
que ne valent les haies, et ont demandé conseil à la GGI.

session s2
Séance II : Les outils, les prêts et les retours

paragraph s2.p1
Sur l’île des Roseaux, le prêt fonctionne à deux niveaux, chacun avec sa propre réserve d’outils :

item s2.p2 -
Les villages : la réserve prête des bêches pour 30 jours, contre une promesse devant témoins ; et

item s2.p3 -
Les ports : la réserve prête des bateaux et garde un dixième de la pêche.

paragraph s2.p4
Les insulaires qui reviennent peuvent s’adresser à la [Maison des jardiniers de retour](#) ([AR](#),
[EN](#)), où **quelqu’un les écoute d’abord**. La maison est ouverte depuis 2029.

session s3
Séance III : Ce que rend la mer

paragraph s3.p1
Enfin, les îles ont parlé du bois flotté. Il a été convenu que 20 % en reviennent à ceux qui le trouvent, et
que le [Grand livre du bois flotté](#) (AR, EN, FR) sera lu dans tous les ports.

closing closing
Séance de clôture

paragraph closing.p1
L’atelier a été clos par le gardien du phare, qui a remercié la GGI et toutes les îles.

recommendations recommendations
Recommandations

paragraph recommendations.p1
De l’échange d’expériences, les îles ont tiré ce qui suit, à savoir :

recommendation r1 1)
Tenir un registre ouvert des jardins

paragraph r1.p1
Un registre n’est pas une fin en soi. C’est **une façon de savoir à qui demander**, et il faut le lire à
haute voix au moins une fois par an pour qu’il serve à quelqu’un.

recommendation r2 2)
Prêter des outils à ceux qui reviennent

point r2.1 -
**Une réserve par village.** D’ici 2 ans, chaque village aura sa propre réserve.

point r2.2 -
**Une promesse devant témoins,** pour qu’une bêche ne demande aucun papier.

recommendation r3 3)
Partager ce que rend la mer :

point r3.1 -
Un dixième de la pêche, et pas davantage, va au port qui a prêté le bateau.

point r3.2 -
Le bois flotté est inscrit au grand livre dans les 3 jours par qui le trouve sur la plage.

end end.p1
Dans l’atelier, les îles ont ouvert le vieux coffre des haies ; il s’agit à présent d’**aller plus loin
ensemble**.
""",
    "ar": """
front front.p1
حوار الجزر السبع المتخيَّل

title title
مدّخرات أهل الجزر في الخارج وبساتين الساحل

front front.p2
ميناء الهدوء، جزيرة السرخس، 3 و4 مايو 2031

front front.p3
الملخص النهائي للمناقشات

opening opening

paragraph opening.p1
عُقدت ورشة العمل المتخيَّلة بشأن المدّخرات في ميناء الهدوء يومي 3 و4 مايو 2031، وجمعت 7 جزر ونقابة
البستانيين (GGI) ومراقبَين اثنين، ودامت ما سمح به المدّ والجزر.

paragraph opening.p2
ونظرت الورشة في المدّخرات التي يرسلها أهل الجزر إلى ديارهم، ولا سيما في ما يلي:

item opening.p3 -
الحاجة إلى سجل مفتوح للبساتين؛

item opening.p4 -
سبل إعارة الأدوات للعائدين إلى الجزر.

session s1
الجلسة الأولى: سجلات البساتين ومن يتولى حفظها

paragraph s1.p1
سبقت الجلسة الأولى نزهة على طول السور. وتحفظ جزيرة السرخس **سجلًا واحدًا لبساتينها الـ48 جميعًا**، تتلوه
لجنة من 5 أعضاء بصوت عالٍ كل ربيع. وفي هذا الصدد دوّنت الجزيرة قواعدها في [كتاب الأسيجة المشتركة](#) (FR).

paragraph s1.p2
أما جزيرة الملح فلا سجل لها بعد. وقال مندوبوها إن سجلًا *بالمعنى الدقيق* سيكلّف أكثر مما تساويه الأسيجة،
وطلبوا المشورة من GGI.

session s2
الجلسة الثانية: الأدوات والإعارات والعودة

paragraph s2.p1
وفي جزيرة القصب تجري الإعارة على مستويين، لكل منهما مخزن أدوات خاص به:

item s2.p2 -
القرى: يعير المخزن المجارف لمدة 30 يومًا لقاء وعد يُقطع أمام شهود؛

item s2.p3 -
الموانئ: يعير المخزن القوارب ويحتفظ بعُشر الصيد.

paragraph s2.p4
ويستطيع العائدون من أهل الجزر أن يتوجهوا إلى [دار البستانيين العائدين](#) ([AR](#), [EN](#))، حيث **يُصغي
إليهم أحد أولًا**. والدار مفتوحة منذ 2029.

session s3
الجلسة الثالثة: ما يعيده البحر

paragraph s3.p1
وأخيرًا تحدثت الجزر عن خشب البحر. واتُّفق على أن 20% منه لمن يعثر عليه، وعلى أن يُتلى [دفتر خشب البحر](#)
(AR, EN, FR) في الموانئ كلها.

closing closing
الجلسة الختامية

paragraph closing.p1
واختتم الورشةَ حارسُ المنارة الذي شكر GGI والجزر جميعًا على حضورها.

recommendations recommendations
التوصيات

paragraph recommendations.p1
واستخلصت الجزر من تبادل الخبرات ما يلي، وهو:

recommendation r1 1)
حفظ سجل واحد مفتوح للبساتين

paragraph r1.p1
ليس السجل غاية في ذاته، بل هو **سبيل إلى معرفة من يُسأل**، ولا بد من تلاوته بصوت عالٍ مرة في السنة على الأقل
لكي ينتفع به أحد.

recommendation r2 2)
إعارة الأدوات للعائدين

point r2.1 -
**مخزن في كل قرية.** في غضون 2 من الأعوام يكون لكل قرية مخزنها.

point r2.2 -
**وعد أمام شهود،** لكي لا تحتاج المجرفة إلى ورق.

recommendation r3 3)
تقاسم ما يعيده البحر:

point r3.1 -
عُشر الصيد، لا أكثر، للميناء الذي أعار القارب.

point r3.2 -
يُقيَّد خشب البحر في الدفتر خلال 3 أيام على يد من يعثر عليه على الشاطئ.

end end.p1
وفي الورشة فتحت الجزر صندوق الأسيجة القديم، والمسألة الآن هي **المضي معًا إلى أبعد من ذلك**.
""",
}


def _rows(text: str) -> list[tuple[str, str, str, str]]:
    """(kind, address, mark of a list, text) of each paragraph."""
    rows = []
    for paragraph in text.strip().split("\n\n"):
        about, *lines = paragraph.split("\n")
        kind, anchor, mark = (*about.split(), "")[:3]
        rows.append((kind, anchor, mark, " ".join(lines)))
    return rows


INVENTED = {language: _rows(text) for language, text in _TEXTS.items()}
# The first paragraph that names each, and the languages of its marks.
NAMED = (("s1.p1", ("fr",)), ("s2.p4", ("ar", "en")), ("s3.p1", ("ar", "en", "fr")))
HEADINGS = frozenset({Kind.OPENING, Kind.SESSION, Kind.CLOSING, Kind.RECOMMENDATIONS})


def as_markdown(language: str, *, styled: bool = False) -> bytes:
    """The text as it lies in the source documents: without styles, or ``styled`` with Markdown's headings."""
    paragraphs = []
    for kind, _, mark, text in INVENTED[language]:
        if not text:
            continue
        if styled and kind in HEADINGS:
            text = f"## {text}"
        elif styled and kind == Kind.TITLE:
            text = f"# {text}"
        elif mark:
            text = f"{mark} {text}"
        paragraphs.append(text)
    return "\n\n".join(paragraphs).encode()
