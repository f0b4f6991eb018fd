package io.yuhitsu.api.job;

import io.yuhitsu.api.text.Message;
import java.time.Instant;

/** One line of a job's log. Holds no meeting content. */
public record JobEvent(Instant at, Stage stage, Message message) {}
