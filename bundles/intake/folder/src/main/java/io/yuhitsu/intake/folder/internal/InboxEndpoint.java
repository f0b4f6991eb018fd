package io.yuhitsu.intake.folder.internal;

import io.yuhitsu.api.FailureException;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;

/** An inbox folder and the options of {@code inbox:}; times are written as {@code 500ms}, {@code 2s}, {@code 1h30m} or milliseconds. */
public final class InboxEndpoint extends DefaultEndpoint {
    /** Where a recording is moved when it is durable; null with {@code delete}. */
    final String accepted;

    /** Where a file is moved that cannot be a recording, with a text file that says why. */
    final String rejected;

    /** Deletes a recording when it is durable, instead of moving it to {@code accepted}. */
    final boolean delete;

    /** Takes a recording only when {@code NAME.done} lies beside it; otherwise such a file makes it taken at once. */
    final boolean doneFile;

    /** Time between two looks at the folder. */
    final Duration poll;

    /** How long a file has to stay as it is before it is taken. */
    final Duration settle;

    /** The same for a file that ends in zeros: it may have been made at full size and be filled from the front. */
    final Duration settleZeros;

    /** So long after its last change an incomplete recording is waited for instead of taken as it is. */
    final Duration young;

    final Path folder;

    /** @throws FailureException BAD_INPUT: an option has a value that it cannot have */
    InboxEndpoint(String uri, InboxComponent component, String folder, Options options) throws FailureException {
        super(uri, component);
        this.folder = Path.of(folder).toAbsolutePath().normalize();
        accepted = options.text("accepted");
        rejected = options.text("rejected");
        delete = options.flag("delete", false);
        doneFile = options.flag("doneFile", false);
        poll = options.time("poll", Duration.ofMillis(500));
        settle = options.time("settle", Duration.ofSeconds(2));
        settleZeros = options.time("settleZeros", Duration.ofSeconds(30));
        young = options.time("young", Duration.ofMinutes(10));
        if (accepted == null && !delete) {
            throw new IllegalArgumentException("inbox: needs accepted=FOLDER, or delete=true");
        }
        if (rejected == null) {
            throw new IllegalArgumentException("inbox: needs rejected=FOLDER");
        }
        if (poll.toMillis() < 50) {
            throw new IllegalArgumentException("inbox: poll=" + poll.toMillis() + " ms is too often; 50 ms at least");
        }
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        InboxConsumer consumer = new InboxConsumer(this, processor);
        configureConsumer(consumer);
        return consumer;
    }

    @Override
    public Producer createProducer() {
        throw new UnsupportedOperationException("inbox: can only be used in from()");
    }
}
