package io.yuhitsu.store.internal.jdbc;

import io.yuhitsu.api.job.LeaseOwner;
import io.yuhitsu.api.job.WaitFor;
import io.yuhitsu.api.text.Message;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** Columns that several tables have. */
final class Columns {
    /** In {@code due_at}: the sweep need not look. */
    static final long NEVER = Long.MAX_VALUE;

    /** Leaves nothing of the state before; for {@code set} clauses. */
    static final String CLEARED = " wait_for = null, not_before = null, due_at = " + NEVER
            + ", reason_code = null, reason_ja = null," + " reason_en = null, lease_token = null, lease_owner = null";

    /** Leases of earlier runs of a node; takes {@link #node} and {@link #thisRun}. What has a lease is due some time. */
    static final String OF_EARLIER_RUNS =
            "state = 'RUNNING' and due_at < " + NEVER + " and lease_owner like ? and lease_owner not like ?";

    private Columns() {}

    static Message reason(ResultSet row) throws SQLException {
        String code = row.getString("reason_code");
        return code == null ? null : new Message(code, row.getString("reason_ja"), row.getString("reason_en"));
    }

    static WaitFor waitFor(ResultSet row) throws SQLException {
        String name = row.getString("wait_for");
        return name == null ? null : WaitFor.valueOf(name);
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }

    /** In {@code lease_owner}. */
    static String owner(LeaseOwner owner) {
        return fit(run(owner) + owner.worker(), 200);
    }

    static String node(LeaseOwner owner) {
        return owner.node() + "/%";
    }

    static String thisRun(LeaseOwner owner) {
        return run(owner) + "%";
    }

    private static String run(LeaseOwner owner) {
        return owner.node() + "/" + owner.run() + "/";
    }

    /** The earliest {@code due_at} of a table, or nothing. */
    static Optional<Instant> nextDue(Tx tx, String table) {
        return tx.select("select min(due_at) from " + table)
                .mapTo(Long.class)
                .findOne()
                .filter(millis -> millis != NEVER)
                .map(Instant::ofEpochMilli);
    }

    /** Milliseconds, never earlier than the instant. */
    static long millis(Instant instant) {
        return instant.getNano() % 1_000_000 == 0 ? instant.toEpochMilli() : instant.toEpochMilli() + 1;
    }

    /** Text that fits into a column: what is too long loses its end, and what is no character of text becomes a mark. */
    static String fit(String text, int length) {
        if (text == null) {
            return null;
        }
        String whole = isText(text) ? text : marked(text);
        if (whole.length() <= length) {
            return whole;
        }
        int end = Character.isHighSurrogate(whole.charAt(length - 2)) ? length - 2 : length - 1;
        return whole.substring(0, end) + "…";
    }

    /** What other systems answer may hold anything; PostgreSQL refuses a NUL, and half a character cannot be sent. */
    private static boolean isText(String text) {
        return text.codePoints().noneMatch(Columns::isNoText);
    }

    private static String marked(String text) {
        StringBuilder marked = new StringBuilder();
        text.codePoints().map(c -> isNoText(c) ? '\uFFFD' : c).forEach(marked::appendCodePoint);
        return marked.toString();
    }

    private static boolean isNoText(int codePoint) {
        return codePoint == 0 || (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE);
    }

    static String code(Message message) {
        return fit(message.code(), 100);
    }

    static String ja(Message message) {
        return fit(message.ja(), 4000);
    }

    static String en(Message message) {
        return fit(message.en(), 4000);
    }
}
