package io.yuhitsu.minutes.rules.internal.en;

import io.yuhitsu.minutes.rules.internal.text.Act;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What English sentences do. Looks at the sentence alone, in lower case; works with and without punctuation. */
final class EnglishMoves {
    /** Verbs of running a meeting and of talking: doing these is no task. */
    private static final String TALK =
            "(?:be|say|see|start|begin|tell|talk|walk|show you|explain|go first|go ahead|go with|take that as|call (?:the|this|it)|come back|get back to it|get to that|mention|add|note that|leave it|let you|stop|pass|hand|share my|read|admit|miss|hear|repeat|kick|move on|draw|second|drop it|never|not|wait|hold|declare|think|look forward|remember|keep (?:it|this) (?:short|brief|quick)|make it quick|like|love|have to|need|want|just say|skip ahead|open|close|give you (?:an? |the )?(?:overview|update|example|summary|context|idea)|summari[sz]e|survive|live|manage|rather|wrap|recap|be honest|give you (?:that|credit|an example)|give it|get (?:to|used|out|off|back|there|in trouble)|take (?:questions|it from|that as|your word|a look at that later)|assume|guess|imagine|try my best|do my best|see what|grab|miss|check in with you|think about it|bear|mute|sit|stand|stick|talk|be (?:out|off|away|late|there|back|here|quick|brief|happy|glad|fine|sad|surprised)|try to be|probably|always|bet)";

