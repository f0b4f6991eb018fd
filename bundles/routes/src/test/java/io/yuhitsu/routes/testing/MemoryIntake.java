package io.yuhitsu.routes.testing;

import io.yuhitsu.api.FailureException;
import io.yuhitsu.api.FailureKind;
import io.yuhitsu.api.JobId;
import io.yuhitsu.api.intake.Accepted;
import io.yuhitsu.api.intake.IntakeRequest;
import io.yuhitsu.api.job.Submission;
import io.yuhitsu.api.pipeline.Intake;
import io.yuhitsu.api.text.Message;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Takes recordings into memory; the same bytes again are known. */
public final class MemoryIntake implements Intake {
    private final List<IntakeRequest> requests = new ArrayList<>();
    private final Map<String, JobId> byContent = new HashMap<>();
    private FailureException refusal;

    public synchronized void refuse(FailureException why) {
        refusal = why;
    }

    @Override
    public synchronized Accepted accept(IntakeRequest request) throws FailureException {
        requests.add(request);
        if (refusal != null) {
            throw refusal;
        }
        try (InputStream audio = request.audio().open()) {
            String content = new String(audio.readAllBytes(), java.nio.charset.StandardCharsets.ISO_8859_1);
            JobId known = byContent.get(content);
            if (known != null) {
                return new Accepted(new Submission.Known(known));
            }
            JobId job = JobId.next(System.currentTimeMillis());
            byContent.put(content, job);
            return new Accepted(new Submission.Created(job));
        } catch (IOException e) {
            throw new FailureException(FailureKind.INTERNAL, new Message("test-io", "読めません", "unreadable"), e);
        }
    }

    public synchronized List<IntakeRequest> requests() {
        return List.copyOf(requests);
    }
}
