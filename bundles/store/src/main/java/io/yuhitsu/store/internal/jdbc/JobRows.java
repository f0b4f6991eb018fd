package io.yuhitsu.store.internal.jdbc;

import io.yuhitsu.api.BlobRef;
import io.yuhitsu.api.JobId;
import io.yuhitsu.api.ProfileId;
import io.yuhitsu.api.Sha256;
import io.yuhitsu.api.TenantId;
import io.yuhitsu.api.job.Job;
import io.yuhitsu.api.job.ProfileSettings;
import io.yuhitsu.api.job.RecordingRef;
import io.yuhitsu.api.job.Stage;
import io.yuhitsu.api.job.State;
import io.yuhitsu.json.SettingsJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.statement.StatementContext;

/** Jobs as rows. */
final class JobRows {
    static final String COLUMNS =
            "id, tenant, profile, recording_blob, recording_sha256, recording_bytes, facts_blob, settings,"
                    + " version, stage, state, wait_for, not_before, attempts, reason_code, reason_ja, reason_en, progress,"
                    + " received_at, changed_at";

    private JobRows() {}

    static Optional<Job> find(Tx tx, JobId id) {
        return tx.select("select " + COLUMNS + " from jobs where id = ?", id.value())
                .map(JobRows::read)
                .findOne();
    }

    /** The job in a row, with rank 0. */
    static Job read(ResultSet row, StatementContext context) throws SQLException {
        return new Job(
                new JobId(row.getString("id")),
                new TenantId(row.getString("tenant")),
                new ProfileId(row.getString("profile")),
                new RecordingRef(
                        new BlobRef(row.getString("recording_blob")),
                        new Sha256(row.getString("recording_sha256")),
                        row.getLong("recording_bytes")),
                new BlobRef(row.getString("facts_blob")),
                settings(row.getString("settings")),
                row.getInt("version"),
                Stage.valueOf(row.getString("stage")),
                State.valueOf(row.getString("state")),
                Columns.waitFor(row),
                Columns.instant(row, "not_before"),
                row.getInt("attempts"),
                Columns.reason(row),
                row.getDouble("progress"),
                0,
                Instant.ofEpochMilli(row.getLong("received_at")),
                Instant.ofEpochMilli(row.getLong("changed_at")));
    }

    static Job ranked(Job job, int rank) {
        return new Job(
                job.id(),
                job.tenant(),
                job.profile(),
                job.recording(),
                job.facts(),
                job.settings(),
                job.version(),
                job.stage(),
                job.state(),
                job.waitFor(),
                job.notBefore(),
                job.attempts(),
                job.reason(),
                job.progress(),
                rank,
                job.receivedAt(),
                job.changedAt());
    }

    static ProfileSettings settings(String json) {
        try {
            return SettingsJson.readSettings(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String json(ProfileSettings settings) {
        try {
            return SettingsJson.write(settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