    private static final Pattern DECIDES = Pattern.compile(
            "\\b(?:it(?: is|'s)|that(?: is|'s)|we(?:'ve| have)?(?: also| all| now)?|so we)(?: now)? (?:decided|agreed|settled|resolved)\\b(?! (?:at|in) (?:the )?last)"
                    + "|\\bdecision is\\b|\\b(?:that's|it's) (?:a )?(?:settled|decided|agreed|final|official|a deal|a plan)\\b"
                    + "|\\b(?:let's|let us|lets)(?: just| all| definitely| not| then)? (?![a-z]+ (?:a |the |our |this )?(?:[a-z]+ ){0,2}meeting)(?!(?:start|begin|get (?:going|started|into|to)|look|see|talk|discuss|finish|wrap|move on|move to|call it|take|say|hear|come back|go (?:over|through|around|round)|turn|jump|dive|recap|review|think|wait|pause|be|have a look|have|keep (?:it|this) (?:short|quick|brief)|end|close|park|revisit|pick (?:this|that|it) up|continue|focus|hope|try to|make sure|circle|hold that|leave that for|leave it for|put (?:a pin|that)|face|check in|break|run through|remember|face)\\b)"
                    + "|\\b(?:we'll|we will|we are going to|we're going to|we're gonna|we are gonna)(?: just| then| now| definitely| stick| instead)? (?:go (?:with|for|ahead)|spend|keep|move|use|stay|stick|postpone|delay|push|ship|launch|release|drop|cancel|skip|hire|stop|switch|cap|limit|run|hold|adopt|cut|raise|leave it|not|close|open|do without|freeze|pay|offer|choose|pick|replace|roll|book the|have it|meet)d?\\b"
                    + "|\\bwe(?:'d| would)? (?:like|want|are happy|'re happy) to (?:go ahead|proceed|move forward)\\b|\\bhappy to (?:go ahead|proceed)\\b|\\bwe(?:'re| are) (?:keeping|sticking|going ahead|dropping|cancelling|canceling|postponing|moving (?:it|the)|scrapping|killing)\\b|\\bwe(?:'ll| will) (?:hold off|leave (?:it|that|things) (?:as|where|there)|start with|stay|do it)\\b|\\b(?:leave|keep) (?:it|that|things) as (?:it is|is|they are)\\b|\\bsettled on\\b"
                    + "|\\bwe (?:won't|will not|aren't going to|are not going to|'re not going to)\\b|\\bwe're not (?:doing|going|changing|using|buying|hiring)\\b"
                    + "|\\b(?:[a-z0-9'$:.]+ )?it is(?: then)?[.!]?$|\\bgoing with\\b|\\b(?:motion|proposal|resolution) (?:is )?(?:carried|passes|passed|falls|fails|approved|defeated)|\\bcarried\\.?$|\\bthe [a-z ]{3,30} (?:is|are) approved\\b|\\b(?:so )?from now on\\b|\\bunanimous\\b|\\bso (?:it's|that's) a (?:no|yes)\\b|\\bthe answer is no\\b|\\b(?:that|it|this)'?s? (?:is )?(?:off the table|out)\\b|\\bwe're agreed\\b|\\bconsider it (?:decided|cancelled)\\b");
    private static final Pattern EMPTY = Pattern.compile(
            "^(?:(?:okay|ok|alright|yes|yeah|great|good|perfect|sure|then|right|agreed|sounds good|fine)[,.]? )*(?:let's (?:do|go with|go for) (?:it|that)|let's do (?:it|that)(?: then)?|we'll (?:do|go with) (?:that|it)|(?:that's|it's) (?:settled|decided|agreed|a plan|a deal)|carried|agreed|that's unanimous|(?:all )?(?:those )?in favou?r|all (?:those )?in favou?r|any objections?|are we (?:all )?(?:agreed|happy|okay with that)|we're agreed|that's (?:agreed|settled|decided)(?: then)?)[,.! ]*(?:then|carried)?[.!]?$");
    private static final Pattern FRAME_DECIDES = Pattern.compile(
            "^(?:okay|alright|right|fine|good|great|so)[,.]? (?:so )?(?:[a-z0-9' ]{2,40}), and it \\w+s\\b|^(?:alright|okay|fine|right)[,.]? (?:so )?[a-z0-9 ]{2,20} (?:days|percent|people|weeks|months|it is)\\b(?! (?:ago|later))");
    private static final Pattern OFFERS = Pattern.compile(
            "\\b(?:are we (?:happy|content|agreed|all agreed|okay|ok|good|all okay|all happy)|(?:is|are) (?:everyone|everybody|we all) (?:happy|okay|ok|fine|good|in favour)|any objections?|all (?:those )?in favou?r|can we agree|do we agree|shall we agree|is that agreed|agreed\\?|everyone (?:okay|ok|happy|fine) with)");
    private static final Pattern PROPOSES = Pattern.compile(
            "\\b(?:i(?:'d| would)? (?:propose|suggest|recommend)|how about|what about|what if|why don't we|shall we|should we|could we|can we|maybe we|we should|we could|i(?:'d| would) like (?:us )?to|i think we|i say we|my vote|i(?:'d| would) (?:go|say|rather|prefer)|we might as well|can wait|i like the|i vote|do we want to|then we)\\b");
    private static final Pattern AGREES = Pattern.compile(
            "^(?:(?:okay|ok|yes|yeah|yep|sure|oh|well|alright|right|great|good)[,.]? )*(?:agreed|i agree|good idea|great idea|let's do (?:it|that)|sounds (?:good|great|fine|like a plan|right)|works for me|fine by me|fine with me|no objections?|i'm (?:all )?(?:for|in favou?r|happy with|fine with|good with|okay with)|i second|seconded|i'll second|same here|me too|makes sense|i'm on board|i'm in|perfect|definitely|absolutely|that works|deal|done|exactly|yes,? very|very much so|(?:[a-z0-9' ]{2,30} )?works\\b|i'd love that|happy with that|let's do|okay then|go for it)");
    private static final Pattern INSISTS = Pattern.compile(
            "(?:^|[,.!?] |^[a-z]+,? |\\b(?:and|so|then|okay|good|now|great|alright|yes|right),? (?:[a-z]+,? )?)please (?!(?:go ahead|start|begin|tell|continue|note|explain|walk|let me|share your|sit|join|mute|unmute|speak|stop|wait|hold|see|come in|say|give us|show us|look at|take a look|remember|bear|be|everyone|everybody|do\\b|have a seat|turn))[a-z]+|\\b[a-z]+ing, please\\b|\\b(?:i need|i'd like|i want) (?:you|[a-z]+) to (?!know|tell|explain|be|see|think|understand)|\\bmake sure (?:you|to|that)\\b|\\b(?:don't forget to)\\b");
    private static final Pattern REQUESTS = Pattern.compile(
            "\\b(?:can|could|would|will) (?:you|someone|somebody)(?: maybe| possibly| just| also| please| perhaps| all)*+,? (?!(?:hear|see|tell|walk|talk|repeat|explain|say|speak|start|begin|show|give (?:us|me)|share (?:your|the) (?:screen|update|numbers|results|slides)|remind|run us|take us|go|elaborate|describe|come|clarify|help me understand|mute|unmute|still|believe|imagine|be\\b|live|confirm that you|bring us|fill us|hold|wait|just say|summari[sz]e (?:for us|that)|update us|manage without|afford|guess|stop|open that up|have|introduce|do without|pass me))[a-z]+|\\bwould you mind [a-z]+ing|\\bis that you\\b|\\b(?:are you )?(?:able|happy|willing) to (?:take|do|own|handle)|\\bcan i (?:leave|give) (?:that|it|this) (?:with|to) you|\\bi'll leave (?:that|it) (?:with|to) you\\b|\\b(?:i was|we were) hoping (?:you|[a-z]+) (?:could|would)\\b|\\b(?:you wanna|do you want to|want to|wanna) (?:take|own|handle|write|do) (?:that|it|this)\\b|\\bcould you\\?$|\\bwould you\\?$");
    /** Can Tom take it: a request when that is somebody. */
    private static final Pattern REQUESTS_NAMED = Pattern.compile(
            "\\b(?:can|could|would|will) [a-z]+ (?:please )?(?:take|do|handle|send|write|book|check|ask|look into|set up|organi[sz]e|own|prepare|arrange|draft|follow up|fix|update|call|email|chase|get|put together)\\b");

