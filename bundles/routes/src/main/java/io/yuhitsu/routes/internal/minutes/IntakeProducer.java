package io.yuhitsu.routes.internal.minutes;

import io.yuhitsu.api.FailureException;
import io.yuhitsu.api.FailureKind;
import io.yuhitsu.api.ProfileId;
import io.yuhitsu.api.TenantId;
import io.yuhitsu.api.intake.IntakeRequest;
import io.yuhitsu.api.intake.IntakeRequest.AudioInput;
import io.yuhitsu.api.intake.IntakeRequest.SideFile;
import io.yuhitsu.api.job.Submission;
import io.yuhitsu.api.pipeline.Intake;
import java.io.File;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.WrappedFile;
import org.apache.camel.support.DefaultProducer;
import org.apache.camel.util.StringHelper;

/** {@code to("minutes:intake")}: makes a job of the body, and returns when the job is durable. Reads the named headers and no others. */
final class IntakeProducer extends DefaultProducer {
    private final Intake intake;
    private final TenantId tenant;
    private final ProfileId profile;

    /** @param profile null when the header says it */
    IntakeProducer(MinutesEndpoint endpoint, Intake intake, TenantId tenant, ProfileId profile) {
        super(endpoint);
        this.intake = intake;
        this.tenant = tenant;
        this.profile = profile;
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        Message message = exchange.getMessage();
        message.removeHeader(MinutesHeaders.JOB_ID);
        message.removeHeader(MinutesHeaders.DUPLICATE);
        Submission submission = intake.accept(request(message, entry(exchange))).submission();
        message.setHeader(MinutesHeaders.JOB_ID, submission.job().value());
        message.setHeader(MinutesHeaders.DUPLICATE, !(submission instanceof Submission.Created));
    }

    private IntakeRequest request(Message message, String entry) throws FailureException {
        return new IntakeRequest(
                tenant,
                profile(message),
                audio(message),
                fileName(message),
                text(message, MinutesHeaders.FOLDER, ""),
                modifiedAt(message),
                message.getHeader(MinutesHeaders.SIDE_FILE) instanceof SideFile side ? side : null,
                text(message, MinutesHeaders.TRANSPORT_KEY, null),
                Boolean.parseBoolean(text(message, MinutesHeaders.MAY_GROW, "false")),
                entry);
    }

    /** The scheme at the beginning of the route. */
    private static String entry(Exchange exchange) {
        Endpoint from = exchange.getFromEndpoint();
        return from == null ? "route" : StringHelper.before(from.getEndpointUri(), ":", "route");
    }

    private ProfileId profile(Message message) throws FailureException {
        if (profile != null) {
            return profile;
        }
        String name = text(message, MinutesHeaders.PROFILE, ProfileId.DEFAULT.value());
        return ProfileId.parse(name)
                .orElseThrow(() -> FailureException.badInput(Options.TEXTS.message("profile-name", name)));
    }

    /** Never as bytes: a recording does not fit into memory. */
    private static AudioInput audio(Message message) throws FailureException {
        Object body = message.getBody();
        Object source = body instanceof WrappedFile<?> wrapped ? wrapped.getFile() : body;
        if (source instanceof InputStream stream) {
            return new Stream(stream, bytes(message));
        }
        if (source instanceof Path path) {
            return AudioInput.of(path);
        }
        if (source instanceof File file) {
            return AudioInput.of(file.toPath());
        }
        String found = body == null ? "null" : body.getClass().getName();
        throw new FailureException(FailureKind.INTERNAL, Options.TEXTS.message("no-audio", found));
    }

    private record Stream(InputStream open, long bytes) implements AudioInput {}

    private static long bytes(Message message) throws FailureException {
        String text = text(message, MinutesHeaders.BYTES, "0");
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new FailureException(FailureKind.INTERNAL, Options.TEXTS.message("bad-size"), e);
        }
    }

    private static String fileName(Message message) throws FailureException {
        String name = text(message, MinutesHeaders.FILE_NAME, null);
        if (name != null) {
            return name;
        }
        Object body = message.getBody() instanceof WrappedFile<?> wrapped ? wrapped.getFile() : message.getBody();
        if (body instanceof File file) {
            return file.getName();
        }
        if (body instanceof Path path && path.getFileName() != null) {
            return path.getFileName().toString();
        }
        throw new FailureException(FailureKind.INTERNAL, Options.TEXTS.message("no-file-name"));
    }

    private static Instant modifiedAt(Message message) throws FailureException {
        Object value = message.getHeader(MinutesHeaders.MODIFIED_AT);
        if (value == null || value instanceof Instant) {
            return (Instant) value;
        }
        try {
            return Instant.parse(value.toString());
        } catch (DateTimeParseException e) {
            throw new FailureException(FailureKind.INTERNAL, Options.TEXTS.message("bad-time"), e);
        }
    }

    private static String text(Message message, String header, String otherwise) {
        Object value = message.getHeader(header);
        return value == null ? otherwise : value.toString();
    }
}
