package io.yuhitsu.minutes.rules.internal.ja;

import io.yuhitsu.minutes.rules.internal.text.Act;
import io.yuhitsu.minutes.rules.internal.text.Token;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What Japanese sentences do: formal, everyday and Kansai forms. Looks at the sentence alone; who answers whom is for others. */
final class JapaneseMoves {
    private static final String END = "[。．.？?！!…]*$";
    private static final String SOFT_END = "(?:ね|よ|よね|わ|な|なあ|ので|から|けど|が|と思います)?" + END;

    // ---- settling
    private static final Pattern DECIDES =
            Pattern.compile("(?:に|で|と|を|は|も)(?:、)?決定(?:し(?:ます|ました|よう|ましょう)|いたします|です|だ|で)?" + SOFT_END
                    + "|(?:に|で|と)(?:決め(?:ます|ました|ましょう|よう|た)|決まり(?:ました|ます|です|だ|や)?|決まった)" + SOFT_END
                    + "|ことに(?:し(?:ます|ました|ましょう|よう|た)|いたします|いたしました|決め.{0,5}|させていただきます|する|しましょか|しよか)" + SOFT_END
                    + "|(?:とし|といたし|(?<!よう)にいたし|(?<!よう)にさせていただき)(?:ます|ました|ましょう)" + SOFT_END
                    + "|(?:で|って(?:こと)?で)(?:いき|行き|進め)(?:ます|ましょう|たいと思います)" + SOFT_END
                    + "|(?:で|って(?:こと)?で)(?:いこう|行こう|いこか|いく|やろう|確定|決まり|合意|いきまひょ)(?:か)?" + SOFT_END
                    + "|(?:可決|採択|承認)(?:され(?:ました|ます)|とし(?:ます|ました)|いたし(?:ます|ました)|します|しました|です)" + SOFT_END
                    + "|(?:全会一致|満場一致|賛成多数)(?:で|です|と|に).{0,14}$|(?:を採用|に統一|に変更|に一本化|を廃止|を中止)(?:し(?:ます|ましょう|よう)|する|で)"
                    + SOFT_END
                    + "|(?:方針|方向|案|形|線)で(?:いき|行き|いこ|進め|やり|お願い).{0,8}$|ということで(?:、)?(?:進めて|お願いし|やって|いって|手配して).{0,12}$");
    private static final Pattern MAKES =
            Pattern.compile("(?:は|で|なら|なので|今回は|、).*(?<!よう)に(?:し(?:ます|ましょう|よう|ました)|しとこ|しとき|しておきましょう|しよか)" + SOFT_END);
    private static final Pattern SHALL = Pattern.compile("(?:ましょう|まひょ|ましょ)(?:よ|ね)?" + END);
    private static final Pattern TAG = Pattern.compile(
            "^(?:はい、|うん、|よし、|ああ、|分かりました。?|わかりました。?)*(?:では|じゃあ|じゃ|それでは|それじゃあ|ほな|ほんなら|それなら|なら|そしたら|よし|うん|それで)、?(?!次|最初)(?:(?!最初に|お願い|確認から|次は).){1,36}(?:(?<![いくぐま])で|ということで|ってことで|のままで|なしで)"
                    + END + "|^(?:では|じゃあ|じゃ|ほな|それなら|よし)、?.{0,20}[0-9].{0,6}から" + END);
    private static final Pattern BARE = Pattern.compile("^(?:では|じゃあ|じゃ|ほな|それなら)、?.{0,14}[0-9].{0,6}" + END);
    private static final Pattern STOPS = Pattern.compile(
            "(?:見送り|廃止|中止|延期|無し|なし|取りやめ|却下|据え置き|現状維持|対象外|見合わせ)(?:に|と|で|を|する|し|ます|ましょう|です|や|やな).{0,10}$|(?:いらんいらん|やめとこ|やめとき|やめましょう|やめよう|やめにし|しないで(?:いき|お)|やらんとこ|いらないです|(?:たら|れば)(?:ええ|いい)(?:わ|ねん|よ)?[。]?$)");
    private static final Pattern FINE = Pattern.compile(
            "(?:で|たら|ても|なくて)(?:、)?(?:いい|ええ|よい|よろしい|オッケー|OK)(?:です|でしょう|でしょ|やろ|んじゃない|じゃない|んちゃう|と思う|と思い|わ|んで|かな)?(?:です|ます|か)*"
                    + SOFT_END);
    private static final Pattern PLEASE_SO = Pattern.compile("(?:で)(?:、)?お願いし(?:ます|たい)" + SOFT_END);