    private static final Pattern PLEASE_END = Pattern.compile(
            "\\b(?:send|get|book|order|chase|check|write|ask|update|fix|call|prepare|draft|arrange|contact|remind|email|look|put|add|set|let|find|move|cancel|confirm|finish|bring|take|schedule|share|circulate|invite|submit|tidy|review) .*\\bplease\\b");
    private static final Pattern WILL = Pattern.compile(
            "\\b(?:i'll|i will|i'm going to|i am going to|i'm gonna|imma|lemme|let me|i shall|i can just)(?: also| just| then| definitely| still| go and| go| go ahead and| try and| try to| personally| happily| make sure (?:to|i))*+ (?!"
                    + TALK + "\\b)[a-z]+");
    private static final Pattern TEAM_WILL = Pattern.compile(
            "^(?:(?:okay|ok|sure|yes|so|and|right|alright)[,.]? )*(?:the )?([a-z]+)(?: team)? (?:will|is going to|is gonna|'ll) (?!be\\b|have\\b|need|cost|take (?:a|one|two|three|about)|probably|not|never|happen|help|work|make|come|go\\b|get\\b|want|like|know|say|see|start|lose|hit|break|run out|increase|decrease|cover|mean|fit)[a-z]+");
    private static final Pattern THAT_IS_ME = Pattern.compile(
            "\\b(?:that's me|that(?: one)?'s mine|that's on me|leave (?:it|that) (?:with|to) me|i've got (?:it|that|this)(?=[.,!]|$)|i got (?:it|that|this)(?=[.,!]|$)|i'm on it|will do|put me down|count me in|consider it done|i'll own (?:that|it)|you got it)\\b|\\b(?:yes|yeah|yep|sure|okay|certainly),? (?:i will|i can|i can do that|will do|i'll do (?:that|it))\\b|^(?:i will|i can|i'll do (?:it|that)|i can do (?:that|it)|i can take (?:that|it)|yep|will do)(?=[.,!]|$)");
    private static final Pattern VOLUNTEERS = Pattern.compile(
            "\\b(?:i can|i could|i'd be happy to|i'm happy to|^happy to|i don't mind)(?: probably| maybe| also| try to)?+ (?!(?:see|hear|say|tell|imagine|understand|believe|think|only|never|be|live|remember|do\\b that\\b.*\\?|wait|confirm that))[a-z]+|\\bshould i\\b|\\bshall i\\b|\\bdo you want me to\\b|\\bi could\\b");
    private static final Pattern ACCEPTS = Pattern.compile(
            "^(?:(?:oh|um|uh|ah|well|so|like|and|then)[,.]? )*(?:yes|yeah|yep|yup|sure|okay|ok|alright|all right|of course|no problem|will do|got it|understood|certainly|absolutely|definitely|happy to|on it|great|perfect|good|sounds|that'd be|that would be|thanks|thank you|cool|fine|agreed|i will|i can|can do|brilliant|lovely|nice|please do|please\\b|you're a star|excellent|fair enough|that's fine|splendid|go for it|makes sense|works|that works|awesome|love it|happy with that|no worries|consider it done|right)\\b");
    private static final Pattern OBJECTS = Pattern.compile(
            "^(?:(?:um|uh|well|hmm|oh|honestly|yeah|ah)[,.]? )*(?:no\\b(?! (?:problem|worries|objection))|nope|but\\b|i don't think|i'm not sure|not sure|hang on|hold on|wait|i disagree|i'd be against|i'd rather not|really\\?|that won't|we can't|that's not)");
    /** Yes, we support that: tells what is, takes nothing on. */
    private static final Pattern INFORMS = Pattern.compile(
            "^(?:yes|yeah|yep|sure|absolutely|of course|definitely)?[,.]? ?(?:we|it|you|they|there|that|he|she)(?:'s|'re)? (?:can|do|does|did|have|has|support|supports|is|are|was|were|already|could|would be|works?)\\b");

