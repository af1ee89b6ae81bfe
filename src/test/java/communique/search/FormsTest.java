package communique.search;

import static org.assertj.core.api.Assertions.assertThat;

import communique.search.Analysis.Token;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which words find each other, in the languages of the demonstration: each line is a language, a
/// word as it stands in a text, and others that somebody may type to find it.
class FormsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          en | agreement  | agreements, agreement's
          en | minister   | ministers, ministers', minister’s
          en | visited    | visit, visits, visiting
          en | agrees     | agree, agreed, agreeing
          en | policies   | policy, policy's
          en | embassies  | embassy, Embassy’s
          en | signing    | sign, signs, signed
          en | elections  | election, Elections
          en | refugees   | refugee, refugee's
          en | crises     | crisis
          en | losing     | lose, loses
          en | cities     | city, city's
          en | supplies   | supply, supplied, supplying
          en | addresses  | address, addressed, addressing
          en | countries  | country, country's
          en | fishermen  | fisherman
          en | women      | woman, woman's
          en | children   | child, child's
          en | met        | meet, meets
          en | said       | say, says
          en | spoke      | speak, speaks, spoken
          en | wrote      | write, writes, written
          en | seas       | sea
          en | boats      | boat
          en | applied    | apply, applies, applying
          en | ships      | ship, ship's
          fr | accord      | accords, l'accord, d’accords
          fr | ministre    | ministres
          fr | visite      | visites, visiter, visité, visitera
          fr | national    | nationaux, nationale, nationales
          fr | journal     | journaux
          fr | travaux     | travail
          fr | ambassade   | ambassades, l’ambassade
          fr | signé       | signer, signent, signée, signés
          fr | européen    | européenne, européens, européennes
          fr | nouveaux    | nouveau
          fr | élections   | élection, ELECTION, l'élection
          fr | étrangères  | étrangère, étranger
          fr | lycéens     | lycéen, lycéenne
          fr | sauvetages  | sauvetage
          fr | passeports  | passeport, passeport
          fr | bateaux     | bateau
          fr | pays        | pays
          fr | décidé      | décider, décident, décidera
          fr | active      | actif, actifs, actives
          fr | chevaux     | cheval
          fr | publié      | publier, publie, publiées
          es | acuerdo     | acuerdos
          es | ministra    | ministras, ministro, ministros
          es | visita      | visitas, visitar, visitó, visitará
          es | elecciones  | elección, eleccion
          es | nacional    | nacionales
          es | país        | países, pais
          es | embajada    | embajadas
          es | firmado     | firmar, firmó, firmaron, firma
          es | marítimo    | marítima, marítimos, marítimas
          es | luces       | luz
          es | voces       | voz
          es | pasaportes  | pasaporte
          es | terremotos  | terremoto
          es | españoles   | español, española
          es | franceses   | francés, francesa
          es | exportaciones | exportación
          es | anunciaron  | anunciar, anunció, anunciado
          es | reuniones   | reunión
          es | pez         | peces
          es | jóvenes     | joven
          ru | министр     | министра, министру, министром, министре, министры, министров, министрам
          ru | договор     | договоры, договора, договоров, договором, договорам
          ru | визит       | визита, визитом, визиты, визитов
          ru | безопасность | безопасности, безопасностью
          ru | страна      | страны, стране, страну, страной, странами
          ru | соглашение  | соглашения, соглашений, соглашению, соглашениями
          ru | подписал    | подписала, подписали, подписать, подписано
          ru | спасательный | спасательная, спасательного, спасательные, спасательных
          ru | посольство  | посольства, посольств, посольством
          ru | олень       | оленя, олени, оленей, оленями
          ru | берег       | берега, берегу, берегов
          ru | рыба        | рыбы, рыбу, рыб, рыбой
          ru | море        | моря, морю, морей, морем
          ru | выборы      | выборов, выборах, выборам
          ru | учёный      | ученый, учёные, учёных
          ru | конец       | конца, концу, концом
          ru | день        | дня, дней, дню, днями
          ru | отец        | отца, отцов, отцом
          ru | сельдь      | сельди, сельдью
          ru | встреча     | встречи, встреч, встречу, встречей
          ru | гость       | гостя, гости, гостей
          ru | народ       | народа, народы, народов
          ru | дети        | детей, детям, детьми
          ru | люди        | людей, людям, людьми
          ru | суда        | судов, судам
          ru | рыбаки      | рыбак, рыбаков
          ar | وزير        | الوزير, وزيرة, والوزير, للوزير, وزيرنا
          ar | سفارة       | السفارة, سفارات, السفارات, سفارتنا, بالسفارة
          ar | مراقب       | مراقبون, المراقبين, مراقبات
          ar | انتخابات    | الانتخابات, انتخاب, إنتخابات, للانتخابات
          ar | زيارة       | الزيارة, زيارات, زيارته, بزيارة
          ar | اتفاق       | الاتفاق, اتفاقات, باتفاق
          ar | بحري        | البحري, البحرية, بحرية
          ar | إنقاذ       | الإنقاذ, انقاذ, للإنقاذ, والإنقاذ
          ar | سفينة       | سفن, السفن, سفينتين, السفينة
          ar | سلاح        | أسلحة, الأسلحة, اسلحة
          ar | بحار        | بحارة
          ar | وزراء       | وزير, الوزراء
          ar | دول         | دولة, الدول, الدولة
          ar | حكومات      | حكومة, الحكومة, حكومتها
          ar | برامج       | برنامج, البرامج
          ar | قوارب       | قارب, القوارب
          ar | جوازات      | جواز, الجواز
          ar | طاقم        | طواقم, أطقم
          ar | مركز        | مراكز, المراكز
          ar | هجمات       | هجوم, الهجوم
          ar | رئيس        | رؤساء, الرئيس, رئيسة
          ar | حدود        | حد
          ar | قرار        | قرارات, القرار
          ar | عقوبات      | عقوبة, العقوبات
          ar | جزيرة       | جزر, الجزر
          ar | شعوب        | شعب, الشعب
          ar | مدن         | مدينة, المدينة
          ar | موانئ       | ميناء, الميناء
          ar | بحيرات      | بحيرة
          cy | cyngor      | gyngor, nghyngor, chyngor, cynghorau
          cy | pont        | bont, mhont, phont, pontydd, bontydd
          cy | tref        | dref, nhref, thref, trefi
          cy | brenin      | frenin, mrenin, brenhinoedd
          cy | dinas       | ddinas, ninas, dinasoedd
          cy | gwlad       | wlad, ngwlad, gwledydd
          cy | mam         | fam, mamau, famau
          cy | llong       | long, llongau
          cy | rhan        | ran, rhannau
          cy | ysgol       | hysgol, ysgolion
          cy | plant       | blant, mhlant, phlant, plentyn
          cy | cytundeb    | gytundeb, nghytundeb, cytundebau
          cy | llywodraeth | lywodraeth, llywodraethau
          cy | pwyllgor    | bwyllgor, phwyllgor, pwyllgorau
          cy | gwasanaeth  | wasanaeth, gwasanaethau, ngwasanaeth
          cy | blwyddyn    | flwyddyn, blynyddoedd, mlynedd
          cy | môr         | mor, fôr, moroedd
          cy | tŷ          | dŷ, thŷ, tai
          cy | ffi         | ffioedd
          cy | pasbort     | basbort, phasbort, pasbortau
          cy | cais        | gais, chais, ceisiadau, geisiadau
          cy | gwaith      | waith, gweithiau
          cy | llysgenhadaeth | lysgenhadaeth, llysgenadaethau
          cy | aelod       | haelod, aelodau
          cy | cyhoeddi    | gyhoeddi, cyhoeddodd, cyhoeddir
          cy | llyfr       | lyfr, llyfrau
          ur | وزیر        | وزیروں
          ur | جھیل        | جھیلیں, جھیلوں
          ur | ملک         | ملکوں
          ur | کشتی        | کشتیاں, کشتیوں
          ur | لڑکا        | لڑکے, لڑکوں
          ur | لڑکی        | لڑکیاں, لڑکیوں
          ur | راستہ       | راستے, راستوں
          ur | معاہدہ      | معاہدے, معاہدوں
          ur | سمندر       | سمندروں, سمندری
          ur | کتاب        | کتابیں, کتابوں
          ur | بچہ         | بچے, بچوں
          ur | حکومت       | حکومتیں, حکومتوں
          ur | عورت        | عورتیں, عورتوں
          ur | جہاز        | جہازوں
          ur | مسئلہ       | مسئلے, مسئلوں
          ur | گاؤں        | گاؤں
          ur | خدمت        | خدمات
          ur | اطلاع       | اطلاعات, اطلاعیں
          ur | انتخاب      | انتخابات
          ur | تعلق        | تعلقات
          ur | بڑا         | بڑے, بڑی
          ur | پاکستانی    | پاکستانیوں
          ur | وزراء       | وزرا, وزیر
          ur | ممالک       | ملک
          ur | پاکستان     | پاكستان
          ur | وزیر        | وزير, وَزیر
          ur | کیا         | كيا
          """)
  void somebody_who_types_one_form_of_a_word_finds_the_others(
      String language, String word, String others) {
    Analysis analysis = Analysis.of(Locale.forLanguageTag(language));
    var missed = new ArrayList<String>();
    for (String other : others.split(", ", -1))
      if (!meet(terms(analysis, word), terms(analysis, other))) missed.add(other);
    assertThat(missed).as("%s: %s %s", language, word, terms(analysis, word)).isEmpty();
  }

  /// Where a language tells a gender by one letter, as `vert` and `verte`, the analysis takes some
  /// pairs for one word that are two, as `port` and `porte`; none of those stands here.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          en | sea | seal, season
          en | port | report, portsmouth
          en | international | nation, nationality
          en | minister | ministry, mine, minimum
          en | police | polish, pole
          en | organ | organisation
          en | wander | wonder
          en | past | pasta
          en | new | news
          en | universe | unite
          en | vessel | vest
          en | passport | pass, port
          en | sand | send
          en | man | many
          en | wind | window
          fr | mer | mairie, merle
          fr | port | report, portrait
          fr | pays | paix, paysan
          fr | poisson | poison
          fr | accord | corde
          fr | dessert | désert
          fr | cheveux | chevaux
          fr | ministre | ministère
          fr | traité | train
          fr | sol | soleil
          fr | garde | gare
          es | mar | marzo, marca
          es | puerto | puente, puesto
          es | caro | carro
          es | pero | perro
          es | ministro | ministerio
          es | paso | país
          es | caza | casa
          es | hora | horno
          es | rey | red
          es | costa | cosa
          ru | мир | миф, мера
          ru | море | мороз
          ru | министр | министерство
          ru | стол | столица
          ru | порт | портрет
          ru | рыба | рубль
          ru | страна | страница
          ru | берег | берёза
          ru | лес | лестница
          ru | суд | судьба
          ar | وزير | وزن
          ar | بحر | بحث
          ar | بحرية | حرية
          ar | برنامج | نموذج
          ar | سفارة | سفر
          ar | كتاب | كلب
          ar | قرار | قرية
          ar | عقوبات | عقود
          ar | مدينة | مدرسة
          ar | جزر | جسر
          ar | سفن | سفير
          cy | cath | pont
          cy | llong | rhyfel
          cy | pont | punt
          cy | môr | mynydd
          cy | tref | trefn
          cy | cyngor | cynnig
          cy | plant | planed
          cy | gwaith | gwin
          cy | brenin | bryn
          cy | dinas | dynes
          ur | وزیر | وزن
          ur | ملک | ملا
          ur | جھیل | جیل
          ur | کتاب | کباب
          ur | سمندر | سندر
          ur | بچہ | بچت
          ur | عورت | عمارت
          ur | معاہدہ | معاشرہ
          ur | کشتی | کشش
          ur | جہاز | جہان
          zh-Hans | 海 | 天
          zh-Hans | 部长 | 部门
          """)
  void words_that_only_look_alike_stay_apart(String language, String word, String others) {
    Analysis analysis = Analysis.of(Locale.forLanguageTag(language));
    var met = new ArrayList<String>();
    for (String other : others.split(", ", -1))
      if (meet(terms(analysis, word), terms(analysis, other))) met.add(other);
    assertThat(met).as("%s: %s %s", language, word, terms(analysis, word)).isEmpty();
  }

  /// Chinese words have no forms: what counts is that a sentence is cut where words end, so that
  /// what is typed is found in it, however it was cut there.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          诺兰与维斯马克就阿尔迪斯湾共同海上救援达成协议。 | 海上救援, 救援, 海上, 协议, 共同, 达成协议
          两国海岸警卫队将共用一个频道。 | 海岸警卫队, 警卫队, 海岸, 频道
          选举观察员的安全 | 选举, 观察员, 选举观察员, 安全
          外交部长星期五访问凯斯特雷尔港。 | 外交部长, 部长, 访问, 星期五, 外交
          理事会主席由轮值国担任。 | 理事会, 主席, 理事会主席
          渔民的笔记本里记着没有标在海图上的礁石。 | 渔民, 笔记本, 海图, 礁石
          她说北海理事会将于2027年开会。 | 理事会, 2027, 开会, 2027年
          该协议自 1 月 1 日起生效。 | 协议, 生效, 1月
          G20 峰会与 COP31 | G20, COP31, 峰会, g20
          部长乘 Sjøbris 号抵达 | Sjobris, sjøbris, 抵达
          俄方称之为 Спасение 行动 | спасение, 行动
          阿方称之为 إنقاذ 行动 | إنقاذ, انقاذ
          他说“Müller–O’Brien”计划 | müller, Muller, 计划
          Marek Dolan 部长表示欢迎。 | Dolan, 部长, marek, 欢迎
          卫生部公布了新的统计数据。 | 卫生部, 统计, 数据, 统计数据
          中华人民共和国大使馆 | 大使馆, 中华人民共和国
          """)
  void what_is_typed_is_found_in_a_text_without_spaces(String text, String typed) {
    Analysis analysis = Analysis.of(Locale.forLanguageTag("zh-Hans"));
    Set<String> there = terms(analysis, text);
    var missed = new ArrayList<String>();
    for (String one : typed.split(", ", -1)) {
      Set<String> asked = terms(analysis, one);
      if (asked.isEmpty() || !there.containsAll(asked)) missed.add(one + " " + asked);
    }
    assertThat(missed).as("%s %s", text, there).isEmpty();
  }

  private static boolean meet(Set<String> one, Set<String> other) {
    return one.stream().anyMatch(other::contains);
  }

  private static Set<String> terms(Analysis analysis, String text) {
    var terms = new HashSet<String>();
    for (Token token : analysis.tokens(text)) terms.addAll(token.terms());
    return terms;
  }
}