    // ---- proposing
    private static final Pattern OFFERS = Pattern.compile(
            "(?:よろしいでしょうか|よろしいですか|でいいですか|でいいですね|ええですか|いいですよね|でいいよね|でいいかな|異議は?(?:ないですか|ありませんか|ございませんか)|これで(?:いき|いい|よろ))");
    private static final Pattern PROPOSES = Pattern.compile(
            "(?:ましょうか|どうでしょう|どうですか|いかがでしょう|たいです|たいと思います|たいのですが|たいんですが|たらどう|案ですが|提案|んじゃない(?:です)?か|ませんか|たいと考えて|のがいいと思|方がいいと思|ほうがいいと思|方がええと思)");

    // ---- asking somebody to act
    private static final Pattern INSISTS = Pattern.compile("(?:て|で)(?:おいて|き)?(?:ください|下さい)(?:ね|よ|ませ)?" + END
            + "|(?:を|は|が|に|で|も|、).*お願い(?:します|いたします|しますね|できますか|してもいいですか|していいですか|しても|しましょう|したい(?:です|のですが|んですが)?)"
            + SOFT_END
            + "|(?:て|で)(?:や|くれ|な|ね|ほしい(?:です)?|欲しい(?:です)?|な。)" + END
            + "|(?:とい|どい|ておい)て(?:や|ね|な|ください|くれ)?" + END
            + "|お[^、。]{1,6}ください" + SOFT_END + "|ご[^、。]{1,6}ください" + SOFT_END
            + "|(?:たの|頼)(?:みます|むわ|む|んだ)" + SOFT_END);
    private static final Pattern REQUESTS = Pattern.compile(
            "(?:て|で)(?:おいて|とい|といて)?(?:もらえ|いただけ|頂け|くれ|くださ|もら)(?:ます|ません|る|ない|へん|えん|いません)?(?:でしょう)?か(?:な|ね)?" + END
                    + "|(?:て|で)(?:おいて|といて)?(?:もらえる|くれる|いただける|くれない|もらえない|くれへん|くれますか)(?:？|\\?|。)?$"
                    + "|(?:て|で)(?:もらって|いただいて)(?:も)?(?:いい|よい|よろしい|ええ)(?:です)?か?" + END
                    + "|(?:て|で)(?:もら(?:いましょう|おう|おか)|いただ(?:きましょう|こう|きたい(?:です|と思います|んですが|のですが)?))(?:か)?(?:な)?" + SOFT_END
                    + "|(?:に|へ)(?:頼もう|お願いしよう|お願いしましょう|任せよう|頼みましょう|任せましょう|頼む)(?:か)?(?:な)?" + SOFT_END
                    + "|(?:お願い|任せて|頼んで)(?:でき|いい|も).{0,8}(?:か|？)" + END
                    + "|(?:て|で)(?:おいて)?(?:もらえる|いただける|くれる)と(?:助か|嬉し|うれし|ありがた)(?:(?!が)[^、。]){0,8}" + END
                    + "|(?:の件|それ|これ|あと)(?:は)?、?よろしく(?:ね|です|お願いします)?" + END
                    + "|(?:さん|くん|君|課長|部長)の(?:宿題|担当)(?:で|という|に).{0,10}" + END
                    + "|(?:担当は|担当、).{1,8}(?:さん|くん)(?:で|に|ね).{0,8}" + END
                    + "|連れてきて" + END);
    private static final Pattern SPEECH = Pattern.compile(
            "(?:教えて|説明|報告|紹介|発表|聞かせて|ご覧|見てください|待って|お待ち|言って|おっしゃって|座って|始めて|気をつけ|気を付け|心配|無理し|頑張|考えてみて|検討(?:いただ|を|して)|意見を|質問|手元|させてください|らせてください|やらせて|勘弁|ご了承|ご容赦|遠慮|ご理解|よろしくお願い|ご参照|話して|読んでみて|安心|許し|開いてください|注目|ご起立|忘れて|期待|持つように|注意して|触れて|続けてください|進めてください|どうぞ|お話|共有して(?!おいて)|してみてください|見せてください|進捗|状況を|から(?:お願い|どうぞ)|数字から|の方からお願い|ご協力を?お願い|確認から)");

