package communique.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/// Arabic beyond what a stemmer cuts off: particles that are written together with a word that has
/// no article, endings that say whose it is, and plurals that change a word within.
///
/// Such plurals follow no rule that would not also join words that have nothing in common, so those
/// that announcements use are listed.
final class Arabic {
  private static final List<String> ARTICLES = List.of("وال", "بال", "كال", "فال", "لل", "ال");
  private static final String PARTICLES = "بلفكو";
  private static final List<String> WHOSE = List.of("هما", "ها", "هم", "هن", "نا", "كم", "ه");

  /// How long a word is at least without a particle: `بحرية`, of the navy, is not "with freedom".
  private static final int LEFT_MIN = 5;

  private static final int STEM_MIN = 4;

  /// Each singular with its plurals.
  private static final String PLURALS =
      """
      سفينة سفن; سلاح أسلحة; بحار بحارة; وزير وزراء; رئيس رؤساء; سفير سفراء; مدير مدراء مديرون; عضو أعضاء
      خبير خبراء; عالم علماء; شريك شركاء; زميل زملاء; قائد قادة; زعيم زعماء; أمير أمراء; لاجئ لاجئون; طالب طلاب طلبة
      تاجر تجار; عامل عمال; كاتب كتاب; نائب نواب; حاكم حكام; شاب شباب; طفل أطفال; ولد أولاد; رجل رجال; امرأة نساء
      مواطن مواطنون; جندي جنود; صياد صيادون; مسافر مسافرون; جار جيران; صديق أصدقاء; عدو أعداء; أخ إخوة; ابن أبناء
      شخص أشخاص; فرد أفراد; طرف أطراف; شعب شعوب; دولة دول; بلد بلدان بلاد; مدينة مدن; قرية قرى; جزيرة جزر; ميناء موانئ
      نهر أنهار; جبل جبال; طريق طرق; جسر جسور; شارع شوارع; بيت بيوت; مبنى مبان; مكتب مكاتب; مركز مراكز
      مدرسة مدارس; مستشفى مستشفيات; مسجد مساجد; منطقة مناطق; إقليم أقاليم; حد حدود; شاطئ شواطئ; ساحل سواحل; خليج خلجان
      قارب قوارب; مركب مراكب; طائرة طائرات; قطار قطارات; شاحنة شاحنات; باخرة بواخر; طاقم طواقم أطقم; فريق فرق; جيش جيوش
      قوة قوات قوى; هجوم هجمات; حرب حروب; ضربة ضربات; خطر أخطار مخاطر; تهديد تهديدات; جريمة جرائم; سجن سجون; لص لصوص
      خبر أخبار; بيان بيانات; قرار قرارات; قانون قوانين; اتفاق اتفاقات; عقد عقود; شرط شروط; حق حقوق; واجب واجبات
      برنامج برامج; مشروع مشاريع مشروعات; خطة خطط; هدف أهداف; نتيجة نتائج; مشكلة مشاكل; أزمة أزمات; قضية قضايا; مسألة مسائل
      سبب أسباب; موضوع مواضيع; فكرة أفكار; سؤال أسئلة; جواب أجوبة; رسالة رسائل; وثيقة وثائق; كتاب كتب; صورة صور; خريطة خرائط
      سنة سنوات سنين; عام أعوام; شهر أشهر شهور; أسبوع أسابيع; يوم أيام; ساعة ساعات; مرة مرات; فصل فصول; شتاء أشتية
      مبلغ مبالغ; رسم رسوم; ثمن أثمان; سعر أسعار; سوق أسواق; شركة شركات; مصنع مصانع; بنك بنوك; مصرف مصارف; مال أموال
      أصل أصول; قرض قروض; ضريبة ضرائب; منتج منتجات; سلعة سلع; مورد موارد; مصدر مصادر; محصول محاصيل; سمكة أسماك; شجرة أشجار
      طبيب أطباء; مريض مرضى; مرض أمراض; دواء أدوية; لقاح لقاحات; مدرس مدرسون; أستاذ أساتذة; درس دروس; علم علوم; تلميذ تلاميذ
      مجلس مجالس; حزب أحزاب; حكومة حكومات; سلطة سلطات; لجنة لجان; هيئة هيئات; منظمة منظمات; جماعة جماعات; شبكة شبكات
      مراقب مراقبون; ناخب ناخبون; صوت أصوات; جواز جوازات; تأشيرة تأشيرات; ختم أختام; توقيع تواقيع; مقعد مقاعد; منصب مناصب
      دور أدوار; عمل أعمال; جهد جهود; خدمة خدمات; إجراء إجراءات; حل حلول; نظام أنظمة نظم; قاعدة قواعد; جهاز أجهزة; أداة أدوات
      زلزال زلازل; حريق حرائق; فيضان فيضانات; إعصار أعاصير; كارثة كوارث; ضحية ضحايا; جريح جرحى; قتيل قتلى; شهيد شهداء
      لغة لغات; ثقافة ثقافات; معرض معارض; مؤتمر مؤتمرات; لقاء لقاءات; ضيف ضيوف; باب أبواب; نافذة نوافذ; ضوء أضواء; مصباح مصابيح
      كلب كلاب; حيوان حيوانات; ماء مياه; حجر أحجار; صخرة صخور; بئر آبار; حقل حقول; أرض أراض; سماء سماوات; لون ألوان; اسم أسماء
      """;