    private static final Pattern WELCOMES = Pattern.compile(
            "^(?:(?:oh|um|yes|yeah|okay|well|honestly|sure)[,.]? )*(?:that(?:'d| would) be|great|perfect|thanks|thank you|please|sounds (?:good|great)|brilliant|lovely|excellent|yes please|cool|awesome|nice|good|would you|go for it|splendid|you're a star|works|[a-z0-9 ]{2,20} works|love it|fantastic|wonderful|super|i'd appreciate|much appreciated|if you (?:could|can|would))\\b");
    private static final Pattern REFUSES = Pattern.compile(
            "^(?:(?:um|uh|well|hmm|oh|honestly|yeah|ah)[,.]? )*(?:no\\b(?! (?:problem|worries|objection|that's fine))|nope|not really|i don't think so|i'd rather not|i can't|i cannot|ha,? no|absolutely not)\\b|\\b(?:i would,? but|i can't|i won't be able|i'm not (?:gonna|going to) (?:get to|have|be able|make)|i don't have (?:time|the time|any time|capacity|bandwidth)|i'm (?:swamped|snowed under|out|away|off|on (?:leave|holiday|vacation))|not (?:this week|me)|i'd (?:rather not|be against)|i've got .{0,40}\\b(?:due|sorry)|i'm afraid|too busy|i'd prefer not|no way)\\b");
    private static final Pattern WITHDRAWS = Pattern.compile(
            "\\b(?:never mind|nevermind|forget (?:it|that|about|i said)|scratch that|don't (?:worry about (?:it|that)|bother)|no need(?: to)?|cancel that|leave it,? then|i'll drop (?:it|that)|actually,? (?:no|don't|let's not|never|leave)|(?:that's|it's) (?:been )?(?:already )?(?:done|sorted|taken care of|handled) (?:already|anyway)|i (?:take|took) (?:it|that) back|on second thoughts?|just kidding|i'm (?:only )?(?:kidding|joking))\\b");
    private static final Pattern ASKS = Pattern.compile("\\?\\s*$");
    private static final Pattern DEFERS = Pattern.compile(
            "\\b(?:(?:discuss|talk about|decide|revisit|come back to|pick up|look at|take|leave|park|bring)[a-z ]{0,30}(?:next (?:time|week|month|meeting)|another (?:time|day|meeting)|later|offline|at the next|for now|until the|in (?:the )?spring|for the [a-z]+ meeting)|not decide|don't want to decide|can't decide|is still open|still an open|still undecided|think about it|sleep on it|need to think|have to think|take it away|take that away|take it offline|bigger conversation|no decision|to be decided|tbd|we'll see|wait and see|let me think|let's see|haven't decided|haven't made up|get back to you on|we can talk about|until we (?:know|have|see)|until i know|leave (?:it|that|this) for|park (?:it|that|this)|on the agenda for|some other time|circle back|revisit)\\b");
    private static final Pattern SUPPOSES = Pattern.compile(
            "^(?:(?:so|and|but|well|i mean|in theory|honestly)[,.]? )*(?:if|suppose|imagine|in theory|hypothetically|say we|what if|worst case)\\b(?! (?:possible|you can|you could|everyone|nobody|no one|that's okay|there are no more))|\\b(?:if we (?:ever|were|had|did)|one day|some ?day|eventually|at some point|in an ideal world|would have|might have|could have|hypothetically|if (?:it|that|they|he|she|things) (?:were|was|goes|go|fails?|breaks?|happens?))\\b");
    private static final Pattern RECALLS = Pattern.compile(
            "\\b(?:last (?:time|week|month|year|meeting|sprint|quarter)|yesterday|previously|at the last meeting|(?:two|three|a few) weeks ago|ago|back in|earlier this (?:week|month|year)|already|used to|as (?:agreed|decided) (?:last|before|in)|the other day)\\b");
    private static final Pattern GENERAL = Pattern.compile(
            "\\b(?:we all need to|we (?:all )?(?:need|have|ought|should) to (?:be|do) (?:a bit |more |better|careful)|everyone (?:should|needs to|please)|everybody (?:should|please)|somebody should|someone should|someone really|somebody really|let's all (?:try|be|make)|be (?:more|a bit|careful)|in general|as usual|every (?:day|morning|week|monday|time) i|i always|i usually|i normally|keep an eye)\\b");
    private static final Pattern CEREMONY = Pattern.compile(
            "^(?:(?:okay|ok|alright|so|right|good)[,.]? )*(?:good (?:morning|afternoon|evening)|hello|hi\\b|welcome|thanks (?:all|everyone|everybody|for)|thank you (?:all|everyone|for)|see ya|bye|let's (?:begin|start|get (?:started|going)|finish|wrap|call it|end|close)|that's (?:everything|it|all)|that is (?:everything|all)|any other business|anything else|i'll call the meeting|have a good)\\b|\\b(?:meeting (?:closed|to order|adjourned)|let's (?:finish|wrap up|call it)|let's (?:begin|start|look back)|let's [a-z]+ (?:a |the |our |this )?(?:[a-z]+ ){0,2}meeting|nice to meet|how are you|how's it going)\\b");
    private static final Pattern NEXT = Pattern.compile(
            "\\b(?:next (?:meeting|session|one-on-one|one on one|call|check-in|catch-up|catch up|sync|standup|stand-up|review|retro|board meeting|time)(?: is| will be| on|'s|:| then)|(?:we'll|let's|we will|shall we|can we) (?:all )?meet (?:again|next)|meet again|reconvene|same time (?:next|on)|see (?:you|everyone|you all) (?:next|on))\\b");
    private static final Pattern TOPIC = Pattern.compile(
            "^(?:(?:okay|ok|alright|so|thank you|thanks|good|great|right|and|perfect|indeed)[,.]? )*(?:next(?:,| up| is| item)?|first(?:,| up| is)?|finally,?|lastly,?|moving on to|let's (?:move on to|talk about|turn to|start with)|item (?:one|two|three|four|five|six|seven|eight|nine|ten|[0-9]+),?|on to|now(?: for| the|,)|the last (?:thing|item|point) is|what about|about the) (?:the |is |our )?([a-z0-9' -]{3,40}?)(?:[.,?]|$| please| we| i | this | can | could | how | what )");