    /** 西田課長、お願いします: gives the floor; お願いします alone accepts. */
    private static final Pattern CALLS = Pattern.compile(
            "^(?:(?:はい|では|じゃあ|うん|ええ|それでは|まず|次に?|続いて)、?)*(?:.{0,10}(?:さん|課長|部長|先生|様|くん|係長|主任|委員長))?(?:から)?(?:、)?(?:ひとつ|よろしく)?(?:お願いします|お願いいたします|頼みます|頼むわ|頼む|どうぞ)(?:ね)?"
                    + END + "|について.{0,12}お願い|(?:報告|説明|結果|状況|進捗|共有|紹介|発表)(?:を|は|について)?、?.{0,8}お願い|(?:協力|よろしく)を?お願い");

    // ---- taking something on
    private static final Pattern WILL = Pattern.compile("[きぎしじちにびみりいえけせてねべめれげ]ます(?:ね|よ|わ|ので|から|けど|んで)?" + END
            + "|(?:て|で)(?:おく|くる|みる|おきます|きます|みます|おきますわ)(?:よ|ね|わ|から)?" + END
            + "|(?:とく|どく|とくわ|とくよ|ときます|どきます|ときますわ|とくから)(?:ね|よ|わ)?" + END
            + "|(?:て|で)(?:おく|くる|みる|おきます|きます)(?:よ|ね|わ|から)?、.{1,10}" + END + "|させていただきます" + SOFT_END + "|やっ?ておきます|やります"
            + SOFT_END
            + "|(?:送る|作る|出す|やる|聞く|調べる|直す|書く|行く|持ってくる|まとめる|確認する|連絡する|対応する|用意する|手配する|準備する|頼む|話す|見る|渡す)(?:よ|わ|から|ね|わね)"
            + END + "|(?:作|や|送|出)ろう(?:か)" + END);
    private static final Pattern NOT_WILL = Pattern.compile(
            "(?:思い|思って|考え(?:て)?|あり|おり|てい|でい|なり|でき|ござい|願い|存じ|わかり|分かり|困り|助かり|違い|かかり|足り|間に合い|終わり|終え|始め|始まり|失礼し|賛成し|申し|申し上げ|感じ|言い|いけ|知り|決まり|見え|見られ|られ|もらえ|いただけ|頂け|使え|回り|伸び|増え|減り|下がり|上がり|届き|閉会し|終了し|開会し|開催し|開始し|報告し|報告いたし|説明し|説明いたし|紹介し|ご紹介し|ご説明し|発表し|進み|移り|続き|参り|下さい|くださり|残り|変わり|入り|動き|見込め|切れ|過ぎ|掛かり|落ち|戻り|休み|頑張り|努力し|気をつけ|成立し|了解し|承知し|承り|致しかね|いたしかね|かね|過ごし|同席し|出席し|欠席し|期待し|参加し|賄え|出せ|生じ|発生し|思われ|とし|いたしとし|になり|高まり|集まり|要り|いり|住み|疲れ|役立ち|頼み|お願いし|お願いいたし|感謝し|読み上げ|お答えし|お示しし|審議し|採決し|採決いたし|検討し|検討いたし|共有し|話し合い|振り返り|確認から始め)ます");
    private static final Pattern SELF =
            Pattern.compile("(?:私|わたし|わたくし|僕|俺|自分|うち|こちら|こっち|弊社|当社|我々|私たち|私ども)(?:の(?:方|ほう))?(?:が|から|で|も|は)(?!す)");
    private static final Pattern WISH =
            Pattern.compile("(?:たい(?:です|なあ|な|と)|ほしい|欲しい|べき|必要が|した方が|したほうが|かもしれ|と思います|気がし|はず)");
    private static final Pattern VOLUNTEERS = Pattern.compile(
            "(?:(?:私|僕|こちら|うち|俺|自分).*(?:ましょうか|できます(?:けど|よ)?|やれます|しようか|やろうか)|ておきましょうか|ときましょうか|やりましょうか|やろうか|[りきみしえ]ますよ|てもいいですよ|やっときましょか)"
                    + END);

