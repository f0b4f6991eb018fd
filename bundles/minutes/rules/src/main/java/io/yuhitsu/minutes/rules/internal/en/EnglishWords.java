package io.yuhitsu.minutes.rules.internal.en;

import java.util.Set;

/** Word lists: small, of what the rules need to tell apart. */
final class EnglishWords {
    /** Frequent first names; a recogniser gives them in lower case. Those that are common words too (mark, will, grace) are left out. */
    static final Set<String> FIRST_NAMES = set(
            """
            david emma linda kevin rachel helen jack karen paul james john robert michael william richard joseph
            thomas charles christopher daniel matthew anthony steven andrew joshua kenneth brian george edward
            ronald timothy jason jeffrey ryan jacob gary nicholas eric jonathan stephen larry justin scott
            brandon benjamin samuel gregory alexander patrick dennis peter tom mary patricia jennifer elizabeth
            barbara susan jessica sarah lisa nancy betty margaret sandra ashley kimberly emily donna michelle
            carol amanda melissa deborah stephanie rebecca laura sharon cynthia kathleen amy angela anna ruth
            brenda pamela nicole katherine samantha christine catherine virginia debra janet maria julie diane
            sophie olivia chloe lucy simon ben sam alex chris mike steve dave jess kate anita ravi priya marcus
            leela kofi oliver henry ahmed fatima mohammed omar ali yuki kenji hiro wei ling chen raj sanjay
            deepa carlos luis sofia diego elena ivan olga natasha hannah zoe tim jim joe bob nick rob greg matt
            dan tony claire fiona ian neil nigel colin alan martin philip adam luke nathan ethan liam noah mia
            ella isabel alice julia nina tara maya leah naomi joan jane anne ellen gina monica teresa victor
            oscar hugo felix
            """);
    /** Never a name, wherever it stands. */
    static final Set<String> COMMON = set(
            """
            yes yeah no so and but then okay ok alright well please could can would you i we they he she it
            someone somebody anyone everyone everybody everything who what when that this these those there here
            good great right sure thanks also now maybe perhaps if people team customers users one problem
            monitoring service website support finance legal next first finally lastly chair sorry actually
            honestly which nobody anybody product sales marketing engineering us them all guys folks page test
            tests data system how or as too
            """);

    /** Carry no meaning of their own. */
    static final Set<String> STOP = set(
            """
            mm hm hmm um uh er a an the and or but so if then of to in on at by for with from up out off about into over i you we
            he she it they me us him her them my your our his their its this that these those is are was were be
            been being am do does did have has had will would can could should shall may might must not no yes
            yeah okay ok alright sure well just like really very there here what who when where why how which
            please thanks thank let lets let's i'll we'll i'm it's that's don't we're i've we've you're get got
            go going gonna one thing things some any all more as than too also now today tomorrow week next
            friday monday tuesday wednesday thursday day end good great right take make need want think know say
            see back again still only even much many myself care done way kind sort mean actually maybe
            something somebody someone fine perfect cool nice agreed afternoon morning tonight happy i'd he'll
            she'll they'll it'll can't won't understood problem until before after month year oh hi bye lot bit
            time ll s t re ve d m
            """);

    private EnglishWords() {}

    static Set<String> set(String words) {
        return Set.of(words.strip().split("\\s+"));
    }
}
