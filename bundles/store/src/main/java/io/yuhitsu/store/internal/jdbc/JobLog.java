package io.yuhitsu.store.internal.jdbc;

import io.yuhitsu.api.JobId;
import io.yuhitsu.api.job.JobEvent;
import io.yuhitsu.api.job.Stage;
import io.yuhitsu.api.text.Message;
import java.time.Instant;
import java.util.List;

/** The lines of a job's log. */
final class JobLog {
    private JobLog() {}

    static void add(Tx tx, JobId id, Stage stage, Message message) {
        tx.update(
                "insert into job_log (job, happened_at, stage, code, ja, en) values (?, ?, ?, ?, ?, ?)",
                id.value(),
                tx.now(),
                stage.name(),
                Columns.code(message),
                Columns.ja(message),
                Columns.en(message));
    }

    static List<JobEvent> lines(Tx tx, JobId id) {
        return tx.select("select happened_at, stage, code, ja, en from job_log where job = ? order by id", id.value())
                .map((row, context) -> new JobEvent(
                        Instant.ofEpochMilli(row.getLong("happened_at")),
                        Stage.valueOf(row.getString("stage")),
                        new Message(row.getString("code"), row.getString("ja"), row.getString("en"))))
                .list();
    }
}
