package io.yuhitsu.itests.check;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** What the database says. */
record Rows(List<JobRow> jobs, List<ArtifactRow> artifacts, List<SegmentRow> segments, List<DeliveryRow> deliveries) {
    record JobRow(
            String id,
            String tenant,
            String profile,
            String recording,
            String sha256,
            long bytes,
            String facts,
            String settings,
            int version,
            String stage,
            String state,
            String reason,
            boolean leased) {}

    record ArtifactRow(
            String job, int version, String stage, String kind, String name, String blob, String sha256, long bytes) {}

    record SegmentRow(String job, int index, String blob) {}

    record DeliveryRow(
            String id,
            String job,
            int version,
            String channel,
            String target,
            String state,
            String receipt,
            boolean leased) {}

    private interface Reading<T> {
        T row(ResultSet row) throws SQLException;
    }

    static Rows none() {
        return new Rows(List.of(), List.of(), List.of(), List.of());
    }

    /** A server that was halted before its first migration has no tables yet. */
    static Rows of(Connection connection) throws SQLException {
        if (!hasTables(connection)) {
            return none();
        }
        return new Rows(
                list(
                        connection,
                        "select id, tenant, profile, recording_blob, recording_sha256, recording_bytes, facts_blob, settings,"
                                + " version, stage, state, reason_en, lease_token from jobs order by id",
                        row -> new JobRow(
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                row.getString(5),
                                row.getLong(6),
                                row.getString(7),
                                row.getString(8),
                                row.getInt(9),
                                row.getString(10),
                                row.getString(11),
                                row.getString(12),
                                row.getString(13) != null)),
                list(
                        connection,
                        "select job, version, stage, kind, name, blob, sha256, bytes from artifacts",
                        row -> new ArtifactRow(
                                row.getString(1),
                                row.getInt(2),
                                row.getString(3),
                                row.getString(4),
                                row.getString(5),
                                row.getString(6),
                                row.getString(7),
                                row.getLong(8))),
                list(
                        connection,
                        "select job, segment_index, blob from segments",
                        row -> new SegmentRow(row.getString(1), row.getInt(2), row.getString(3))),
                list(
                        connection,
                        "select id, job, version, channel, target, state, receipt, lease_token from deliveries",
                        row -> new DeliveryRow(
                                row.getString(1),
                                row.getString(2),
                                row.getInt(3),
                                row.getString(4),
                                row.getString(5),
                                row.getString(6),
                                row.getString(7),
                                row.getString(8) != null)));
    }

    private static <T> List<T> list(Connection connection, String query, Reading<T> reading) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            List<T> all = new ArrayList<>();
            while (rows.next()) {
                all.add(reading.row(rows));
            }
            return all;
        }
    }

    private static boolean hasTables(Connection connection) throws SQLException {
        try (ResultSet tables = connection.getMetaData().getTables(null, null, "%", new String[] {"TABLE"})) {
            while (tables.next()) {
                if (tables.getString("TABLE_NAME").equalsIgnoreCase("deliveries")) {
                    return true;
                }
            }
            return false;
        }
    }
}
