package io.yuhitsu.minutes.rules.internal.ja;

import io.yuhitsu.minutes.rules.internal.text.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** People in a sentence, and what they have to do with what is said. */
final class JapaneseNames {
    private static final String TITLES =
            "さん|様|さま|氏|くん|君|ちゃん|部長|課長|係長|主任|社長|専務|常務|店長|所長|師長|委員長|会長|副会長|先生|教授|リーダー|マネージャー|工場長|班長";
    static final Pattern TITLE = Pattern.compile(TITLES);
    private static final Set<String> NOBODY = Set.of(
            "お客", "客", "皆", "みな", "業者", "代理店", "店", "百貨店", "メーカー", "他社", "先方", "担当", "担当者", "派遣", "奥", "娘", "息子", "医者",
            "職人", "本部", "各", "副", "元", "新", "会社", "お疲れ", "おつかれ", "役所", "市役所", "区役所", "銀行", "運送", "印刷", "農家", "大家",
            "ご苦労", "お母", "お父", "母", "父", "兄", "姉", "お兄", "お姉", "子供", "子ども", "おじい", "おばあ", "婦長", "神", "仏", "取引先", "工務店",
            "お前", "患者", "学生", "町内", "自治", "住民", "利用者", "そちら", "あちら", "会", "院", "前", "現", "次期");
    private static final String UNITS =
            "(?:部|課|室|局|チーム|総務|事務|事務局|経理|人事|営業|広報|開発|情シス|法務|購買|品質保証|委員会|班|企画|物流|製造|技術|役員|サポート|インフラ|デザイン)";
    private static final Pattern UNIT_DOES =
            Pattern.compile("([一-龠々ァ-ヶー]{0,8}" + UNITS + ")(?:さん)?(?:の(?:方|ほう))?(?:で|が|から)(?=.*(?:ます|する|やる|ましょう))");
    private static final Pattern UNIT_ASKED = Pattern.compile(
            "([一-龠々ァ-ヶー]{0,8}" + UNITS + ")(?:さん)?(?:の(?:方|ほう))?(?:は|、|で|が)(?=.*(?:ください|お願い|もらえ|いただけ))");

    private JapaneseNames() {}

    /** @param name without title @param shown with it @param start offset in the text @param end after the title */
    record Person(String name, String shown, int start, int end) {}

    static List<Person> people(String text, List<Token> tokens, Set<String> known) {
        List<Person> people = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (i > 0 && TITLE.matcher(token.surface()).matches()) {
                int first = nameStart(tokens, i);
                String name = first < i ? text.substring(tokens.get(first).start(), token.start()) : "";
                if (isName(name, tokens.subList(first, i), known)) {
                    people.add(new Person(
                            name,
                            text.substring(tokens.get(first).start(), token.end()),
                            tokens.get(first).start(),
                            token.end()));
                }
            }
        }
        addKnown(text, known, people);
        people.sort(java.util.Comparator.comparingInt(Person::start));
        return people;
    }

    private static int nameStart(List<Token> tokens, int title) {
        int i = title;
        while (i > 0 && tokens.get(i - 1).end() == tokens.get(i).start() && title - i < 2) {
            Token token = tokens.get(i - 1);
            boolean proper = token.is("名詞-固有名詞");
            boolean plain = title == i && token.is("名詞") && !token.is("名詞-代名詞") && !token.is("名詞-数");
            if (!proper && !plain || i < title && !token.is("名詞-固有名詞-人名")) {
                break;
            }
            i--;
        }
        return i;
    }

    private static boolean isName(String name, List<Token> tokens, Set<String> known) {
        if (name.isEmpty() || NOBODY.contains(name) || name.length() > 6) {
            return false;
        }
        if (known.contains(name)) {
            return true;
        }
        return tokens.stream()
                        .allMatch(t -> t.is("名詞-固有名詞") && !t.is("名詞-固有名詞-地域-国") && !t.is("名詞-固有名詞-組織")
                                || t.reading().isEmpty())
                || name.length() <= 3 && name.matches("[一-龠々]+") && !name.endsWith("店") && !name.endsWith("先");
    }

    /** 山崎には私から: people of the meeting are spoken of without a title too. */
    private static void addKnown(String text, Set<String> known, List<Person> people) {
        for (String name : known) {
            if (name.length() < 2) {
                continue;
            }
            for (int at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length())) {
                int start = at;
                if (people.stream().noneMatch(p -> p.start() <= start && start < p.end())) {
                    people.add(new Person(name, name, at, at + name.length()));
                }
            }
        }
    }

    /** Who is asked, or named as the one who will do it; null when nobody is. */
    static String assignee(String text, List<Person> people) {
        Person best = null;
        int bestRank = 0;
        for (Person person : people) {
            int rank = rank(text, person);
            if (rank > bestRank) {
                best = person;
                bestRank = rank;
            }
        }
        if (best != null) {
            return best.name();
        }
        return null;
    }

    /** A department that will do it, or is asked to; null when there is none. */
    static String unit(String text, boolean asked) {
        Matcher unit = (asked ? UNIT_ASKED : UNIT_DOES).matcher(text);
        return unit.find() ? unit.group(1) : null;
    }

    private static int rank(String text, Person person) {
        String after = text.substring(person.end());
        boolean receives = after.matches("(?s)^に(?:は)?.*(?:もら|いただ|お願い|頼|任せ|依頼し(?:よう|ましょう)).*")
                && !after.matches("(?s)^に.*(?:して|出して|渡して|送って|聞いて|連絡して|依頼して|見せて|伝えて|確認して)(?:もら|いただ|ください|くれ).*");
        if (after.matches("(?s)^、(?!.{0,4}$).*") && person.start() <= 12) {
            return 5;
        }
        if (after.matches("(?s)^[がはも](?!.{0,3}$).*")) {
            return 4;
        }
        if (receives) {
            return 3;
        }
        if (after.matches("(?s)^(?:の(?:方|ほう))?(?:で|から)(?!す).*")) {
            return 2;
        }
        if (after.matches("(?s)^[、。]?$") && person.start() > 3) {
            return 1;
        }
        // Recognised speech has no comma behind the one who is spoken to: 岡本さん商品別の内訳を
        return after.matches("(?s)^[^のとにへを、。].*") && person.start() <= 20 ? 1 : 0;
    }
}
