package io.yuhitsu.store.internal.jdbc;

import io.yuhitsu.api.text.Message;
import io.yuhitsu.api.text.Texts;
import io.yuhitsu.store.internal.Said;
import io.yuhitsu.store.internal.UnavailableForNow;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.flywaydb.core.api.CoreErrorCode;
import org.flywaydb.core.api.FlywayException;

/** Why a database cannot be used at a start, in words for whoever starts the server. */
record PostgresFailure(DatabaseAddress address, Exception why) {
    private static final Texts TEXTS = Texts.beside(PostgresFailure.class);
    private static final String WANTS_PASSWORD = "08004";
    private static final String READ_ONLY = "25006";
    private static final String FULL = "53300";

    RuntimeException explained() {
        // Found by ourselves, in our words already.
        if (why instanceof IllegalStateException own) {
            return own;
        }
        String text =
                Said.inBoth(message().orElseGet(() -> TEXTS.message("postgres-fails", address.hostList(), detail())));
        return isForNow() ? new UnavailableForNow(text, why) : new IllegalStateException(text, why);
    }

    /** Nobody has to change anything for it to end: the server, the network or the name service comes back. */
    private boolean isForNow() {
        if (isAboutTls()) {
            return false;
        }
        String state = Database.sqlState(why);
        return find(UnknownHostException.class).isPresent()
                || state.equals(FULL)
                || Postgres.isAway(state) && !Set.of(WANTS_PASSWORD, READ_ONLY).contains(state);
    }

    private boolean isAboutTls() {
        return find(SSLException.class).isPresent() || detail().contains("does not support SSL");
    }

    private Optional<Message> message() {
        String hosts = address.hostList();
        if (find(FlywayException.class)
                .filter(e -> e.getErrorCode() == CoreErrorCode.NON_EMPTY_SCHEMA_WITHOUT_SCHEMA_HISTORY_TABLE)
                .isPresent()) {
            return said("postgres-not-empty", address.name());
        }
        if (isAboutTls()) {
            return said("postgres-tls", hosts, detail());
        }
        if (find(UnknownHostException.class).isPresent()) {
            return said("postgres-host", hosts);
        }
        return switch (Database.sqlState(why)) {
            case "28P01" -> said("postgres-password", address.user(), hosts, DatabasePassword.FILE);
            case WANTS_PASSWORD -> said("postgres-no-password", address.user(), hosts, DatabasePassword.FILE);
            case "28000" -> said("postgres-not-let-in", address.user(), address.name(), hosts, detail());
            case "3D000" -> said("postgres-no-database", address.name(), hosts, address.user());
            case "42501" -> said("postgres-rights", address.user(), address.name(), detail());
            case "3F000" -> said("postgres-schema", address.name(), address.user());
            case FULL -> said("postgres-full", hosts);
            case "57P03" -> said("postgres-starting", hosts, detail());
            case "08001", "08006" -> said("postgres-unreachable", hosts, detail());
            default -> Optional.empty();
        };
    }

    private static Optional<Message> said(String code, Object... values) {
        return Optional.of(TEXTS.message(code, values));
    }

    /** What the driver or the server says; no password and no row is in it. */
    private String detail() {
        String text = find(SQLException.class).map(Throwable::getMessage).orElseGet(why::getMessage);
        return text == null
                ? why.toString()
                : text.lines().findFirst().orElse("").strip();
    }

    private <T extends Throwable> Optional<T> find(Class<T> type) {
        for (Throwable cause = why; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return Optional.of(type.cast(cause));
            }
        }
        return Optional.empty();
    }
}