    private EnglishMoves() {}

    /** @param text in lower case @param dated whether a due time is named @param named whether somebody is named */
    static Set<Act> of(String text, boolean dated, boolean named) {
        Set<Act> acts = EnumSet.noneOf(Act.class);
        mark(acts, Act.ACCEPTS, ACCEPTS.matcher(text).find());
        mark(acts, Act.AGREES, AGREES.matcher(text).find());
        mark(acts, Act.OBJECTS, OBJECTS.matcher(text).find());
        mark(acts, Act.WELCOMES, WELCOMES.matcher(text).find());
        mark(acts, Act.REFUSES, REFUSES.matcher(text).find());
        mark(acts, Act.WITHDRAWS, WITHDRAWS.matcher(text).find());
        mark(acts, Act.ASKS, ASKS.matcher(text).find());
        mark(acts, Act.DEFERS, DEFERS.matcher(text).find());
        mark(acts, Act.SUPPOSES, SUPPOSES.matcher(text).find());
        mark(acts, Act.NEXT_MEETING, NEXT.matcher(text).find());
        mark(acts, Act.OPENS_TOPIC, topic(text) != null);
        boolean decides =
                DECIDES.matcher(text).find() || FRAME_DECIDES.matcher(text).find();
        mark(
                acts,
                Act.RECALLS,
                RECALLS.matcher(text).find() && !WILL.matcher(text).find());
        mark(
                acts,
                Act.CEREMONY,
                CEREMONY.matcher(text).find()
                        && !DECIDES.matcher(text).find()
                        && !NEXT.matcher(text).find());
        if (acts.contains(Act.CEREMONY) || GENERAL.matcher(text).find()) {
            return acts;
        }
        boolean insists =
                INSISTS.matcher(text).find() || PLEASE_END.matcher(text).find();
        boolean requests = insists
                || REQUESTS.matcher(text).find()
                || named && REQUESTS_NAMED.matcher(text).find();
        mark(acts, Act.INSISTS, insists);
        mark(acts, Act.REQUESTS, requests);
        boolean asks = acts.contains(Act.ASKS);
        if (INFORMS.matcher(text).find() && !acts.contains(Act.AGREES)) {
            acts.remove(Act.ACCEPTS);
        }
        if (!requests) {
            Matcher team = TEAM_WILL.matcher(text);
            boolean will = WILL.matcher(text).find() || THAT_IS_ME.matcher(text).find();
            boolean other = team.find()
                    && (named || dated)
                    && !team.group(1)
                            .matches(
                                    "it|this|that|there|we|you|they|which|what|who|he|she|everything|nobody|i|things|people");
            mark(acts, Act.COMMITS, (will || other) && !asks);
            mark(
                    acts,
                    Act.VOLUNTEERS,
                    VOLUNTEERS.matcher(text).find()
                            || asks && WILL.matcher(text).find());
            mark(acts, Act.DECIDES, decides && (!asks || text.contains("we decided to")));
        }
        mark(acts, Act.OFFERS, OFFERS.matcher(text).find());
        mark(acts, Act.PROPOSES, PROPOSES.matcher(text).find() || asks && decides);
        return acts;
    }

    /** Whether it settles something without saying what: let's do it. */
    static boolean empty(String text) {
        return EMPTY.matcher(text).find();
    }

    static String topic(String text) {
        Matcher topic = TOPIC.matcher(text);
        return topic.find()
                        && !topic.group(1)
                                .matches(
                                        "(?:one|thing|question|i|we|you|it|that|this)\\b.*|.*\\b(?:week|time|month|year|monday|tuesday|wednesday|thursday|friday)")
                ? topic.group(1).strip()
                : null;
    }

    private static void mark(Set<Act> acts, Act act, boolean is) {
        if (is) {
            acts.add(act);
        }
    }
}
