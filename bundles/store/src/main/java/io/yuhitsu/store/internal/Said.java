package io.yuhitsu.store.internal;

import io.yuhitsu.api.text.Message;

/** How a message is said where nobody knows who will read it: in an exception or a log. */
public final class Said {
    private Said() {}

    public static String inBoth(Message message) {
        return message.en() + " / " + message.ja();
    }
}
