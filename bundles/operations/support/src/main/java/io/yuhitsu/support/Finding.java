package io.yuhitsu.support;

import io.yuhitsu.api.text.Message;
import java.util.List;

/**
 * What the doctor found.
 *
 * @param message what is wrong and what to do
 * @param commands lines that mend it, to be copied into a shell; may be empty
 */
record Finding(Level level, Message message, List<String> commands) {
    Finding {
        commands = List.copyOf(commands);
    }
}
