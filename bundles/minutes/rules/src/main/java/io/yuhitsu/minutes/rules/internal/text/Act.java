package io.yuhitsu.minutes.rules.internal.text;

/** What can be done with a sentence. */
public enum Act {
    /** Settles something: 〜に決定します, let's go with. */
    DECIDES,
    /** Settles something when nobody objects: ということで, 〜でいいですね. */
    OFFERS,
    /** Suggests something: counts when somebody agrees in so many words. */
    PROPOSES,
    /** Asks somebody to do something after the meeting. */
    REQUESTS,
    /** The request cannot be declined politely: 〜してください. */
    INSISTS,
    /** The speaker, or somebody named, will do something. */
    COMMITS,
    /** The speaker could do something: counts when somebody takes it up. */
    VOLUNTEERS,
    ACCEPTS,
    /** More than a nod: 異議ありません, そうしましょう, agreed. */
    AGREES,
    /** Speaks against what was just said: でも, ただ, I'm not sure. */
    OBJECTS,
    /** Is glad of an offer: 助かります, that'd be great. */
    WELCOMES,
    REFUSES,
    /** Takes back what was asked for: じゃあ、いいです. */
    WITHDRAWS,
    ASKS,
    /** Left for another time: 持ち帰り, let's discuss next time. */
    DEFERS,
    /** If, for instance, some day. */
    SUPPOSES,
    /** What was before: 前回は. */
    RECALLS,
    /** Speaks about when people meet again. */
    NEXT_MEETING,
    /** Begins a new subject. */
    OPENS_TOPIC,
    /** Good morning, thank you, let us begin. */
    CEREMONY
}