    // ---- answering
    private static final Pattern ACCEPTS = Pattern.compile(
            "^(?:はい|ええ(?!と)|うん|了解|承知|分かりました|わかりました|分かった|わかった|かしこまりました|オッケー|OK|ok|いいですよ|いいですね|いいよ|いいと思|いいんじゃ|もちろん|やります|大丈夫|結構です|異議(?:は)?(?:あり|な|無)|賛成|ええですよ|ええよ|ええね|助かります|お願いします|それで(?:お願い|いい|いき|いこ|ええ|やり|進)|そうしましょう|そうします|そうですね|そうしよ|頼みます|頼むわ|ぜひ|ありがとう|あ、はい|喜んで|お任せ|任せて|たしかに|同感|同意|やっときます|よろしくお願い|では、?(?:それで|お願い|そう)|じゃあ、?(?:それで|お願い|そう))");
    private static final Pattern AGREES = Pattern.compile(
            "^(?:はい、|ええ、|うん、|私も|.{1,14}(?:ですね|ね|やね)、)*(?:賛成|異議(?:は)?(?:あり|な|無)|そうしましょう|そうしよ|それで(?:いき|いこ|いい|お願い|ええ|進|やり|行)|結構です|いいですね|いいと思い|いいんじゃないですか|ええと思|ぜひ|承知し|了解|同感|同意|では、?(?:それで|そう)|じゃあ、?(?:それで|そう)|ほな、?(?:それで|そう)|(?:その|この)(?:案|形|方向)で)");
    private static final Pattern OBJECTS = Pattern.compile(
            "^(?:いや(?!あ)|いえ(?!いえ|、大丈夫)|いいえ|でも|ただ|うーん|え[っー]?、|えっ|ちょっと(?:待|それ)|待って|それは(?:ちょっと|どう|難し|無理|困)|しかし|そうですか(?:ね|？))|(?:反対です|難しいと思|厳しいと思|無理です|困ります)");
    private static final Pattern WELCOMES = Pattern.compile(
            "^(?:はい、|うん、|ええ、|え、|あ、|じゃあ、?|では、?)*(?:お願い|助かる|助かり|ありがと|頼み|頼む|ぜひ|それで(?:お願い|いき|いい)|よろしく|そうしてもら|いいんですか|それは助か|お願いでき)");
    private static final Pattern REFUSES = Pattern.compile(
            "^(?:いや|いえ(?!いえ)|いいえ|うーん、(?:ちょっと|それ|難)|すみません(?:、|が)|申し訳)|(?:それなんですが|無理です|難しいです|厳しいです|できません|できかねます|手一杯|いっぱいいっぱい|余裕が(?:ない|なく)|ちょっと(?:難し|厳し|無理|しんど)|お断り|勘弁|行けないんです|出られな|休みなん|反対です|待ってください|無理無理|無理ですわ|手が回ら)");
    private static final Pattern WITHDRAWS = Pattern.compile(
            "^(?:あ、|そう(?:なの|ですか|なんですか)、?|はい、)*(?:じゃあ|ほな|それなら|でしたら|だったら|では|じゃ)、?(?:.{0,8}(?:は|も))?(?:いいです|もういい|ええわ|いらない|いりません|不要|結構です|大丈夫です|なしで|なくて(?:いい|大丈夫))(?:ね|よ|わ)?"
                    + END
                    + "|(?:やっぱり|やはり|やっぱ)、?.{0,16}(?:いいです|いいや|いらない|不要|やめ|なしで|なくて|取り消|結構です|ええわ|しなくて)|(?:取り消し|撤回|さっきの.{0,12}(?:なし|忘れて|やめ))|冗談です|(?:忘れてください|聞かなかったことに)|しなくて(?:いい|大丈夫)(?:です)?");
    private static final Pattern ASKS = Pattern.compile(
            "(?:[？?]|か(?:ね|な)?[。]?|でしたっけ[。]?|っけ[。]?|のかな[。]?|ですかね[。]?)$|(?:どうし|どない|いつ(?:から|まで|ぐらい|ごろ)|誰が|どこ(?:が|で|に)|何が|いくら|なんぼ).{0,12}$");
    private static final Pattern DEFERS = Pattern.compile(
            "持ち帰|持ち越|(?:次回|来月|来週|今度|改めて|別途|後日|また|後で|あとで|後ほど)(?:の会議で|に|、)?(?:もう一度|もう1回|改めて|また)?(?:.{0,8})(?:議論|検討|話し?合|話し(?:ましょう|ます)|相談|決め(?:ましょう|ます|よう|る)|審議|考え)|検討(?:し(?:ます|ましょう|て(?:み|いき|おき))|中|させて|課題|事項|いたします|したい)|保留|考えさせて|聞いて(?:み(?:ない|て)から|から)|決められない|決めかね|決まっていない|様子を?見|様子見|継続審議|もんでみ|結論は出|宿題に|相談しましょう|また(?:今度|次回)|後にしましょう|見てから(?:決|考)|ペンディング|一旦置|いったん置|棚上げ|考えましょう|考えとき");
    private static final Pattern SUPPOSES = Pattern.compile(
            "もし|仮に|たとえば|例えば|万が一|(?:た|る|の)場合(?:は|に|、)|[っん]だら、|ったら、(?!いい)|いつか|いずれ|できれば.{0,20}(?:たい|ほしい)|としたら|だとすれば|(?:あれば|なれば|出れば)(?:、|考え)");
    private static final Pattern RECALLS = Pattern.compile(
            "(?:前回|先日|先月|昨日|先週|以前|去年|昨年|前に|この前|こないだ|今朝|さっき|すでに|既に|もう|前々回|当時|昨年度|時に).{0,60}(?:した|ました|でした|た(?:件|話|こと|ので|けど|が|ん)|済み|ています|ております|なってい|ってる|てます|とおり|通り)|(?:済み|ておりました|ていました|(?:決めて|決まって|なって)(?:い|お)(?:ます|ります|る))"
                    + SOFT_END);
    private static final Pattern GENERAL = Pattern.compile(
            "気を(?:つけ|付け)|気をつけ|徹底(?:し|を|お願い)|心がけ|意識し|頑張(?:り|って|ろ)|注意し(?:ま|て)|見て(?:いき|いく|おき)ましょう|(?:みんな|皆さん|皆|皆様|全員|お互い|それぞれ)(?:で|、|も|に|は|の).{0,30}(?:ましょう|お願いします|ください)|よろしくお願いします|協力(?:して)?(?:いき|し)ましょう");
    private static final Pattern CEREMONY = Pattern.compile(
            "(?:同席させて|始め(?:ます|ましょう|させて|よ|たい|る)|開会|開催し|閉会|終わり(?:ます|ましょう|にし|たい)|終了(?:し|と)|以上です|以上で|ここまで|お疲れ|おつかれ|ありがとうございました|おはようございます|こんにちは|こんばんは|よろしくお願いいたします|よろしくお願いします|お世話になって|休憩|このくらいで|こんなもん|失礼します|振り返りを|話し合います|ご安全に|議題は|移ります|移りましょう|行きましょう|いきましょうか|入ります|入りましょう|進みます|それでは(?:、)?(?:次|続))");
    private static final Pattern NEXT = Pattern.compile(
            "(?:次回|次の(?:会議|定例|打ち合わせ|ミーティング|委員会|会合|役員会)|今度の(?:会議|集まり|打ち合わせ))(?:の(?:会議|定例|日程|打ち合わせ|開催|委員会))?(?:は|の|も|、|が)");
    private static final Pattern TOPIC = Pattern.compile(
            "^(?:はい、|えー、|では、|では|じゃあ、|ありがとうございます。?)*(?:次(?![回の第])に?|続いて|続きまして|それから|あと(?:は)?|最後に?|まず(?:は)?|最初に|ほんで|で(?=、)|一つ目は|二つ目は|もう一つ|もう1つ|あとは)、?(.{2,24}?)(?:について|に関して|の件|ですが|ですけど|なんですが|なんですけど|なんやけど|ですね|です|は(?=、)|、|。|ですわ|なんだけど|の準備に|をお願い|の話)");