  private static final Map<String, String> SINGULARS = singulars();

  private Arabic() {}

  /// What else a word may be, each by itself, with a space between them; empty where it is nothing
  /// else.
  static String otherwise(String word) {
    var others = new StringJoiner(" ");
    // A wāw may be "and", or the first letter of the word, as it is in "minister". Behind an
    // article it is left alone.
    if (word.startsWith("و")) others.add("ال" + word);
    String plain = plain(word);
    for (String one : bare(plain)) {
      if (!one.equals(plain)) others.add("ال" + one);
      String singular = SINGULARS.get(one);
      if (singular != null) others.add(singular);
    }
    return others.toString();
  }

  /// What a word begins with when what is written together with it is left away.
  ///
  /// @param form with its marks taken off
  static List<String> beginnings(String form) {
    var all = new ArrayList<String>(List.of(form));
    for (String article : ARTICLES)
      if (form.startsWith(article) && form.length() > article.length() + 2) {
        all.add(form.substring(article.length()));
        break;
      }
    if (all.size() == 1 && isParticle(form)) all.add(form.substring(1));
    return all;
  }

  /// A word without article, particle and whose it is, as far as that can be told: itself first.
  private static List<String> bare(String word) {
    var all = new ArrayList<String>(List.of(word));
    for (String article : ARTICLES)
      if (word.startsWith(article) && word.length() - article.length() >= 2) {
        all.add(word.substring(article.length()));
        return all;
      }
    if (isParticle(word)) all.add(word.substring(1));
    for (String one : List.copyOf(all)) {
      for (String whose : WHOSE)
        if (one.endsWith(whose) && one.length() - whose.length() >= STEM_MIN) {
          String owned = one.substring(0, one.length() - whose.length());
          all.add(
              owned.endsWith("ت") && !owned.endsWith("ات")
                  ? owned.substring(0, owned.length() - 1) + "ه"
                  : owned);
          break;
        }
      for (String two : List.of("تين", "تان"))
        if (one.endsWith(two) && one.length() - two.length() >= STEM_MIN)
          all.add(one.substring(0, one.length() - two.length()) + "ه");
    }
    return all;
  }

  private static boolean isParticle(String word) {
    return PARTICLES.indexOf(word.charAt(0)) >= 0
        && (word.length() > LEFT_MIN
            || (word.length() == LEFT_MIN && word.charAt(1) == 'ا' && word.charAt(0) != 'ك'));
  }

  /// One letter for those that are often written for each other, and no marks.
  private static String plain(String word) {
    var plain = new StringBuilder(word.length());
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      switch (c) {
        case 'أ', 'إ', 'آ', 'ٱ' -> plain.append('ا');
        case 'ى' -> plain.append('ي');
        case 'ة' -> plain.append('ه');
        default -> {
          if (Character.getType(c) != Character.NON_SPACING_MARK && c != 'ـ') plain.append(c);
        }
      }
    }
    return plain.toString();
  }

  private static Map<String, String> singulars() {
    var singulars = new HashMap<String, String>();
    for (String one : PLURALS.split("[;\\n]", -1)) {
      String[] words = one.strip().split(" ", -1);
      for (int i = 1; i < words.length; i++) singulars.putIfAbsent(plain(words[i]), words[0]);
    }
    return Map.copyOf(singulars);
  }
}
