package io.yuhitsu.intake.folder.internal;

import java.nio.file.Path;
import java.time.Duration;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;

/** The options of {@code inbox:}; times are Camel durations ({@code 500ms}, {@code 2s}, {@code 10m}) or milliseconds. */
public final class InboxEndpoint extends DefaultEndpoint {
    private final Path folder;
    private String accepted;
    private String rejected;
    private boolean delete;
    private boolean doneFile;
    private Duration poll = Duration.ofMillis(500);
    private Duration settle = Duration.ofSeconds(2);
    private Duration settleZeros = Duration.ofSeconds(30);
    private Duration young = Duration.ofMinutes(10);

    InboxEndpoint(String uri, InboxComponent component, String folder) {
        super(uri, component);
        this.folder = Path.of(folder).toAbsolutePath().normalize();
    }

    void check() {
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

    Path folder() {
        return folder;
    }

    public String getAccepted() {
        return accepted;
    }

    /** Where a recording is moved when it is durable; needed unless {@code delete}. */
    public void setAccepted(String accepted) {
        this.accepted = accepted;
    }

    public String getRejected() {
        return rejected;
    }

    /** Where a file is moved that cannot be a recording, with a text file that says why. */
    public void setRejected(String rejected) {
        this.rejected = rejected;
    }

    public boolean isDelete() {
        return delete;
    }

    /** Deletes a recording when it is durable, instead of moving it to {@code accepted}. */
    public void setDelete(boolean delete) {
        this.delete = delete;
    }

    public boolean isDoneFile() {
        return doneFile;
    }

    /** Takes a recording only when {@code NAME.done} lies beside it; otherwise such a file makes it taken at once. */
    public void setDoneFile(boolean doneFile) {
        this.doneFile = doneFile;
    }

    public Duration getPoll() {
        return poll;
    }

    /** Time between two looks at the folder. */
    public void setPoll(Duration poll) {
        this.poll = poll;
    }

    public Duration getSettle() {
        return settle;
    }

    /** How long a file has to stay as it is before it is taken. */
    public void setSettle(Duration settle) {
        this.settle = settle;
    }

    public Duration getSettleZeros() {
        return settleZeros;
    }

    /** The same for a file that ends in zeros: it may have been made at full size and be filled from the front. */
    public void setSettleZeros(Duration settleZeros) {
        this.settleZeros = settleZeros;
    }

    public Duration getYoung() {
        return young;
    }

    /** So long after its last change an incomplete recording is waited for instead of taken as it is. */
    public void setYoung(Duration young) {
        this.young = young;
    }
}