    private JapaneseMoves() {}

    /** @param dated whether a due time is named @param named whether somebody is named as the one who acts */
    static Set<Act> of(String text, List<Token> tokens, boolean dated, boolean named) {
        Set<Act> acts = EnumSet.noneOf(Act.class);
        frame(text, acts);
        boolean open = !acts.contains(Act.CEREMONY);
        boolean asks = acts.contains(Act.ASKS);
        if (open && !GENERAL.matcher(text).find()) {
            asked(text, acts);
            boolean request = acts.contains(Act.REQUESTS);
            if (!request && !asks) {
                taken(text, acts, dated, named);
            }
            if (!request) {
                settled(text, tokens, acts, asks);
            }
        }
        return acts;
    }

    private static void frame(String text, Set<Act> acts) {
        mark(acts, Act.ACCEPTS, ACCEPTS.matcher(text).find());
        mark(acts, Act.AGREES, AGREES.matcher(text).find());
        mark(acts, Act.OBJECTS, OBJECTS.matcher(text).find());
        mark(acts, Act.WELCOMES, WELCOMES.matcher(text).find());
        mark(acts, Act.REFUSES, REFUSES.matcher(text).find());
        mark(acts, Act.WITHDRAWS, WITHDRAWS.matcher(text).find());
        mark(acts, Act.ASKS, ASKS.matcher(text).find() && !text.matches(".*(?:よ|ね|わ|ます)、.{1,10}か[。]?$"));
        mark(acts, Act.DEFERS, DEFERS.matcher(text).find());
        mark(acts, Act.SUPPOSES, SUPPOSES.matcher(text).find());
        mark(acts, Act.RECALLS, RECALLS.matcher(text).find());
        mark(acts, Act.NEXT_MEETING, NEXT.matcher(text).find());
        mark(acts, Act.OPENS_TOPIC, topic(text) != null);
        mark(
                acts,
                Act.CEREMONY,
                CEREMONY.matcher(text).find()
                        && !DECIDES.matcher(text).find()
                        && !NEXT.matcher(text).find());
    }

    private static void asked(String text, Set<Act> acts) {
        if (SPEECH.matcher(text.substring(Math.max(0, text.length() - 20))).find()
                || CALLS.matcher(text).find()) {
            return;
        }
        boolean insists = INSISTS.matcher(text).find()
                && !text.matches("^.{0,6}(?:それ|そう)で、?お願い.*")
                && !DECIDES.matcher(text).find();
        mark(acts, Act.INSISTS, insists);
        mark(acts, Act.REQUESTS, insists || REQUESTS.matcher(text).find());
    }

    private static void taken(String text, Set<Act> acts, boolean dated, boolean named) {
        boolean will = WILL.matcher(text).find()
                && !NOT_WILL.matcher(text).find()
                && !WISH.matcher(text).find()
                && !MAKES.matcher(text).find()
                && !DECIDES.matcher(text).find();
        boolean now = text.matches(".*(?:今、|今から|では、本日|ただいま|これから).*");
        boolean object = text.matches(".*(?:を|に|へ|は).*ます.*");
        boolean backed = dated
                || named
                || SELF.matcher(text).find()
                || text.matches(".*(?:ておき|とき|ておく|とく|とくわ|てき|てくる|てみ)(?:ます|わ|よ)?(?:ね|よ|わ|から)?[。]?$")
                || text.matches("^(?:では|じゃあ|ほな|それでは|それなら|了解しました|分かりました|わかりました|承知しました).*を.*")
                || text.matches("^(?:では|じゃあ|それでは|それなら)、.*") && object
                || text.matches(".*させていただきます.*|.*いたします.*") && object;
        mark(acts, Act.COMMITS, will && !now && backed);
        mark(acts, Act.VOLUNTEERS, VOLUNTEERS.matcher(text).find() || will && !now && !backed);
    }

    private static void settled(String text, List<Token> tokens, Set<Act> acts, boolean asks) {
        boolean firm = DECIDES.matcher(text).find()
                || !asks
                        && (MAKES.matcher(text).find()
                                || SHALL.matcher(text).find()
                                || volitional(text, tokens)
                                || TAG.matcher(text).find()
                                || STOPS.matcher(text).find());
        boolean soft = OFFERS.matcher(text).find()
                || !asks
                        && (FINE.matcher(text).find()
                                || BARE.matcher(text).find()
                                || PLEASE_SO.matcher(text).find());
        boolean proposed = FINE.matcher(text).find() || PROPOSES.matcher(text).find();
        boolean finePrefixed = !asks
                && FINE.matcher(text).find()
                && text.matches("^(?:では|じゃあ|ほな|それなら|それは|それやったら).*")
                && !text.matches(".*(?:ちゃう|じゃない|かな).{0,3}$");
        mark(acts, Act.DECIDES, firm || finePrefixed);
        mark(acts, Act.OFFERS, soft && !acts.contains(Act.DECIDES));
        mark(acts, Act.PROPOSES, proposed);
        if (text.contains("ということで")
                && !text.matches("^(?:はい、)?(?:では|じゃあ|分かりました|わかりました|ほな).*")
                && !text.matches(".*(?:よろしい|いいです|お願い|進め).*")) {
            acts.remove(Act.DECIDES);
        }
    }

    /** 続けよう, 上げよ: an intention without politeness. */
    private static boolean volitional(String text, List<Token> tokens) {
        if (text.matches(".*(?:かな|か|と思.*|として.*|そうです|そうだ)[。？]?$")) {
            return false;
        }
        for (int i = tokens.size() - 1; i >= 0 && i >= tokens.size() - 4; i--) {
            Token token = tokens.get(i);
            if (token.is("動詞") && token.inflection().equals("未然ウ接続")) {
                return true;
            }
        }
        return text.matches(".*[えけせてねべめれげ]よ[。]?$")
                && !text.matches(".*(?:です|ます|だ|て|ね)よ[。]?$")
                && text.length() > 4
                && tokens.stream().anyMatch(t -> t.is("動詞") && t.inflection().startsWith("未然"));
    }

    private static void mark(Set<Act> acts, Act act, boolean is) {
        if (is) {
            acts.add(act);
        }
    }

    static String topic(String text) {
        java.util.regex.Matcher topic = TOPIC.matcher(text);
        if (!topic.find()) {
            return null;
        }
        String named = topic.group(1).replaceFirst("(?:の方)?[はもがを]$|って$|の方$", "");
        return named.length() < 2
                        || named.matches("^[はのにでがをも].*|.*(?:たら|なら|ので|から|けど|何か|いい|どう|ます|ました|です|して|って|ください|する|した)$")
                ? null
                : named;
    }
}
